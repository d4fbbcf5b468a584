import { createOffsetMap, type OffsetMap } from "./offset-map.js";

/** A text that was mended, and the way back. */
export interface Repaired {
  readonly text: string;
  readonly map: OffsetMap;
}

const HEX4 = /[0-9a-fA-F]{4}/y;

/**
 * Doubles backslashes that start no JSON escape (`\d`, `\'`, `\u12`, common after careless redaction) and escapes raw
 * control characters inside strings. Returns null when nothing was to mend.
 */
export function repairJson(text: string): Repaired | null {
  const map = createOffsetMap();
  const parts: string[] = [];
  let copied = 0;
  let length = 0;
  let inString = false;
  const replace = (at: number, by: string): void => {
    parts.push(text.slice(copied, at), by);
    length += at - copied + by.length;
    copied = at + 1;
    map.add(length, copied);
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) inString = !inString;
    else if (code === 0x5c) {
      if (startsEscape(text, at)) at += 1;
      else replace(at, "\\\\");
    } else if (code < 0x20 && inString) replace(at, `\\u${code.toString(16).padStart(4, "0")}`);
  }
  if (parts.length === 0) return null;
  parts.push(text.slice(copied));
  return { text: parts.join(""), map: map.build() };
}

function startsEscape(text: string, at: number): boolean {
  const next = text.charAt(at + 1);
  if (next !== "u") return next !== "" && '"\\/bfnrt'.includes(next);
  HEX4.lastIndex = at + 2;
  return HEX4.test(text);
}
