import type { Exposure } from "./model/exposure.js";
import type { Counts, ScanEvent } from "./model/scan-event.js";
import { mergeExposure, NO_EXPOSURE } from "./provenance/exposure.js";

/** Adds up what the events of a scan say. */
export class ScanTally {
  #counts = { error: 0, warning: 0, note: 0, explained: {} as Partial<Record<string, number>> };
  #exposure: Exposure = NO_EXPOSURE;
  complete = true;
  bytes = 0;
  sources = 0;

  add(event: ScanEvent): void {
    if (event.type === "finding") this.#addFinding(event);
    else if (event.type === "diagnostic") this.complete &&= !event.partial;
    else if (event.type === "end") {
      this.#exposure = mergeExposure(this.#exposure, event.exposure);
      this.bytes += event.bytes;
      this.sources++;
    }
  }

  #addFinding({ explanation, severity }: Extract<ScanEvent, { type: "finding" }>): void {
    if (explanation === null) this.#counts[severity]++;
    else this.#counts.explained[explanation.reason] = (this.#counts.explained[explanation.reason] ?? 0) + 1;
  }

  /** @param accepted what was held back, by reason */
  summary(elapsedMs: number, accepted: Counts["accepted"] = {}): Extract<ScanEvent, { type: "summary" }> {
    const counts: Counts = { ...this.#counts, accepted };
    const { complete, bytes, sources } = this;
    return { type: "summary", complete, sources, bytes, counts, exposure: this.#exposure, elapsedMs };
  }
}
