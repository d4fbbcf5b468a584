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

type ScriptClass = keyof typeof CHARACTERS_PER_TOKEN;

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

const ASCII = /^[\x00-\x7f]*$/;

/** Estimated number of tokens of a text; not rounded, so that parts add up. */
export function estimateTokens(text: string): number {
  if (ASCII.test(text)) return text.length / CHARACTERS_PER_TOKEN.ascii;
  let tokens = 0;
  for (let i = 0; i < text.length; i++) tokens += 1 / CHARACTERS_PER_TOKEN[classOf(text.charCodeAt(i))];
  return tokens;
}
