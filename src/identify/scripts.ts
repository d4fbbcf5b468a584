/**
 * Script of one code point. `Hani` is an ideograph with meaning, or one of the marks 々〆〇 that stand for one;
 * `Othr-letter` is a letter of a script that is not told apart; `none` is everything else: punctuation, digits,
 * full-width forms, radicals, enclosed ideographs, emoji, combining marks outside their script's block.
 */
export type Script =
  | "Hani"
  | "Hira"
  | "Kana"
  | "Hang"
  | "Latn"
  | "Cyrl"
  | "Grek"
  | "Arab"
  | "Hebr"
  | "Thai"
  | "Deva"
  | "Bopo"
  | "Othr-letter"
  | "none";

// First and last code point of each stretch, in ascending order, after Unicode 16 Scripts.txt. Whole blocks stand for
// scripts that are not told apart, so that their vowel signs count too.
const RANGES: readonly (readonly [number, number, Script])[] = [
  [0x41, 0x5a, "Latn"],
  [0x61, 0x7a, "Latn"],
  [0xaa, 0xaa, "Latn"],
  [0xba, 0xba, "Latn"],
  [0xc0, 0xd6, "Latn"],
  [0xd8, 0xf6, "Latn"],
  [0xf8, 0x2af, "Latn"],
  [0x370, 0x373, "Grek"],
  [0x376, 0x377, "Grek"],
  [0x37b, 0x37d, "Grek"],
  [0x37f, 0x37f, "Grek"],
  [0x386, 0x386, "Grek"],
  [0x388, 0x3ff, "Grek"],
  [0x400, 0x52f, "Cyrl"],
  [0x531, 0x587, "Othr-letter"],
  [0x5d0, 0x5f2, "Hebr"],
  [0x620, 0x64a, "Arab"],
  [0x66e, 0x6d3, "Arab"],
  [0x6d5, 0x6d5, "Arab"],
  [0x6e5, 0x6fc, "Arab"],
  [0x700, 0x74f, "Othr-letter"],
  [0x750, 0x77f, "Arab"],
  [0x780, 0x85f, "Othr-letter"],
  [0x860, 0x8ff, "Arab"],
  [0x900, 0x963, "Deva"],
  [0x971, 0x97f, "Deva"],
  [0x980, 0xdff, "Othr-letter"],
  [0xe01, 0xe3a, "Thai"],
  [0xe40, 0xe4e, "Thai"],
  [0xe80, 0x10ff, "Othr-letter"],
  [0x1100, 0x11ff, "Hang"],
  [0x1200, 0x1c7f, "Othr-letter"],
  [0x1c80, 0x1c8a, "Cyrl"],
  [0x1c90, 0x1cff, "Othr-letter"],
  [0x1d00, 0x1d25, "Latn"],
  [0x1d2c, 0x1d77, "Latn"],
  [0x1d79, 0x1dbf, "Latn"],
  [0x1e00, 0x1eff, "Latn"],
  [0x1f00, 0x1fff, "Grek"],
  [0x2c00, 0x2c5f, "Othr-letter"],
  [0x2c60, 0x2c7f, "Latn"],
  [0x2c80, 0x2ddf, "Othr-letter"],
  [0x2de0, 0x2dff, "Cyrl"],
  [0x3005, 0x3007, "Hani"],
  [0x3041, 0x3096, "Hira"],
  [0x309d, 0x309f, "Hira"],
  [0x30a1, 0x30fa, "Kana"],
  [0x30fc, 0x30ff, "Kana"],
  [0x3105, 0x312f, "Bopo"],
  [0x3131, 0x318e, "Hang"],
  [0x31a0, 0x31bf, "Bopo"],
  [0x31f0, 0x31ff, "Kana"],
  [0x3400, 0x4dbf, "Hani"],
  [0x4e00, 0x9fff, "Hani"],
  [0xa000, 0xa63f, "Othr-letter"],
  [0xa640, 0xa69f, "Cyrl"],
  [0xa6a0, 0xa6ff, "Othr-letter"],
  [0xa722, 0xa7ff, "Latn"],
  [0xa800, 0xa8df, "Othr-letter"],
  [0xa8e0, 0xa8ff, "Deva"],
  [0xa900, 0xa95f, "Othr-letter"],
  [0xa960, 0xa97f, "Hang"],
  [0xa980, 0xab2f, "Othr-letter"],
  [0xab30, 0xab69, "Latn"],
  [0xab70, 0xabff, "Othr-letter"],
  [0xac00, 0xd7a3, "Hang"],
  [0xd7b0, 0xd7fb, "Hang"],
  // Compatibility ideographs: NFC turns all but twelve into a unified one, and those twelve are unified themselves.
  [0xf900, 0xfa6d, "Hani"],
  [0xfa70, 0xfad9, "Hani"],
  [0xfb00, 0xfb06, "Latn"],
  [0xfb1d, 0xfb4f, "Hebr"],
  [0xfb50, 0xfdff, "Arab"],
  [0xfe70, 0xfefc, "Arab"],
  [0xff66, 0xff9d, "Kana"],
  [0xffa0, 0xffdc, "Hang"],
  [0x10000, 0x100fa, "Othr-letter"],
  [0x10280, 0x1afef, "Othr-letter"],
  [0x1b000, 0x1b000, "Kana"],
  [0x1b001, 0x1b11f, "Hira"],
  [0x1b120, 0x1b167, "Kana"],
  [0x1e030, 0x1e08f, "Cyrl"],
  [0x1e900, 0x1e943, "Othr-letter"],
  // Extensions B to F and I, compatibility supplement, G, H and J.
  [0x20000, 0x2a6df, "Hani"],
  [0x2a700, 0x2ebe0, "Hani"],
  [0x2ebf0, 0x2ee5d, "Hani"],
  [0x2f800, 0x2fa1d, "Hani"],
  [0x30000, 0x33479, "Hani"],
];

