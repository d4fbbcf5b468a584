import type { AttributionEvidence } from "../model/run.js";

/**
 * Collects named evidence in decibans: positive for Chinese, negative for the other candidate of the place (Japanese, or
 * Korean in Korean text). Nothing is weighed against anything else, so that more Chinese evidence never makes Chinese
 * less likely.
 */
export class Evidence {
  readonly #parts: AttributionEvidence[] = [];

  /** Adds a part; a weight of 0 is left out. */
  add(name: string, weight: number, detail?: string): void {
    if (weight !== 0)
      this.#parts.push(detail === undefined || detail === "" ? { name, weight } : { name, weight, detail });
  }

  /** In the order in which it was added. */
  get parts(): readonly AttributionEvidence[] {
    return this.#parts;
  }

  /** Probability of Chinese: the logistic of the sum. */
  get chinese(): number {
    return probabilityOf(this.#parts.reduce((sum, part) => sum + part.weight, 0));
  }
}

/** Probability for a sum of decibans: 0 is even odds, 10 is ten to one. */
export function probabilityOf(decibans: number): number {
  return 1 / (1 + 10 ** (-decibans / 10));
}
