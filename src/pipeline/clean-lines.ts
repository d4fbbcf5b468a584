import type { CleanLines } from "../model/lines.js";
import type { Origin, Position } from "../model/location.js";

/** Each line as a piece of text, with its line feed. */
export function* piecesOf(lines: CleanLines): Generator<{ readonly text: string; readonly origin: Origin }> {
  const { text, spans } = lines;
  for (let at = 0; at < spans.length; at += 2) {
    const start = spans[at]!;
    const end = spans[at + 1]!;
    const locate = (offset: number): Position => lines.position(Math.min(start + offset, end));
    yield { text: `${text.slice(start, end)}\n`, origin: { pointer: null, locate } };
  }
}

/** The text of lines, each with its line feed. */
export function textOfLines(lines: CleanLines): string {
  let text = "";
  for (const piece of piecesOf(lines)) text += piece.text;
  return text;
}

/** The last lines that are not empty, joined by spaces: `units` UTF-16 units of them or more, or all. */
export function lastLines({ text, spans }: CleanLines, units: number): string {
  const lines: string[] = [];
  for (let at = spans.length - 2, sum = 0; at >= 0 && sum <= units; at -= 2) {
    if (spans[at] === spans[at + 1]) continue;
    lines.push(text.slice(spans[at], spans[at + 1]));
    sum += lines.at(-1)!.length + 1;
  }
  return lines.reverse().join(" ");
}
