import { POOL_REACH } from "../identify/index.js";
import type { Exposure } from "../model/exposure.js";
import type { Finding } from "../model/finding.js";
import type { CleanLines } from "../model/lines.js";
import type { Origin } from "../model/location.js";
import type { SourceObserver } from "../model/observer.js";
import type { ReaderEvent } from "../model/reader-event.js";
import type { Elided, ElidedParts } from "../model/skim.js";
import type { Channel, Role, UtteranceMeta } from "../model/utterance.js";
import { createExposureCounter } from "../provenance/exposure.js";
import { FindingMaker } from "./finding.js";
import type { JudgedRun } from "./judged-run.js";
import { createListener } from "./listener.js";
import { holdsRun, inPieces, LargeParts, type MarkedPart, markedText } from "./marked-text.js";
import { isWritten, OpenUtterance } from "./open-utterance.js";
import type { RecalledRecord } from "./recalled-shape.js";
import { Sessions } from "./session.js";
import { SkimmedText, skimmedText } from "./skimmed-text.js";
import type { JudgeSettings } from "./utterance-judge.js";

/** What is examined and what is told. */
export interface PipelineSettings extends JudgeSettings {
  /** Languages whose unexpected runs are reported, ISO 639-3, or `any`. */
  readonly flag: readonly string[];
  readonly roles?: ReadonlySet<Role>;
  readonly channels?: ReadonlySet<Channel>;
  /** Whether what a model of this name wrote is told. */
  readonly model?: (name: string) => boolean;
  /** Utterances with an earlier timestamp are context only. Milliseconds since the epoch. */
  readonly since?: number;
  /** Watches what is examined; nothing is told to it that costs anything while there is none. */
  readonly observer?: SourceObserver;
}

const NONE: Finding[] = [];

/** One source from reader events to findings. Synchronous: what an event settles comes back with it. */
export class Pipeline {
  readonly #settings: PipelineSettings;
  readonly #file: string | null;
  readonly #isCopy: (record: string) => boolean;
  readonly #exposure = createExposureCounter();
  readonly #sessions: Sessions;
  /** Whether text that cannot hold a run may be passed over: nobody else wants its lines. */
  readonly skims: boolean;
  readonly #open = new Map<string, OpenUtterance>();
  readonly #findings: FindingMaker;
  #serial = 0;
  /** What was left out of the present record. */
  #elided: readonly Elided[] = [];
  readonly #large = new LargeParts();

  /**
   * @param file name of the source where the text is the file's own (plain text), else null
   * @param isCopy whether another source held a record before, so that what stands in it is told there
   */
  constructor(
    uri: string,
    format: string,
    file: string | null,
    settings: PipelineSettings,
    isCopy: (record: string) => boolean = () => false,
  ) {
    this.#isCopy = isCopy;
    this.#settings = settings;
    this.#file = file;
    this.#findings = new FindingMaker(uri, format);
    const watchOthers = settings.flag.some((language) => language !== "cmn");
    this.skims = !watchOthers && settings.observer === undefined;
    this.#sessions = new Sessions(() => this.#exposure.session(), watchOthers);
  }

  /** What was left out of the record that the next events come from. */
  begin(elided: readonly Elided[]): void {
    this.#elided = elided;
  }

  /** The same of a record that is too long for memory. */
  beginLarge(parts: ElidedParts): void {
    this.#large.add(parts);
  }

