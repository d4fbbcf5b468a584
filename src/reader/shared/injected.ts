/** A stretch of a user turn: what the person wrote, or what the harness put in. Offsets are UTF-16 units. */
export interface UserSpan {
  readonly channel: "prompt" | "injected";
  readonly start: number;
  readonly end: number;
}

/**
 * Elements that harnesses wrap around what they add to a user turn. Elements that hold what the person typed
 * (`<user_query>`, `<command-args>`, `<bash-input>`) are not among them.
 */
export const INJECTED_ELEMENTS: ReadonlySet<string> = new Set([
  // Claude Code
  "system-reminder",
  "command-name",
  "command-message",
  "command-contents",
  "local-command-stdout",
  "local-command-stderr",
  "local-command-caveat",
  "bash-stdout",
  "bash-stderr",
  "task-notification",
  "teammate-message",
  "ide_opened_file",
  "ide_selection",
  "ide_diagnostics",
  "new-diagnostics",
  "user-prompt-submit-hook",
  "session-start-hook",
  "user-memory-input",
  // Codex
  "environment_context",
  "user_instructions",
  "instructions",
  "permissions",
  "collaboration_mode",
  "turn_aborted",
  "user_shell_command",
  "subagent_notification",
  "skill",
  "skills_instructions",
  "apps_instructions",
  "plugins_instructions",
  // Cline, Roo Code, Kilo
  "environment_details",
  "file_content",
  "folder_content",
  "url_content",
  "workspace_diagnostics",
  "terminal_output",
  "git_commit",
  "git_working_state",
  "explicit_instructions",
  // Cursor
  "user_info",
  "git_status",
  "project_layout",
  "additional_data",
  "attached_files",
  "open_and_recently_viewed_files",
  "agent_transcripts",
  "system_reminder",
  "system_notification",
  // Gemini CLI and its kin
  "session_context",
  "hook_context",
  // Antigravity
  "user_settings_change",
  "additional_metadata",
  // Kimi
  "git-context",
  // Qwen Code
  "qwen:user-prompt-submit-context",
]);

/** Turns that are injected as a whole when they begin so. */
export const INJECTED_STARTS: readonly string[] = [
  "# AGENTS.md instructions",
  "Caveat: The messages below were generated",
  "This session is being continued from a previous conversation",
  "[Request interrupted by user",
];

const ELEMENT_NAME = /[A-Za-z][A-Za-z0-9_:-]{1,48}/y;
/** Longest opening tag read, attributes included. */
const MAX_TAG = 1024;

/**
 * Tells what a person wrote in a user turn from what the harness put in. An element counts where it opens at a line
 * start; one that is never closed counts only at the start of the turn, where it lasts to the end. The spans cover the
 * text in order without gaps.
 */
export function splitInjected(text: string): UserSpan[] {
  const first = skipSpace(text, 0);
  if (startsInjected(text, first)) {
    return [{ channel: "injected", start: 0, end: text.length }];
  }
  if (!text.includes("<")) return [{ channel: "prompt", start: 0, end: text.length }];
  const spans: UserSpan[] = [];
  const unclosed = new Set<string>();
  let done = 0;
  let at = first;
  while (at >= 0 && at < text.length) {
    const name = injectedElementAt(text, at);
    const end = name === null || unclosed.has(name) ? null : elementEnd(text, at, name, at === first);
    if (end === null) {
      if (name !== null) unclosed.add(name);
      at = nextLine(text, at);
      continue;
    }
    if (at > done) spans.push({ channel: "prompt", start: done, end: at });
    spans.push({ channel: "injected", start: at, end });
    done = end;
    at = skipSpace(text, end);
  }
  if (done < text.length) spans.push({ channel: "prompt", start: done, end: text.length });
  return mergeBlank(text, spans);
}

/** True for a turn that is injected as a whole, by how it begins at `from`. */
export function startsInjected(text: string, from = 0): boolean {
  return INJECTED_STARTS.some((start) => text.startsWith(start, from));
}

/** Name of the injected element that opens at `at`, or null. */
export function injectedElementAt(text: string, at: number): string | null {
  if (text.charCodeAt(at) !== 0x3c) return null;
  ELEMENT_NAME.lastIndex = at + 1;
  const name = ELEMENT_NAME.exec(text)?.[0];
  if (name === undefined || !INJECTED_ELEMENTS.has(name.toLowerCase())) return null;
  const after = text.charAt(at + 1 + name.length);
  if (after === ">") return name;
  if (after !== " " && after !== "\n" && after !== "\t") return null;
  return text.slice(at, at + MAX_TAG).includes(">") ? name : null;
}

/** Offset right after the closing tag (a closing tag may repeat a second word: `</permissions instructions>`). */
function elementEnd(text: string, at: number, name: string, isFirst: boolean): number | null {
  const tag = `</${name}`;
  for (let from = text.indexOf(tag, at); from >= 0; from = text.indexOf(tag, from + 1)) {
    const after = text.charAt(from + tag.length);
    const end = after === ">" || after === " " ? text.indexOf(">", from) : -1;
    if (end >= 0) return end + 1;
  }
  return isFirst ? text.length : null;
}

/** The next line's first character that is no space, or -1. */
function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? -1 : skipSpace(text, end + 1);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charAt(at).trim() === "") at += 1;
  return at;
}

/** An element with nothing in it, such as the `<command-args>` of a command without any. */
const EMPTY_ELEMENT = /^<([A-Za-z][\w-]{1,48})>\s*<\/\1>$/;

/** Blank text between injected elements is no prompt. */
function mergeBlank(text: string, spans: readonly UserSpan[]): UserSpan[] {
  const merged: UserSpan[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    const own = span.channel === "prompt" ? text.slice(span.start, span.end).trim() : null;
    const blank = own === "" || (own !== null && EMPTY_ELEMENT.test(own));
    const channel = blank && spans.length > 1 ? "injected" : span.channel;
    if (last !== undefined && last.channel === channel) {
      merged[merged.length - 1] = { channel, start: last.start, end: span.end };
    } else merged.push({ channel, start: span.start, end: span.end });
  }
  return merged;
}

/** Beginnings of tool output that a harness without a tool role passes as a user turn (lower case). */
const OBSERVATION_STARTS: readonly string[] = [
  "<tool_response",
  "<tool_result",
  "<function_results",
  "<function_result",
  "<output>",
  "<returncode>",
  "observation:",
  "execution result",
  "[tool",
  "tool result",
];

/**
 * True when a user turn reads like the output of a tool. Only a hint: a caller should also ask whether an assistant
 * turn came before it.
 */
export function looksLikeObservation(text: string): boolean {
  const from = skipSpace(text, 0);
  const start = text.slice(from, from + 24).toLowerCase();
  return OBSERVATION_STARTS.some((prefix) => start.startsWith(prefix));
}
