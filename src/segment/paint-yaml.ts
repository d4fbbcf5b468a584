import type { Canvas } from "./canvas.js";
import { isSpace, skipSpace } from "./chars.js";
import { closeOf, DATA, paintComment, paintPlain, paintQuoted } from "./data-text.js";

/** Offset of the `#` that starts a comment in `[from, end)`: one that stands after white space. */
function hashComment(line: string, from: number, end: number): number {
  let i = line.indexOf("#", from);
  while (i !== -1 && i < end && i > 0 && !isSpace(line.charCodeAt(i - 1))) i = line.indexOf("#", i + 1);
  return i === -1 || i >= end ? end : i;
}

/** The colon that ends a plain YAML key (followed by white space or the line end); -1 when there is none. */
function yamlColon(line: string, from: number, end: number): number {
  const limit = Math.min(end, from + 128);
  for (let i = from; i < limit; i++) {
    const unit = line.charCodeAt(i);
    if (unit === 0x3a && (i + 1 === end || isSpace(line.charCodeAt(i + 1)))) return i > from ? i : -1;
    if (".!?".includes(line.charAt(i)) && isSpace(line.charCodeAt(i + 1))) return -1;
  }
  return -1;
}

/** Paints a line of YAML. A line without a key is taken for the continuation of a value. */
export function paintYaml(canvas: Canvas, line: string, start: number): void {
  const end = line.length;
  canvas.paint(start, end, canvas.add(DATA));
  let i = skipSpace(line, start, end);
  while (line.charCodeAt(i) === 0x2d && isSpace(line.charCodeAt(i + 1))) i = skipSpace(line, i + 1, end);
  if (line.charCodeAt(i) === 0x23) {
    paintComment(canvas, line, i, 1);
    return;
  }
  if (line.startsWith("---", i) || line.startsWith("...", i)) return;
  if (`"'`.includes(line.charAt(i)) && i < end) {
    const { to, closed } = closeOf(line, i, end);
    const colon = skipSpace(line, to, end);
    const key = closed && line.charCodeAt(colon) === 0x3a;
    paintQuoted(canvas, line, i, end, key ? "key" : "value");
    if (key) paintYamlValue(canvas, line, colon + 1);
    else paintYamlRest(canvas, line, to);
    return;
  }
  const colon = "[{".includes(line.charAt(i) || " ") ? -1 : yamlColon(line, i, end);
  if (colon === -1) {
    paintYamlValue(canvas, line, i);
    return;
  }
  paintPlain(canvas, line, i, colon, "key");
  paintYamlValue(canvas, line, colon + 1);
}

function paintYamlRest(canvas: Canvas, line: string, from: number): void {
  const comment = hashComment(line, from, line.length);
  if (comment < line.length) paintComment(canvas, line, comment, 1);
}

/** Paints the value that starts at or after `from`: quoted, plain, or a flow collection, and a comment after it. */
export function paintYamlValue(canvas: Canvas, line: string, from: number): void {
  const start = skipSpace(line, from, line.length);
  const mark = line.charAt(start);
  if (mark === "") return;
  if (mark === '"' || mark === "'") {
    paintYamlRest(canvas, line, paintQuoted(canvas, line, start, line.length, "value"));
    return;
  }
  const comment = hashComment(line, start, line.length);
  if (mark === "[" || mark === "{") paintFlow(canvas, line, start, comment);
  else if (!/^[|>][-+\d]*\s*$/.test(line.slice(start, Math.min(comment, start + 8)))) {
    paintPlain(canvas, line, start, comment, "value");
  }
  if (comment < line.length) paintComment(canvas, line, comment, 1);
}

/** A flow collection: `[a, b]`, `{a: b}`. */
function paintFlow(canvas: Canvas, line: string, start: number, end: number): void {
  let plain = -1;
  const flush = (to: number): void => {
    if (plain !== -1) paintPlain(canvas, line, plain, to, line.charAt(to) === ":" ? "key" : "value");
    plain = -1;
  };
  for (let i = start; i < end; i++) {
    const mark = line.charAt(i);
    if ("[]{},".includes(mark) || (mark === ":" && isSpace(line.charCodeAt(i + 1)))) flush(i);
    else if (plain === -1 && (mark === '"' || mark === "'"))
      i = paintQuoted(canvas, line, i, end, "value") - 1;
    else if (plain === -1 && !isSpace(line.charCodeAt(i))) plain = i;
  }
  flush(end);
}
