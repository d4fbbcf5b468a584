import { identifySurrounding, type SurroundingLanguage } from "./surrounding-language.js";

/** Collects what one speaker writes, to say in which language. */
export interface LanguagePool {
  /**
   * Adds prose: code, quotations and foreign runs set aside.
   *
   * @param units length of what was written, in UTF-16 units, when `text` is only its end; the end must then be at least
   * `POOL_REACH` long
   */
  add(text: string, units?: number): void;
  /** The language when at least 50 letters are known or the script decides, else the script alone. */
  language(): SurroundingLanguage;
}

/** Looked at of the latest prose, in UTF-16 units: what franc reads of a text. */
const CAPACITY = 2048;
/** At least 50 letters; it looks no further than to the fiftieth. */
const ENOUGH_LETTERS = /^(?:\P{L}*\p{L}){50}/u;

/** After the first so many UTF-16 units it looks again only after as many more: franc is the costliest step of a scan. */
const STEP = 512;

/** A pool never looks further back than this, in UTF-16 units. */
export const POOL_REACH = CAPACITY + STEP;

/**
 * Makes an empty pool. It looks at the 2,048 UTF-16 units before the latest multiple of 512 that was reached. What it
 * answers depends on what was added, never on when it was asked, and text that nobody asks about costs next to nothing.
 */
export function createLanguagePool(): LanguagePool {
  let pieces: string[] = [];
  let kept = 0;
  let total = 0;
  let known: { readonly at: number; readonly language: SurroundingLanguage } | null = null;
  return {
    add(text, units = text.length) {
      if (units === 0) return;
      if (text.length >= POOL_REACH) {
        pieces = [];
        kept = 0;
      }
      pieces.push(text);
      kept += text.length + 1;
      total += units + 1;
      // Joined once in a while, so that a long session costs no more than a short one.
      if (kept > 4 * POOL_REACH || pieces.length > 256) {
        pieces = [pieces.join(" ").slice(-POOL_REACH)];
        kept = pieces[0]!.length + 1;
      }
    },
    language() {
      const at = total < STEP ? total : total - (total % STEP);
      if (known === null || known.at !== at) {
        const text = pieces.length === 0 ? "" : ` ${pieces.join(" ")}`;
        const looked = text.slice(0, text.length - (total - at)).slice(-CAPACITY);
        known = { at, language: identify(looked) };
      }
      return known.language;
    },
  };
}

function identify(text: string): SurroundingLanguage {
  const found = identifySurrounding(text);
  const byLetters = ["Latn", "Cyrl", "Arab", "Deva"].includes(found.script);
  if (!byLetters) return found;
  return ENOUGH_LETTERS.test(text) ? found : { language: "und", script: found.script, confidence: 0 };
}
