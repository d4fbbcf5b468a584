import type { SessionLedger } from "./model/ledger.js";
import type { ObserveSource } from "./model/observer.js";
import { EMPTY_LEDGER, joinSessions, mergeLedgers } from "./provenance/ledger.js";
import { createLedgerBuilder, type LedgerBuilder } from "./provenance/ledger-builder.js";
import { ESTIMATED, exactTokens, type TokenCount } from "./provenance/token-count.js";
import { loadEncodings } from "./provenance/tokenizers.js";
import type { ScanOptions } from "./scan-options.js";

/** How tokens are counted, and what to let go of afterwards. */
export interface Counting {
  readonly tokens: TokenCount;
  free(): void;
}

/** @param exact with the vocabulary o200k_base, which takes some 0.5 s to load and slows a scan, instead of an estimate */
export async function loadCounting(exact: boolean): Promise<Counting> {
  if (!exact) return { tokens: ESTIMATED, free: () => {} };
  const { counters, free } = await loadEncodings(["o200k_base"]);
  return { tokens: exactTokens(counters[0]!), free };
}

/** Collects a ledger while sources are scanned. */
export interface LedgerCollector {
  readonly observe: ObserveSource;
  /** @param complete whether all of the input was examined */
  ledger(complete: boolean): SessionLedger;
}

/**
 * @param settings says what counted: the program, its version and the options that matter
 */
export function createLedgerCollector(tokens: TokenCount, settings: string): LedgerCollector {
  const builders: LedgerBuilder[] = [];
  return {
    observe(source) {
      const builder = createLedgerBuilder(source, tokens);
      builders.push(builder);
      return { utterance: (meta, told) => (told ? builder.utterance(meta) : null) };
    },
    ledger: (complete) =>
      mergeLedgers(EMPTY_LEDGER, {
        complete,
        tokens: tokens.unit,
        settings: [settings],
        sessions: joinSessions(builders.flatMap((builder) => builder.sessions())),
      }),
  };
}

/** The options that change what counts as written and as a finding, in words. */
export function settingsText(
  version: string,
  { expect = "auto", minCertainty = 0.5, ...rest }: ScanOptions,
): string {
  const due = expect === "auto" ? "auto" : expect.join(",");
  const filters = [
    ["channel", rest.channels],
    ["model", rest.models],
    ["role", rest.roles],
    ["since", rest.since === undefined ? undefined : [rest.since]],
    ["sources", rest.sources?.map(({ origin: _, ...source }) => JSON.stringify(source))],
  ] as const;
  const given = filters.flatMap(([name, values]) =>
    values === undefined || values.length === 0 ? [] : [`; ${name} ${[...values].sort().join(",")}`],
  );
  return `langdrift ${version}; expect ${due}; min certainty ${minCertainty}${given.join("")}`;
}
