import type { Canvas } from "./canvas.js";
import { isDigit, isSpace, isWord } from "./chars.js";
import type { Unclosed } from "./code-spans.js";

/**
 * Opening marks with the marks that close them (Unicode names the same mark differently by country: `“` opens in
 * English and closes in German). Straight quotes and the marks that both open and close are treated by position.
 */
const PAIRS: Readonly<Record<string, string>> = {
  "“": "”",
  "„": "“”",
  "‘": "’",
  "‚": "‘’",
  "«": "»",
  "»": "«",
  "‹": "›",
  "「": "」",
  "『": "』",
  "《": "》",
  "〈": "〉",
  "”": "”",
  '"': '"',
  "'": "'",
};

/** Kana and Hangul: particles are written right behind a quotation. */
const attaches = (unit: number): boolean =>
  (unit >= 0x3041 && unit <= 0x30ff) || (unit >= 0xac00 && unit <= 0xd7a3);

/** Marks that open only where a word could start, since elsewhere they close or are apostrophes. */
const BY_POSITION = "\"'»”";

interface Pair {
  readonly start: number;
  readonly end: number;
  readonly open: string;
}

interface Opener {
  readonly at: number;
  readonly mark: string;
}

/**
 * Paints quotations over the cells that hold `base`, the outermost of nested ones only. Returns the first mark that
 * opens and does not close; a straight single quote is never reported, since it is more likely an apostrophe.
 */
export function paintQuotes(
  canvas: Canvas,
  line: string,
  start: number,
  end: number,
  base: number,
  datum?: "key" | "value",
): Unclosed | null {
  const { pairs, unclosed } = pairQuotes(line, start, end, (i) => canvas.at(i) === base);
  pairs.sort((a, b) => a.start - b.start);
  let done = start;
  for (const pair of pairs) {
    if (pair.start < done) continue;
    const region = { kind: "quote" as const, open: pair.open, closed: true };
    const id = canvas.add(datum ? { ...region, datum } : region);
    canvas.paint(pair.start - 1, pair.start, 0);
    canvas.replace(pair.start, pair.end, base, id);
    const close = line.charCodeAt(pair.end) === 0x5c ? pair.end + 2 : pair.end + 1;
    canvas.paint(pair.end, close, 0);
    done = close;
  }
  const first = unclosed.find((opener) => opener.mark !== "'");
  return first ? { start: first.at + 1, open: first.mark } : null;
}

/** Matches the quotation marks of `[start, end)` at offsets that `counts` admits, in one pass with a stack. */
export function pairQuotes(
  line: string,
  start: number,
  end: number,
  counts: (offset: number) => boolean,
): { pairs: Pair[]; unclosed: Opener[] } {
  const stack: Opener[] = [];
  const open = new Map<string, number>();
  const pairs: Pair[] = [];
  for (let i = start; i < end; i++) {
    const unit = line.charCodeAt(i);
    if (!mayBeMark(unit) || !counts(i)) continue;
    const mark = line.charAt(i);
    const closed = closes(line, i, start, end, mark, open);
    if (closed !== null) {
      let opener = stack.pop();
      // What was opened above the partner can no longer close. Each opener is popped once: linear.
      while (opener && opener.mark !== closed) {
        open.set(opener.mark, open.get(opener.mark)! - 1);
        opener = stack.pop();
      }
      if (!opener) continue;
      open.set(closed, open.get(closed)! - 1);
      const stop = mark === '"' && i - 1 > opener.at && line.charCodeAt(i - 1) === 0x5c ? i - 1 : i;
      pairs.push({ start: opener.at + 1, end: stop, open: closed });
    } else if (mark === '"' && i + 1 < end && line.charCodeAt(i + 1) === unit) {
      i++; // an empty quotation, or a mark doubled to stand inside a string
    } else if (opens(line, i, start, end, mark, open)) {
      stack.push({ at: i, mark });
      open.set(mark, (open.get(mark) ?? 0) + 1);
    }
  }
  return { pairs, unclosed: stack };
}

function mayBeMark(unit: number): boolean {
  return (
    unit === 0x22 ||
    unit === 0x27 ||
    unit === 0xab ||
    unit === 0xbb ||
    (unit >= 0x2018 && unit <= 0x203a) ||
    (unit >= 0x3008 && unit <= 0x300f)
  );
}

/** The mark that this one closes, the innermost kind first; null when it closes nothing. */
function closes(
  line: string,
  at: number,
  start: number,
  end: number,
  mark: string,
  open: ReadonlyMap<string, number>,
): string | null {
  if (mark === "'" || mark === "’") {
    const before = at > start ? line.charCodeAt(at - 1) : Number.NaN;
    const after = at + 1 < end ? line.charCodeAt(at + 1) : Number.NaN;
    if ((isWord(after) && !attaches(after)) || (mark === "'" && (Number.isNaN(before) || isSpace(before))))
      return null;
  }
  for (const [opener, count] of open) if (count > 0 && PAIRS[opener]!.includes(mark)) return opener;
  return null;
}

function opens(
  line: string,
  at: number,
  start: number,
  end: number,
  mark: string,
  open: ReadonlyMap<string, number>,
): boolean {
  if (!PAIRS[mark]) return false;
  if (!BY_POSITION.includes(mark)) return true;
  const before = at > start ? line.charCodeAt(at - 1) : Number.NaN;
  const after = at + 1 < end ? line.charCodeAt(at + 1) : Number.NaN;
  const endsHere = Number.isNaN(after) || isSpace(after);
  const startsHere = Number.isNaN(before) || isSpace(before);
  if (mark === '"') {
    if (isDigit(before) && !isWord(after)) return false; // inches
    return startsHere || !endsHere;
  }
  if (mark === "'") return !isWord(before) && before !== 0x27 && !isSpace(after);
  return startsHere && !endsHere && !open.get("«");
}
