import { createHash } from "node:crypto";
import type { Finding } from "./model/finding.js";

/**
 * Names the findings of one reading of a file: the same finding has the same name when the file is read again. Unlike a
 * fingerprint a name does not depend on what stands near the run, since the text behind it may still be growing.
 */
export class ReadingNames {
  readonly #seen = new Map<string, number>();

  nameOf({ rule, explanation, run }: Finding): string {
    const text = run.text.normalize("NFKC").replace(/\s+/gu, " ");
    const what = createHash("sha256")
      .update([rule, explanation?.reason ?? "", text].join("\u0000"))
      .digest("base64");
    const before = this.#seen.get(what) ?? 0;
    this.#seen.set(what, before + 1);
    return `${what} ${before}`;
  }
}
