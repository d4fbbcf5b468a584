import type { Canvas } from "./canvas.js";
import { skipSpace, trimEnd } from "./chars.js";
import { DATA, paintPlain, paintQuoted } from "./data-text.js";
import { keyEnd } from "./line-shape.js";
import { paintString } from "./paint-code.js";

/** Paints a line of a BibTeX entry: field names are keys, what stands in braces or quotation marks after `=` is a value. */
export function paintBibtex(canvas: Canvas, line: string, start: number): void {
  canvas.paint(start, line.length, canvas.add(DATA));
  let i = start;
  let fields = 0;
  while (i < line.length) {
    const equals = line.indexOf("=", i);
    if (equals === -1) break;
    fields++;
    const name = trimEnd(line, i, equals);
    let key = name;
    while (key > i && keyEnd(line, key - 1, name) > key - 1) key--;
    paintPlain(canvas, line, key, name, "key");
    const open = skipSpace(line, equals + 1, line.length);
    i = line.charAt(open) === "{" ? paintBraced(canvas, line, open) : open + 1;
    if (line.charAt(open) === '"') i = paintQuoted(canvas, line, open, line.length, "value");
  }
  const first = skipSpace(line, start, line.length);
  if (fields === 0 && !"@}".includes(line.charAt(first) || "}"))
    paintPlain(canvas, line, first, line.length, "value");
}

function paintBraced(canvas: Canvas, line: string, open: number): number {
  let depth = 0;
  let end = open;
  for (; end < line.length; end++) {
    const unit = line.charCodeAt(end);
    if (unit === 0x7b) depth++;
    else if (unit === 0x7d && --depth === 0) break;
  }
  canvas.paint(open, Math.min(line.length, end + 1), 0);
  paintString(canvas, line, open + 1, end, end < line.length, "{", "value");
  return end + 1;
}
