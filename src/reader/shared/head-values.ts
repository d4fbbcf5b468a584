import { parse } from "jsonc-parser";
import type { Framing, Head, Reader } from "../../model/reader.js";

/** Nesting at which the tolerant parser, which is recursive, is not called. */
const MAX_DEPTH = 500;

/**
 * The JSON values a recogniser can judge by: the whole document, else the complete lines, else (a document or first
 * line longer than the head) what a tolerant parser makes of the text so far.
 */
export function headValues(head: Head): readonly unknown[] {
  if (head.document !== undefined) return [head.document];
  if (head.lines.length > 0) return head.lines;
  if (!startsAsJson(head) || maxDepth(head.text) > MAX_DEPTH) return [];
  const value: unknown = parse(head.text, [], { allowTrailingComma: true });
  return value === undefined ? [] : [value];
}

/**
 * The framing of JSON in general: a document when it parses as one, or when no line parses and it spreads over lines;
 * otherwise lines. (A document on one line is a single record either way.)
 */
export function jsonFraming(head: Head): Framing {
  if (head.document !== undefined) return "document";
  if (head.lines.length > 0 || !startsAsJson(head)) return "lines";
  return head.whole || /[\n\r]/.test(head.text.trim()) ? "document" : "lines";
}

/** The framing for a format that was named by a person: what its reader says, else {@link jsonFraming}. */
export function framingFor(reader: Reader, head: Head): Framing {
  return reader.recognise(head) ?? jsonFraming(head);
}

/** True when the first character that is not a space opens a JSON object or array. */
export function startsAsJson(head: Head): boolean {
  const first = head.text.trimStart().charAt(0);
  return first === "{" || first === "[";
}

/** Deepest nesting of brackets outside strings. */
function maxDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) inString = !inString;
    else if (inString) at += code === 0x5c ? 1 : 0;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return deepest;
}
