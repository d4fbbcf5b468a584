import type { Canvas } from "./canvas.js";
import { skipSpace } from "./chars.js";
import { DATA, paintComment, paintPlain, paintQuoted } from "./data-text.js";
import { paintString } from "./paint-code.js";
import { paintYamlValue } from "./paint-yaml.js";

/** Paints a line of TOML, INI, `.properties`, `.env`, `.strings` or Fluent. */
export function paintProperties(canvas: Canvas, line: string, start: number): void {
  const end = line.length;
  canvas.paint(start, end, canvas.add(DATA));
  const first = skipSpace(line, start, end);
  const mark = line.charAt(first);
  if (mark === "#" || mark === ";" || mark === "!") {
    paintComment(canvas, line, first, 1);
    return;
  }
  if (mark === "/" && "/*".includes(line.charAt(first + 1) || " ")) {
    paintComment(canvas, line, first, 2);
    return;
  }
  if (mark === "[") return;
  let equals = first;
  if (mark === '"') {
    equals = paintQuoted(canvas, line, first, end, "key");
    equals = skipSpace(line, equals, end);
    if (!"=:".includes(line.charAt(equals) || " ")) return;
  } else {
    while (equals < end && line.charCodeAt(equals) !== 0x3d && line.charCodeAt(equals) !== 0x3a) equals++;
    if (equals === end) {
      paintPlain(canvas, line, first, end, "value");
      return;
    }
    paintPlain(canvas, line, first, equals, "key");
  }
  paintYamlValue(canvas, line, equals + 1);
}

/** Paints a line of a gettext catalogue. `msgid` is the key, `msgstr` the value; a bare string continues a value. */
export function paintPo(canvas: Canvas, line: string, start: number): void {
  canvas.paint(start, line.length, canvas.add(DATA));
  const first = skipSpace(line, start, line.length);
  if (line.charCodeAt(first) === 0x23) {
    paintComment(canvas, line, first, 1);
    return;
  }
  const quote = line.indexOf('"', first);
  if (quote === -1) return;
  const key = line.startsWith("msgid", first) || line.startsWith("msgctxt", first);
  paintQuoted(canvas, line, quote, line.length, key ? "key" : "value");
}

/** Paints a line of a table of separated values (RFC 4180), each field a value. */
export function paintSeparated(canvas: Canvas, line: string, start: number, separator: string): void {
  canvas.paint(start, line.length, canvas.add(DATA));
  let i = start;
  while (i < line.length) {
    const field = skipSpace(line, i, line.length);
    const quoted = line.charCodeAt(field) === 0x22;
    const close = quoted ? fieldClose(line, field) : -1;
    if (quoted) {
      const end = close === -1 ? line.length : close;
      canvas.paint(field, end + 1, 0);
      paintString(canvas, line, field + 1, end, close !== -1, '"', "value");
      if (close === -1) return;
      i = close + 1;
    }
    const next = line.indexOf(separator, i);
    const end = next === -1 ? line.length : next;
    if (!quoted && field < end) paintPlain(canvas, line, field, end, "value");
    i = end + 1;
  }
}

/** The mark that closes a quoted field: one that is not doubled. */
function fieldClose(line: string, from: number): number {
  let i = line.indexOf('"', from + 1);
  while (i !== -1 && line.charCodeAt(i + 1) === 0x22) i = line.indexOf('"', i + 2);
  return i;
}
