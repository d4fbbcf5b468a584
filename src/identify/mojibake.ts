import { accentInWord } from "./accent-mojibake.js";
import { encodeGbk } from "./gbk-table.js";
import { inBig5First, inGbFirst, inJisFirst } from "./repertoire.js";
import { countHan, hasHan, isIdeograph, scriptOf } from "./scripts.js";

/** How much a run looks like wrongly decoded bytes. */
export interface Mojibake {
  /** 0 to 1. */
  readonly score: number;
  /** What shows it; empty when nothing does. */
  readonly reason: string;
}

/** Longest stretch that is tested, in UTF-16 units. */
const LIMIT = 200;
const NONE: Mojibake = { score: 0, reason: "" };

// What filler bytes look like when GBK reads them: EF BF BD (U+FFFD twice in UTF-8), CC (uninitialised stack memory), CD
// (uninitialised heap memory) of the Microsoft run-time.
const FILLER = /锟斤拷|锟斤|烫烫|屯屯|葺葺|銝|嚙/;

/**
 * Scores a run as wrongly decoded bytes. What it tests, the strongest first: filler patterns; characters whose GBK bytes
 * are UTF-8 (UTF-8 read as GBK); pairs of ASCII bytes read as UTF-16; rare characters; a replacement character beside.
 * One broken byte beside a common word says little: real leaks have stood there.
 * @param start offset of the run in the line, in UTF-16 units
 */
export function looksMojibake(
  text: string,
  line: string,
  start: number = Math.max(0, line.indexOf(text)),
): Mojibake {
  const run = text.slice(0, LIMIT);
  if (!hasHan(run)) return NONE;
  const filler = FILLER.exec(run);
  if (filler !== null) return { score: 0.97, reason: `filler bytes read as GBK (${filler[0]})` };
  const accent = accentInWord(run, line, start);
  if (accent !== null) return { score: accent.score, reason: `UTF-8 letter ${accent.letter} read as GBK` };
  const found = [
    readAsGbk(run, line, start),
    readAsUtf16(run, line, start),
    besideReplacement(run, line, start),
    amongStrayLetters(run, line, start),
  ];
  return found.reduce((best, next) => (next.score > best.score ? next : best), NONE);
}

/** Share of ideographs that are frequent in no standard: 0 to 1. */
function rareShare(text: string): number {
  let rare = 0;
  let all = 0;
  for (const character of text) {
    const c = character.codePointAt(0)!;
    if (!isIdeograph(c)) continue;
    all++;
    if (!inGbFirst(c) && !inBig5First(c) && !inJisFirst(c)) rare++;
  }
  return all === 0 ? 0 : rare / all;
}

const NOT_ASCII = /[^\x00-\x7f]+/g;

/** The stretch without ASCII that the run stands in: broken bytes spoil their neighbours. */
function around(line: string, start: number, length: number): string {
  const from = Math.max(0, start - 40);
  for (const match of line.slice(from, start + length + 40).matchAll(NOT_ASCII)) {
    if (from + match.index <= start && from + match.index + match[0].length > start) return match[0];
  }
  return "";
}

function readAsGbk(run: string, line: string, start: number): Mojibake {
  const whole = around(line, start, run.length);
  const alone = run.replace(/[^\u3400-\u9fff\ue000-\uf8ff]/g, "");
  const stretch = decodesAsUtf8(whole) === null ? alone : whole;
  const decoded = decodesAsUtf8(stretch);
  if (decoded === null) return NONE;
  return { score: scoreOf(stretch, GBK_COMMON), reason: `UTF-8 bytes read as GBK (${decoded.slice(0, 12)})` };
}

// Odds against broken bytes before a run is looked at, and what each of its characters adds when all of them pass the
// test, in decibans. Of the frequent characters of GB 2312 about 18 in 100 are two bytes of valid UTF-8 by chance, and 37
// in 100 two bytes of printable ASCII in UTF-16, 6 in 100 of letters; a rare character is hardly ever there by chance.
const PRIOR = -25;
const GBK_COMMON = 7;
const UTF16_COMMON = 4;
const UTF16_LETTERS = 9;
const RARE = 17;
const OTHER = 10;

function scoreOf(stretch: string, common: number): number {
  let sum = PRIOR;
  for (const character of stretch.slice(0, LIMIT)) {
    const ideograph = isIdeograph(character.codePointAt(0)!);
    sum += ideograph
      ? rareShare(character) > 0
        ? RARE
        : common
      : /[\p{P}\p{Z}]/u.test(character)
        ? 0
        : OTHER;
  }
  return Math.round(100 / (1 + 10 ** (-sum / 10))) / 100;
}

