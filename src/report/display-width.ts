import { createRequire } from "node:module";

type StringWidth = typeof import("string-width").default;

let stringWidth: StringWidth | undefined;

/** string-width's answer. It is loaded for the first text that needs it: its emoji tables are slow to set up. */
function lookedUpWidth(text: string): number {
  stringWidth ??= (createRequire(import.meta.url)("string-width") as { default: StringWidth }).default;
  return stringWidth(text);
}

let segmenter: Intl.Segmenter | undefined;

/** Grapheme clusters of a text. */
function clusters(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}

/** No cluster that anybody wants to see is longer (UTF-16 units); a heap of combining marks is cut there. */
const MAX_CLUSTER = 32;

/** Printable ASCII, and ideographs, which take two cells. */
const SIMPLE = /^[ -~\u4e00-\u9fff]*$/;
const IDEOGRAPH = /[\u4e00-\u9fff]/g;

/** Terminal cells that a text takes: 2 for East Asian wide characters, 0 for combining marks. */
export function displayWidth(text: string): number {
  if (!SIMPLE.test(text)) return lookedUpWidth(text);
  return text.length + (text.match(IDEOGRAPH)?.length ?? 0);
}

/** The longest start of `text` within `cells`, never cutting a grapheme cluster. */
function takeStart(text: string, cells: number): string {
  let taken = "";
  let width = 0;
  for (const { segment } of clusters(text)) {
    width += displayWidth(segment);
    if (width > cells || segment.length > MAX_CLUSTER) break;
    taken += segment;
  }
  return taken;
}

/** The longest end of `text` within `cells`. */
function takeEnd(text: string, cells: number): string {
  // A cell holds at least a grapheme, so nothing before this can be part of the answer; it keeps long runs cheap.
  const near = text.slice(Math.max(0, text.length - (cells + 1) * MAX_CLUSTER));
  const segments = [...clusters(near)].reverse();
  let taken = "";
  let width = 0;
  for (const { segment } of segments) {
    width += displayWidth(segment);
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
  return text.length <= (cells + 1) * MAX_CLUSTER && displayWidth(text) <= cells;
}
