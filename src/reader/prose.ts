/**
 * What no format can do without: brackets of JSON, or the heading, comment or block header that Markdown and chat
 * histories of agents are recognised by.
 */
const MARKS = /[{[#<]|TO LLM|LLM RESPONSE/;

/** Whether a head is of no format but plain text, for certain. A reader need not be asked then, nor be loaded. */
export function isProse(head: string): boolean {
  return !MARKS.test(head);
}