/** Scripts by their number in the table; what no range holds is `none`. */
const SCRIPTS: readonly Script[] = ["none", ...new Set(RANGES.map(([, , script]) => script))];

/** Number of the script of each code point of the BMP, since searching the ranges takes longer. Filled once, at need. */
let table: Uint8Array | undefined;

function readTable(): Uint8Array {
  const numbers = new Uint8Array(0x10000);
  for (const [first, last, script] of RANGES) numbers.fill(SCRIPTS.indexOf(script), first, last + 1);
  return numbers;
}

/** Script of a code point; unassigned and out-of-range values are `none`. */
export function scriptOf(codePoint: number): Script {
  if (codePoint > 0xffff) return searched(codePoint);
  table ??= readTable();
  return SCRIPTS[table[codePoint] ?? 0]!;
}

function searched(codePoint: number): Script {
  let low = 0;
  let high = RANGES.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = RANGES[middle]!;
    if (codePoint < range[0]) high = middle - 1;
    else if (codePoint > range[1]) low = middle + 1;
    else return range[2];
  }
  return "none";
}

/** True for 々〆〇, which stand for an ideograph beside one and are symbols (a blank, a circle) alone. */
export function isIdeographMark(codePoint: number): boolean {
  return codePoint >= 0x3005 && codePoint <= 0x3007;
}

/** True for an ideograph with meaning: unified, or turned into a unified one by NFC. 々〆〇 are not. */
export function isIdeograph(codePoint: number): boolean {
  return codePoint >= 0x3400 && !isIdeographMark(codePoint) && scriptOf(codePoint) === "Hani";
}

const IDEOGRAPH =
  /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d\ufa70-\ufad9\u{20000}-\u{2a6df}\u{2a700}-\u{2ebe0}\u{2ebf0}-\u{2ee5d}\u{2f800}-\u{2fa1d}\u{30000}-\u{33479}]/u;

/** True when the text holds an ideograph with meaning. The test that everything costlier waits for. */
export function hasHan(text: string): boolean {
  return IDEOGRAPH.test(text);
}

const RUN_START =
  /[\u3005-\u3007]|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d\ufa70-\ufad9\u{20000}-\u{2a6df}\u{2a700}-\u{2ebe0}\u{2ebf0}-\u{2ee5d}\u{2f800}-\u{2fa1d}\u{30000}-\u{33479}]/u;

/** Offset of the first character that can begin a Han run; -1 without one. */
export function firstHan(text: string): number {
  return text.search(RUN_START);
}

/** Number of code points per script, without the scripts that do not occur. */
export type ScriptCounts = Readonly<Partial<Record<Script, number>>>;

/** Counts the code points of a text by script, the scripts in the order in which they first occur. */
export function countScripts(text: string): ScriptCounts {
  table ??= readTable();
  const numbers = new Uint32Array(SCRIPTS.length);
  const order: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    let script = table[unit]!;
    if (unit >= 0xd800 && unit < 0xdc00) {
      const codePoint = text.codePointAt(i)!;
      if (codePoint > 0xffff) i++;
      script = SCRIPTS.indexOf(scriptOf(codePoint));
    }
    if (numbers[script]!++ === 0) order.push(script);
  }
  const counts: Partial<Record<Script, number>> = {};
  for (const script of order) counts[SCRIPTS[script]!] = numbers[script]!;
  return counts;
}

/** Number of ideographs in a text, in code points; 々〆〇 count where the text holds an ideograph at all. */
export function countHan(text: string): number {
  return hasHan(text) ? (countScripts(text).Hani ?? 0) : 0;
}