  /** No more comes of that record: its bytes are no longer needed. */
  finish(): void {
    for (const open of this.#open.values()) open.settle();
    this.#elided = [];
  }

  /** Takes a record in which nothing can be found, without events. */
  recalled({ utterances, strings, meta }: RecalledRecord): void {
    const session = this.#sessions.get(meta.session);
    const copied = meta.record !== undefined && this.#isCopy(meta.record);
    for (const { meta: sample, slot } of utterances) {
      if (!copied && this.#told(sample)) {
        strings.count(slot, this.#exposure.utterance(sample, meta.timestamp).units);
      }
      if (isWritten(sample)) {
        this.#serial++;
        session.speakerPool(sample).add(strings.tail(slot, POOL_REACH), strings.units(slot));
      } else if (sample.role !== "tool") {
        const listener = createListener(sample, session);
        listener.plain(strings.text(slot));
        listener.end();
      }
    }
  }

  /** Findings that an event settles, explained ones included. `diagnostic` and `usage` events settle none. */
  accept(event: ReaderEvent): Finding[] {
    switch (event.type) {
      case "open":
        this.#start(event.key, event.meta);
        return [];
      case "text":
        return this.#text(event.key, event.text, event.origin);
      case "lines":
        return this.#lines(event.key, event.lines);
      case "close":
        return this.#close(event.key);
      case "usage":
        this.#settings.observer?.usage?.(event.usage);
        return [];
      default:
        return [];
    }
  }

  /** Closes what is still open. */
  end(): Finding[] {
    return [...this.#open.keys()].flatMap((key) => this.#close(key));
  }

  /** UTF-16 units of an open utterance in which nothing will be found any more; 0 for one that is not open. */
  settled(key: string): number {
    return this.#open.get(key)?.settled() ?? 0;
  }

  exposure(): Exposure {
    return this.#exposure.total();
  }

  #start(key: string, meta: UtteranceMeta): void {
    const session = this.#sessions.get(meta.session);
    const copied = meta.record !== undefined && this.#isCopy(meta.record);
    const told = !copied && this.#told(meta);
    const isCall = meta.channel === "tool-input";
    if (isCall && (meta.part ?? 0) === 0) session.toolFile = null;
    const plan = {
      settings: this.#settings,
      serial: isWritten(meta) ? this.#serial++ : 0,
      file: meta.file ?? this.#file ?? (isCall ? session.toolFile : null),
      told,
      counter: told ? this.#exposure.utterance(meta) : null,
      observer: this.#settings.observer?.utterance(meta, told) ?? null,
      skims: this.skims,
    };
    this.#open.set(key, new OpenUtterance(meta, session, plan));
  }

  #told({ role, channel, timestamp, model }: UtteranceMeta): boolean {
    const { roles, channels, since, model: wanted } = this.#settings;
    if (roles !== undefined && !roles.has(role)) return false;
    if (channels !== undefined && !channels.has(channel)) return false;
    const written = role === "assistant" || role === "unknown";
    if (wanted !== undefined && written && (model === undefined || !wanted(model))) return false;
    return since === undefined || timestamp === undefined || !(Date.parse(timestamp) < since);
  }

  #text(key: string, text: string, origin: Origin): Finding[] {
    const open = this.#open.get(key);
    if (open === undefined) return [];
    const found = this.#read(open, text, origin);
    return found.length === 0 ? NONE : this.#tell(open, found);
  }

  #lines(key: string, lines: CleanLines): Finding[] {
    const open = this.#open.get(key);
    const found = open?.lines(lines) ?? [];
    return open === undefined || found.length === 0 ? NONE : this.#tell(open, found);
  }

  #read(open: OpenUtterance, text: string, origin: Origin): JudgedRun[] {
    const marked = this.#large.any ? markedText(text, origin, this.#large) : null;
    if (marked !== null) return this.#marked(open, marked, origin);
    const lost = this.#large.any && this.#elided.length === 0;
    const skimmed = lost ? null : skimmedText(text, this.#elided);
    return skimmed === null ? open.text(text, origin, this.#open.values()) : open.skimmed(skimmed, origin);
  }

  /** Only what was left out of a giant text cannot hold a run. */
  #marked(open: OpenUtterance, parts: readonly MarkedPart[], origin: Origin): JudgedRun[] {
    if (!holdsRun(parts)) return open.skimmed(new SkimmedText(parts.map(({ part }) => part)), origin);
    return parts.flatMap(({ part, origin: place }) => {
      if (typeof part !== "string") return open.skimmed(new SkimmedText([part]), place);
      return [...inPieces(part, place)].flatMap((piece) =>
        open.text(piece.text, piece.origin, this.#open.values()),
      );
    });
  }

  #close(key: string): Finding[] {
    const open = this.#open.get(key);
    if (open === undefined) return [];
    this.#open.delete(key);
    const told = this.#tell(open, open.end());
    open.plan.observer?.end?.();
    return told;
  }

  #tell({ plan }: OpenUtterance, judged: readonly JudgedRun[]): Finding[] {
    if (!plan.told || judged.length === 0) return NONE;
    const findings = judged.map((run) => this.#findings.make(run));
    const told = findings.filter((f) => f.explanation !== null || this.#flagged(f.run.language));
    for (const finding of told) plan.observer?.finding?.(finding);
    return told;
  }

  /** What may be Chinese or Japanese counts as Chinese, with its lower certainty. */
  #flagged(language: string): boolean {
    const { flag } = this.#settings;
    return flag.includes("any") || flag.includes(language) || (language === "und" && flag.includes("cmn"));
  }
}
