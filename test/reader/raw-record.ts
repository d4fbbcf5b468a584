import type { RawRecord } from "../../src/model/location.js";
import type { Framing, Head } from "../../src/model/reader.js";

/** A record cut from `source` between two UTF-16 offsets. Counts bytes and columns the plain way. */
function cut(source: string, start: number, end: number, line: number, terminated: boolean): RawRecord {
  return {
    text: source.slice(start, end),
    line,
    terminated,
    position(offset) {
      const at = start + offset;
      return {
        line: lineAt(source, at),
        column: at - source.lastIndexOf("\n", at - 1),
        byteOffset: Buffer.byteLength(source.slice(0, at)),
      };
    },
  };
}

function lineAt(source: string, at: number): number {
  return source.slice(0, at).split("\n").length;
}

/** The records of a source, as a framing cuts them. */
export function records(source: string, framing: Framing = "lines"): RawRecord[] {
  if (framing === "document") return [cut(source, 0, source.length, 1, false)];
  const found: RawRecord[] = [];
  for (let start = 0; start < source.length; ) {
    const end = source.indexOf("\n", start);
    found.push(cut(source, start, end < 0 ? source.length : end, found.length + 1, end >= 0));
    start = end < 0 ? source.length : end + 1;
  }
  return found;
}

/** What a recogniser sees of a source. */
export function head(source: string, name = "", limit = 64 * 1024): Head {
  const text = source.slice(0, limit);
  const whole = text.length === source.length;
  const lines = text
    .split("\n")
    .slice(0, whole ? undefined : -1)
    .slice(0, 20)
    .map(parse)
    .filter((value) => value !== undefined);
  return { text, whole, name, lines, document: whole ? parse(text) : undefined };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
