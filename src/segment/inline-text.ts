import type { Canvas, Region } from "./canvas.js";
import { paintCodeSpans } from "./code-spans.js";
import { paintLinks } from "./links.js";
import { paintQuotes } from "./quotes.js";

/**
 * Paints `[start, end)` as natural-language text of kind `base`, with the code spans, links and quotations in it.
 * A delimiter that opens and never closes turns the rest into an unclosed segment, on which whatever does close
 * later is still painted, so that one stray quotation mark hides nothing.
 */
export function paintText(canvas: Canvas, line: string, start: number, end: number, base: Region): void {
  const id = canvas.add(base);
  canvas.paint(start, end, id);
  const ticks = paintCodeSpans(canvas, line, start, end);
  if (ticks) canvas.paint(ticks.start - ticks.open.length, ticks.start, 0);
  paintLinks(canvas, line, start, end, id);
  const mark = paintQuotes(canvas, line, start, end, id, base.datum);
  if (mark && canvas.at(mark.start - 1) === id) canvas.paint(mark.start - 1, mark.start, 0);
  const quote = (open: string): Region => ({ kind: "quote", open, closed: false });
  const code = (open: string): Region => ({ kind: "inline-code", open, closed: false });
  if (mark && (!ticks || mark.start < ticks.start)) {
    canvas.replace(mark.start, end, id, canvas.add(quote(mark.open)));
  } else if (ticks) {
    canvas.replace(ticks.start, end, id, canvas.add(code(ticks.open)));
  }
}
