import { createLedgerCollector } from "./collect-ledger.js";
import { joinObservers } from "./join-observers.js";
import type { Reason } from "./model/finding.js";
import type { SessionLedger } from "./model/ledger.js";
import type { ObservedSource, ObserveSource, SourceObserver, UtteranceObserver } from "./model/observer.js";
import type { UtteranceMeta } from "./model/utterance.js";
import { isOnset, isWritten } from "./provenance/ledger-builder.js";
import { createMessageLinker, type LinkedMessage, type Unlinked } from "./provenance/message-link.js";
import { createSample, type Sample } from "./provenance/sample.js";
import {
  createSignatureTally,
  type LeakedRow,
  type SignatureCount,
  sortedByKey,
} from "./provenance/signature-tally.js";
import {
  createSessionSignatures,
  createSignatureFinder,
  FEWEST_HAN,
  findSelfIdentification,
  type Mention,
  type SessionSignatures,
  SIGNATURES,
  type Signature,
  shapeOfToolId,
} from "./provenance/signatures/index.js";
import type { TokenCount } from "./provenance/token-count.js";
import { type Exclusion, exclusionOf } from "./provenance/tokenizer-fit/index.js";
import { createBlockTracker, segmentLine } from "./segment/index.js";

/** Messages kept for each model claim: twenty tell tokenizer families apart, and more make it slow. */
const MESSAGES = 200;
const LEAKED_RUNS = 1_000;

/** What the logs hold of evidence, beside the counts of their sessions. Leads nowhere without the logs. */
export interface TextEvidence {
  readonly signatures: readonly SignatureCount[];
  /** The same by row of the table, and what was set aside by reason. */
  readonly leakedRows: readonly LeakedRow[];
  readonly mentions: Readonly<Partial<Record<Mention, number>>>;
  /** Places where the writer says which model it is. */
  readonly selfIdentifications: number;
  /** Tool calls whose id has a known shape. */
  readonly idHints: number;
  /** Runs with a benign explanation, by reason. */
  readonly explained: Readonly<Partial<Record<Reason, number>>>;
  /** Different leaked runs of five ideographs or more, and how many leaked runs there were in all. */
  readonly runs: readonly string[];
  readonly leaked: number;
  /** Messages with a count of exactly their text, by model claim; at most 200 of each. */
  readonly messages: ReadonlyMap<string | null, readonly LinkedMessage[]>;
  /** Counts that were left out, by reason. */
  readonly excluded: Readonly<Partial<Record<Exclusion | Unlinked, number>>>;
}

export interface EvidenceCollector {
  readonly observe: ObserveSource;
  ledger(complete: boolean): SessionLedger;
  evidence(): TextEvidence;
}

/** Collects a ledger and all evidence that stands in the text. Costs about as much as the scan itself. @param own signatures beside those of this package */
export function createEvidenceCollector(
  tokens: TokenCount,
  settings: string,
  own: readonly Signature[] = [],
): EvidenceCollector {
  const ledger = createLedgerCollector(tokens, settings);
  const finder = createSignatureFinder([...SIGNATURES, ...own]);
  const signatures = createSignatureTally();
  const runs = createSample<string>(LEAKED_RUNS);
  const messages = new Map<string | null, Sample<LinkedMessage>>();
  const excluded: Partial<Record<Exclusion | Unlinked, number>> = {};
  const explained: Partial<Record<Reason, number>> = {};
  let selfIdentifications = 0;
  let idHints = 0;
  let leaked = 0;

  const leave = (reason: Exclusion | Unlinked): void => {
    excluded[reason] = (excluded[reason] ?? 0) + 1;
  };

  function keep(uri: string, message: LinkedMessage): void {
    const reason = exclusionOf(message);
    if (reason !== null) {
      leave(reason);
      return;
    }
    const sample = messages.get(message.model) ?? createSample<LinkedMessage>(MESSAGES);
    messages.set(message.model, sample);
    sample.add(`${uri} ${message.id}`, message);
  }

  const runObserver: UtteranceObserver = {
    finding(finding) {
      const reason = finding.explanation?.reason;
      if (reason !== undefined) explained[reason] = (explained[reason] ?? 0) + 1;
      if (!isOnset(finding)) return;
      leaked++;
      if (finding.run.han >= FEWEST_HAN) runs.add(finding.run.text, finding.run.text);
    },
  };

  /** Lines that hold no string of the table cost one test each. */
  function signatureObserver(
    known: SessionSignatures,
    meta: UtteranceMeta,
    place: string,
  ): UtteranceObserver {
    if (!isWritten(meta)) {
      return {
        line(line) {
          if (finder.find(line, []).length > 0) known.read(line);
        },
      };
    }
    const tracker = createBlockTracker();
    return {
      line(line) {
        if (finder.find(line, [], meta.channel).length > 0) {
          const found = known.written(line, segmentLine(line, tracker.state), meta.channel);
          for (const one of found) signatures.add(one, meta.model ?? null, place);
        }
        if (findSelfIdentification(line, []).length > 0)
          selfIdentifications += findSelfIdentification(line, segmentLine(line, tracker.state)).length;
        tracker.line(line);
      },
    };
  }

  function observe(source: ObservedSource): SourceObserver {
    const counts = ledger.observe(source);
    const linker = createMessageLinker((message) => keep(source.uri, message), leave);
    const sessions = new Map<string, SessionSignatures>();
    return {
      utterance(meta, told) {
        const known = sessions.get(meta.session) ?? createSessionSignatures(finder);
        sessions.set(meta.session, known);
        const place = `${source.path ?? source.uri}\n${meta.session}`;
        if (!isWritten(meta)) return signatureObserver(known, meta, place);
        if (!told) return null;
        // A call has an utterance for each of its strings.
        if (meta.callId !== undefined && (meta.part ?? 0) === 0 && shapeOfToolId(meta.callId) !== null)
          idHints++;
        return joinObservers([
          counts.utterance(meta, told),
          linker.utterance(meta),
          signatureObserver(known, meta, place),
          runObserver,
        ]);
      },
      usage: linker.usage,
      end: linker.end,
    };
  }

  return {
    observe,
    ledger: ledger.ledger,
    evidence: () => ({
      signatures: signatures.counts(),
      leakedRows: signatures.leakedRows(),
      mentions: signatures.mentions(),
      selfIdentifications,
      idHints,
      explained: sortedByKey(explained),
      runs: [...runs.items()].sort(),
      leaked,
      messages: new Map(
        [...messages]
          .sort(([a], [b]) => ((a ?? "") < (b ?? "") ? -1 : 1))
          .map(([model, sample]) => [model, sample.items()]),
      ),
      excluded: sortedByKey(excluded),
    }),
  };
}
