import stringWidth from "string-width";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** No cluster that anybody wants to see is longer (UTF-16 units); a heap of combining marks is cut there. */
const MAX_CLUSTER = 32;

/** Terminal cells that a text takes: 2 for East Asian wide characters, 0 for combining marks. */
export function displayWidth(text: string): number {
  return stringWidth(text);
}

/** The longest start of `text` within `cells`, never cutting a grapheme cluster. */
function takeStart(text: string, cells: number): string {
  let taken = "";
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += stringWidth(segment);
    if (width > cells || segment.length > MAX_CLUSTER) break;
    taken += segment;
  }
  return taken;
}

/** The longest end of `text` within `cells`. */
function takeEnd(text: string, cells: number): string {
  // A cell holds at least a grapheme, so nothing before this can be part of the answer; it keeps long runs cheap.
  const near = text.slice(Math.max(0, text.length - (cells + 1) * MAX_CLUSTER));
  const segments = [...graphemes.segment(near)].reverse();
  let taken = "";
  let width = 0;
  for (const { segment } of segments) {
    width += stringWidth(segment);
    if (width > cells || segment.length > MAX_CLUSTER) break;
    taken = segment + taken;
  }
  return taken;
}

/** `text`, or its start and an ellipsis, in at most `cells` cells. */
export function shortenEnd(text: string, cells: number): string {
  if (fits(text, cells)) return text;
  return cells < 1 ? "" : `${takeStart(text, cells - 1)}…`;
}

/** `text`, or an ellipsis and its end. */
export function shortenStart(text: string, cells: number): string {
  if (fits(text, cells)) return text;
  return cells < 1 ? "" : `…${takeEnd(text, cells - 1)}`;
}

/** `text`, or its two ends around an ellipsis. */
export function shortenMiddle(text: string, cells: number): string {
  if (fits(text, cells)) return text;
  if (cells < 1) return "";
  const start = Math.ceil((cells - 1) / 2);
  return `${takeStart(text, start)}…${takeEnd(text, cells - 1 - start)}`;
}

/** Measures only what can fit at all: a run may be megabytes long. */
function fits(text: string, cells: number): boolean {
  return text.length <= (cells + 1) * MAX_CLUSTER && stringWidth(text) <= cells;
}
