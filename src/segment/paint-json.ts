import type { Canvas } from "./canvas.js";
import { isSpace, skipSpace } from "./chars.js";
import { closeOf, DATA, paintComment, paintQuoted } from "./data-text.js";

/** Paints a line of JSON, JSON with comments, or an object literal: a string before a colon is a key. */
export function paintJson(canvas: Canvas, line: string, start: number): void {
  canvas.paint(start, line.length, canvas.add(DATA));
  let last = "";
  let i = start;
  while (i < line.length) {
    const mark = line.charAt(i);
    if (mark === '"' || (mark === "'" && !/\w/.test(last))) {
      const { to, closed } = closeOf(line, i, line.length);
      const colon = closed && line.charCodeAt(skipSpace(line, to, line.length)) === 0x3a;
      paintQuoted(canvas, line, i, line.length, colon || (!closed && last === "{") ? "key" : "value");
      i = to;
      last = mark;
    } else if (mark === "/" && line.charAt(i + 1) === "/") {
      paintComment(canvas, line, i, 2);
      return;
    } else {
      if (!isSpace(line.charCodeAt(i))) last = mark;
      i++;
    }
  }
}
