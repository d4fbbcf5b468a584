import { InlineIgnores } from "./inline-ignores.js";
import type { Acceptance, FindingFilter } from "./model/finding-filter.js";
import type { ScanEvent } from "./model/scan-event.js";
import type { ScanOptions } from "./scan-options.js";
import type { SettingsBySource } from "./source-settings.js";

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
    return unusedEvents(this.#filters);
  }
}

/** What holds findings back in one scan, and what of it was of no use. */
export interface Gating {
  readonly gate: FindingGate;
  /** Takes ignore comments; absent when they are not heeded. */
  readonly ignores: { readonly ignores?: InlineIgnores };
  /** `unused-entry` diagnostics, for the end of a scan that was not interrupted. */
  unused(): ScanEvent[];
}

/** @param settings whose overrides are asked, too, whether they matched a source */
export function gating(options: ScanOptions, settings: SettingsBySource): Gating {
  const { filters = [], inlineIgnores = true, reportUnused = true } = options;
  const ignores = inlineIgnores ? new InlineIgnores() : null;
  const gate = new FindingGate(ignores === null ? filters : [...filters, ignores]);
  return {
    gate,
    ignores: ignores === null ? {} : { ignores },
    // Of a comment it is known even when only its own file was scanned.
    unused: () =>
      reportUnused ? [...unusedEvents([settings]), ...gate.unused()] : unusedEvents([ignores ?? {}]),
  };
}

function unusedEvents(holders: readonly Pick<FindingFilter, "unused">[]): ScanEvent[] {
  const diagnostics = holders.flatMap((holder) => holder.unused?.() ?? []);
  return diagnostics.map((diagnostic) => ({ type: "diagnostic", ...diagnostic }));
}
