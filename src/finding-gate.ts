import type { Acceptance, FindingFilter } from "./model/finding-filter.js";
import type { ScanEvent } from "./model/scan-event.js";

/** Holds back the findings that a filter accepts, and counts them. The first filter that accepts one decides. */
export class FindingGate {
  readonly accepted: Partial<Record<Acceptance, number>> = {};
  readonly #filters: readonly FindingFilter[];

  constructor(filters: readonly FindingFilter[] = []) {
    this.#filters = filters;
  }

  /** Whether an event goes on; explained findings and all else that is no finding do. */
  passes(event: ScanEvent): boolean {
    if (event.type === "end") for (const filter of this.#filters) filter.examined?.(event.uri);
    if (event.type !== "finding" || event.explanation !== null) return true;
    for (const filter of this.#filters) {
      const reason = filter.accept(event);
      if (reason === null) continue;
      this.accepted[reason] = (this.accepted[reason] ?? 0) + 1;
      return false;
    }
    return true;
  }

  /** What the filters hold that matched nothing. */
  unused(): ScanEvent[] {
    const diagnostics = this.#filters.flatMap((filter) => filter.unused?.() ?? []);
    return diagnostics.map((diagnostic) => ({ type: "diagnostic", ...diagnostic }));
  }
}
