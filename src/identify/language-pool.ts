import { identifySurrounding, type SurroundingLanguage } from "./surrounding-language.js";

/** Collects what one speaker writes, to say in which language. */
export interface LanguagePool {
  /** Adds prose: code, quotations and foreign runs set aside. */
  add(text: string): void;
  /** The language when at least 50 letters are known or the script decides, else the script alone. */
  language(): SurroundingLanguage;
}

/** Kept of the latest prose, in UTF-16 units: what franc reads of a text. */
const CAPACITY = 2048;
const MIN_LETTERS = 50;

/** A text this long is identified anew only after so much more, in UTF-16 units: franc is the costliest step of a scan. */
const SETTLED = 512;

/**
 * Makes an empty pool. It holds at most 2,048 UTF-16 units, the latest ones. What it answers depends on what was added,
 * never on when it was asked.
 */
export function createLanguagePool(): LanguagePool {
  let kept = "";
  let looked = "";
  let since = 0;
  let known: SurroundingLanguage | null = null;
  return {
    add(text) {
      if (text === "") return;
      kept = `${kept} ${text.slice(-CAPACITY)}`.slice(-CAPACITY);
      since += text.length + 1;
      if (looked.length >= SETTLED && since < SETTLED) return;
      looked = kept;
      since = 0;
      known = null;
    },
    language() {
      known ??= identify(looked);
      return known;
    },
  };
}

function identify(text: string): SurroundingLanguage {
  const found = identifySurrounding(text);
  const byLetters = ["Latn", "Cyrl", "Arab", "Deva"].includes(found.script);
  if (!byLetters) return found;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters >= MIN_LETTERS ? found : { language: "und", script: found.script, confidence: 0 };
}
