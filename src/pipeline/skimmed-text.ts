import { type Elided, MARK } from "../model/skim.js";
import { NAMES_CHINESE } from "./names-chinese.js";

/** A text of which the middle was measured and not decoded; nothing in it can be a run. */
export class SkimmedText {
  /** What stands before the first stretch that was left out. */
  readonly head: string;
  readonly #parts: readonly (string | Elided)[];
  readonly units: number;
  /** Whether it can be read at any time, since its record is too long for memory. */
  readonly lasts: boolean;

  constructor(parts: readonly (string | Elided)[]) {
    this.#parts = parts;
    const [head] = parts;
    this.head = typeof head === "string" ? head : "";
    this.units = parts.reduce((sum, part) => sum + unitsOf(part), 0);
    this.lasts = parts.some((part) => typeof part !== "string" && part.lasts === true);
  }

  /** What was decoded, and what was not. */
  get parts(): readonly (string | Elided)[] {
    return this.#parts;
  }

  get namesChinese(): boolean {
    // Only the string of a shorter record was looked at as a whole.
    return this.#parts.some((part) =>
      typeof part === "string" ? this.lasts && NAMES_CHINESE.test(part) : part.namesChinese,
    );
  }

  toString(): string {
    return this.#parts.map((part) => (typeof part === "string" ? part : part.read())).join("");
  }

  /** Its last `units` UTF-16 units at least, or all. */
  tail(units: number): string {
    let text = "";
    for (let at = this.#parts.length - 1; at >= 0 && text.length < units; at--) {
      const part = this.#parts[at]!;
      text = (typeof part === "string" ? part : part.tail(units - text.length)) + text;
    }
    return text;
  }
}

function unitsOf(part: string | Elided): number {
  if (typeof part === "string") return part.length;
  const { ascii, latin, cyrillic, hangul, other } = part.units;
  return ascii + latin + cyrillic + hangul + other;
}

const MARKER = /\ufdd0\d+\ufdd1/;

/**
 * A text with its markers resolved; null when there are none in it.
 *
 * @throws Error for a marker of another record: a reader that skims told a text too late
 */
export function skimmedText(text: string, elided: readonly Elided[]): SkimmedText | null {
  if (!text.includes(MARK)) return null;
  const parts: (string | Elided)[] = [];
  let from = 0;
  for (const each of elided) {
    const at = text.indexOf(each.marker, from);
    if (at < 0) continue;
    if (at > from) parts.push(text.slice(from, at));
    parts.push(each);
    from = at + each.marker.length;
  }
  if (from < text.length) parts.push(text.slice(from));
  if (parts.some((part) => typeof part === "string" && MARKER.test(part))) {
    throw new Error("A text was left out that is no longer there.");
  }
  return parts.every((part) => typeof part === "string") ? null : new SkimmedText(parts);
}
