/**
 * Characters per token by script class, for estimates of exposure. Measured with tiktoken's o200k_base on prose and code
 * written for this project (see docs/decisions/006-token-estimate.md); other tokenizers differ by up to a fifth.
 */
const CHARACTERS_PER_TOKEN = {
  ascii: 4,
  latin: 1.2,
  cyrillic: 2.7,
  han: 1.35,
  kana: 1.45,
  hangul: 1.3,
  other: 2.2,
} as const;

/** UTF-16 units of a text by script class; they add up to its length. */
export type UnitCounts = Record<keyof typeof CHARACTERS_PER_TOKEN, number>;

type ScriptClass = keyof UnitCounts;

const CLASSES = Object.keys(CHARACTERS_PER_TOKEN) as ScriptClass[];

export const noUnits = (): UnitCounts => ({
  ascii: 0,
  latin: 0,
  cyrillic: 0,
  han: 0,
  kana: 0,
  hangul: 0,
  other: 0,
});

function classOf(unit: number): ScriptClass {
  if (unit < 0x80) return "ascii";
  if (unit < 0x370) return "latin";
  if (unit >= 0x400 && unit < 0x530) return "cyrillic";
  if (unit >= 0x3040 && unit < 0x3100) return "kana";
  if (
    (unit >= 0x3400 && unit < 0xa000) ||
    (unit >= 0xf900 && unit < 0xfb00) ||
    (unit >= 0xd840 && unit < 0xd890)
  )
    return "han";
  if (unit >= 0xac00 && unit < 0xd7b0) return "hangul";
  return "other";
}

const NOT_ASCII = /[^\x00-\x7f]/;

/** Adds the units of a text to counts. */
export function countUnits(text: string, counts: UnitCounts): void {
  if (!NOT_ASCII.test(text)) {
    counts.ascii += text.length;
    return;
  }
  let ascii = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) ascii++;
    else counts[classOf(unit)]++;
  }
  counts.ascii += ascii;
}

/** Estimated number of tokens of so many units; not rounded. */
export function tokensOf(counts: UnitCounts): number {
  return CLASSES.reduce((sum, each) => sum + counts[each] / CHARACTERS_PER_TOKEN[each], 0);
}

/** Estimated number of tokens of a text; not rounded, so that parts add up. */
export function estimateTokens(text: string): number {
  const counts = noUnits();
  countUnits(text, counts);
  return tokensOf(counts);
}
