import type { HanRun } from "../model/run.js";
import type { Segment } from "../model/segment.js";
import { type Script, scriptOf } from "./scripts.js";

// Signs of East Asian typography that carry no ideograph: radicals and strokes, description characters, CJK punctuation,
// enclosed and squared ideographs, full-width forms, mahjong tiles. Quotation marks, dashes and dots that Latin text uses
// too are left out.
const SYMBOL_RANGES: readonly (readonly [number, number])[] = [
  [0x2e80, 0x2fdf],
  [0x2ff0, 0x303f],
  [0x3190, 0x319f],
  [0x31c0, 0x31ef],
  [0x3200, 0x33ff],
  [0xfe30, 0xfe4f],
  [0xff01, 0xff65],
  [0xffe0, 0xffe6],
  [0x1f000, 0x1f02b],
  [0x1f200, 0x1f2ff],
];

function isSymbol(codePoint: number): boolean {
  return (
    codePoint >= 0x2e80 && SYMBOL_RANGES.some(([first, last]) => codePoint >= first && codePoint <= last)
  );
}

/** Ideographs and kana, and the signs of `SYMBOL_RANGES`. */
const MAY_BE_RUN =
  /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f\uffe0-\uffe6]|\ud83c(?:[\udc00-\udc2b\ude00-\udeff]|$)|[\ud840-\ud88f]/;

/** Cheap test whether a text, cut anywhere, can hold a part of a run. False answers are certain. */
export function mayBeRun(text: string): boolean {
  return MAY_BE_RUN.test(text);
}

/** Scripts whose text these signs belong to. */
const EAST_ASIAN: ReadonlySet<Script> = new Set(["Hani", "Hira", "Kana", "Hang", "Bopo"]);
const CANDIDATE =
  /[\u2e80-\u33ff\ufe30-\ufe4f\uff01-\uff65\uffe0-\uffe6]|[\ud83c][\udc00-\udc2b\ude00-\udeff]/;

/**
 * Runs of East Asian signs that hold no ideograph and touch no East Asian letter, white space between the signs
 * included: `Status：ok`, `【name】`, ㊙, ⼈, ＡＰＩ. `han` is 0. They are explained, not attributed.
 */
export function findSymbolRuns(line: string, segments: readonly Segment[]): HanRun[] {
  if (!CANDIDATE.test(line)) return [];
  return segments.flatMap((segment) => findInSegment(line, segment));
}

function findInSegment(line: string, segment: Segment): HanRun[] {
  const found: HanRun[] = [];
  let start = -1;
  let end = -1;
  let before: Script = "none";
  let previous: Script = "none";
  const close = (after: Script): void => {
    if (start >= 0 && !EAST_ASIAN.has(before) && !EAST_ASIAN.has(after)) {
      found.push({ start, end, text: line.slice(start, end), han: 0, segment });
    }
    start = -1;
  };
  for (let i = segment.start; i < segment.end; i++) {
    const codePoint = line.codePointAt(i)!;
    const width = codePoint > 0xffff ? 2 : 1;
    const script = scriptOf(codePoint);
    if (isSymbol(codePoint) && script === "none") {
      if (start < 0) before = previous;
      if (start < 0) start = i;
      end = Math.min(i + width, segment.end);
    } else if (!(codePoint === 0x20 && start >= 0)) close(script);
    previous = script;
    i += width - 1;
  }
  close("none");
  return found;
}