/** What the GBK bytes say as UTF-8, if that is text of at least one letter beyond ASCII; an odd last byte is forgiven. */
function decodesAsUtf8(text: string): string | null {
  const bytes = text === "" ? null : encodeGbk(text);
  if (bytes === null || bytes.length < 2 || !startsAsUtf8(bytes)) return null;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (const cut of [0, 1, 2]) {
    try {
      const decoded = decoder.decode(bytes.subarray(0, bytes.length - cut));
      if (/^[\p{L}\p{N}\p{P}\p{S}\s]+$/u.test(decoded) && /[\p{L}\p{P}]/u.test(decoded) && decoded.length > 0)
        return decoded;
    } catch {
      // Not UTF-8 at this length.
    }
  }
  return null;
}

/** Whether the first bytes are one character of UTF-8: settles nearly all text that is no such thing without decoding. */
function startsAsUtf8(bytes: Uint8Array): boolean {
  const lead = bytes[0]!;
  if (lead < 0x80) return true;
  if (lead < 0xc2 || lead > 0xf4) return false;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  return bytes.subarray(1, length).every((byte) => byte >> 6 === 2);
}

const isTextByte = (byte: number): boolean =>
  (byte >= 0x20 && byte <= 0x7e) || (byte >= 0x09 && byte <= 0x0d);
/** Kana and East Asian punctuation have the high byte of a digit: they are no sign of anything. */
const isTextPair = (unit: number): boolean =>
  (unit < 0x3000 || unit > 0x31ff) && isTextByte(unit & 0xff) && isTextByte(unit >> 8);

/** The stretch around the run whose units are pairs of printable ASCII bytes, ASCII itself left out. */
function textPairs(line: string, start: number, length: number): string {
  let from = start;
  while (from > 0 && start - from < LIMIT && isTextPair(line.charCodeAt(from - 1))) from--;
  let to = start;
  while (to < line.length && to - start < length + LIMIT && isTextPair(line.charCodeAt(to))) to++;
  return to - from < length ? "" : line.slice(from, to);
}

/** Byte pairs of ASCII read as UTF-16, in either order, hold rare characters such as 戯湩猯. */
function readAsUtf16(run: string, line: string, start: number): Mojibake {
  const stretch = textPairs(line, start, run.length);
  if (stretch === "") return NONE;
  const bytes = Array.from(stretch, (c) => [c.charCodeAt(0) & 0xff, c.charCodeAt(0) >> 8] as const);
  let best = NONE;
  for (const order of [
    [0, 1],
    [1, 0],
  ] as const) {
    const decoded = bytes.map((pair) => String.fromCharCode(pair[order[0]], pair[order[1]])).join("");
    const letters = (decoded.match(/[a-z0-9 \n]/g)?.length ?? 0) / decoded.length;
    // A shebang or a short command has other signs between its letters.
    if (letters < 0.5) continue;
    const score = scoreOf(stretch, letters > 0.85 ? UTF16_LETTERS : UTF16_COMMON);
    if (score > best.score) best = { score, reason: `ASCII read as UTF-16 (${decoded.slice(0, 12)})` };
  }
  return best;
}

/**
 * Ideographs that are frequent in no standard, grown together with letters of unrelated scripts (Limbu, Khmer, …), are
 * what noise looks like when it is read as text.
 */
function amongStrayLetters(run: string, line: string, start: number): Mojibake {
  if (rareShare(run) < 1) return NONE;
  const before = line.codePointAt(Math.max(0, start - 1)) ?? 0;
  const after = line.codePointAt(start + run.length) ?? 0;
  const stray = [before, after].some((c) => scriptOf(c) === "Othr-letter");
  return stray ? { score: 0.9, reason: "rare characters among letters of other scripts" } : NONE;
}

/** U+FFFD, a C1 control or a private-use character within two units. */
const BROKEN = /[\ufffd\u0080-\u009f\ue000-\uf8ff]/;

function besideReplacement(run: string, line: string, start: number): Mojibake {
  const beside =
    line.slice(Math.max(0, start - 2), start) + line.slice(start + run.length, start + run.length + 2);
  const share = rareShare(run);
  if (!BROKEN.test(beside) && !BROKEN.test(run)) {
    return share > 0.5 && countHan(run) >= 3 ? { score: 0.4, reason: "rare characters" } : NONE;
  }
  const score = 0.25 + 0.65 * share;
  return {
    score: Math.round(score * 100) / 100,
    reason: share > 0 ? "rare characters beside broken bytes" : "beside broken bytes",
  };
}
