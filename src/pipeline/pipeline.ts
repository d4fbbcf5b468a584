import type { Exposure } from "../model/exposure.js";
import type { Finding } from "../model/finding.js";
import type { Origin } from "../model/location.js";
import type { SourceObserver, UtteranceObserver } from "../model/observer.js";
import type { ReaderEvent } from "../model/reader-event.js";
import type { Channel, Role, UtteranceMeta } from "../model/utterance.js";
import { createExposureCounter, type TextCounter } from "../provenance/exposure.js";
import { FindingMaker } from "./finding.js";
import { HeldText } from "./held-text.js";
import type { JudgedRun } from "./judged-run.js";
import { type Line, LineBuffer } from "./line-buffer.js";
import { createListener, type Listener } from "./listener.js";
import { type Session, Sessions } from "./session.js";
import { type JudgeSettings, UtteranceJudge } from "./utterance-judge.js";

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

interface Open {
  readonly meta: UtteranceMeta;
  readonly session: Session;
  readonly lines: LineBuffer;
  readonly listener: Listener | null;
  /** Made when there is something to judge; null where nothing is judged. */
  readonly judge: (() => UtteranceJudge) | null;
  /** Whether its findings are told. */
  readonly told: boolean;
  /** Counts its text as examined; null where it is not told. */
  readonly counter: TextCounter | null;
  readonly observer: UtteranceObserver | null;
  /** Its text as long as nothing in it can be a run; null from then on. */
  held: HeldText | null;
}

const PATH = /^[^\n]{1,400}\.[\p{L}\p{N}_-]{1,12}$|^[^\n\s]{0,300}[/\\][^\n\s]{0,300}$/u;

/** One source from reader events to findings. Synchronous: what an event settles comes back with it. */
export class Pipeline {
  readonly #settings: PipelineSettings;
  readonly #file: string | null;
  readonly #isCopy: (record: string) => boolean;
  readonly #exposure = createExposureCounter();
  readonly #sessions: Sessions;
  /** Whether text that cannot hold a run may be passed over: nobody else wants its lines. */
  readonly #skims: boolean;
  readonly #open = new Map<string, Open>();
  readonly #findings: FindingMaker;
  #serial = 0;

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
    this.#skims = !watchOthers && settings.observer === undefined;
    this.#sessions = new Sessions(() => this.#exposure.session(), watchOthers);
  }

  /** Findings that an event settles, explained ones included. `diagnostic` and `usage` events settle none. */
  accept(event: ReaderEvent): Finding[] {
    switch (event.type) {
      case "open":
        this.#start(event.key, event.meta);
        return [];
      case "text":
        return this.#text(event.key, event.text, event.origin);
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

  exposure(): Exposure {
    return this.#exposure.total();
  }

  #start(key: string, meta: UtteranceMeta): void {
    const session = this.#sessions.get(meta.session);
    const written = (meta.role === "assistant" && meta.channel !== "event") || meta.role === "unknown";
    const copied = meta.record !== undefined && this.#isCopy(meta.record);
    const told = !copied && this.#told(meta);
    if (meta.channel === "tool-input" && (meta.part ?? 0) === 0) session.toolFile = null;
    const file = this.#file ?? (meta.channel === "tool-input" ? session.toolFile : null);
    const serial = written ? this.#serial++ : 0;
    let judge: UtteranceJudge | null = null;
    this.#open.set(key, {
      meta,
      session,
      lines: new LineBuffer(),
      listener: written ? null : createListener(meta, session),
      judge: written
        ? () => (judge ??= new UtteranceJudge(meta, session, this.#settings, serial, file))
        : null,
      told,
      counter: told ? this.#exposure.utterance(meta) : null,
      observer: this.#settings.observer?.utterance(meta, told) ?? null,
      held: this.#skims ? new HeldText() : null,
    });
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
    open.counter?.text(text);
    open.observer?.text?.(text);
    if (open.held === null) return this.#tell(open, this.#lines(open, text, origin));
    const released = open.held.push(text, origin);
    if (!released) return [];
    // What the speaker writes elsewhere at the same time says which language is due here.
    for (const other of this.#open.values()) {
      if (other !== open && other.session === open.session) this.#release(other);
    }
    return this.#tell(open, this.#release(open));
  }

  /** Goes through what was held line by line. */
  #release(open: Open): JudgedRun[] {
    const pieces = open.held?.pieces ?? [];
    open.held = null;
    return pieces.flatMap((piece) => this.#lines(open, piece.text, piece.origin));
  }

  #lines(open: Open, text: string, origin: Origin): JudgedRun[] {
    const found: JudgedRun[] = [];
    for (const line of open.lines.push(text, origin)) found.push(...this.#line(open, line));
    if (this.#settings.eager && open.judge !== null) {
      const current = open.lines.current();
      if (current !== null) found.push(...open.judge().growing(current));
    }
    return found;
  }

  #line(open: Open, line: Line): JudgedRun[] {
    open.listener?.line(line);
    open.observer?.line?.(line.text);
    if (open.judge === null) return [];
    if (line.start === 0) this.#noteFile(open, line.text);
    return open.judge().line(line);
  }

  /** A short path among the arguments of a tool call names the file that its other strings are for. */
  #noteFile({ meta, session }: Open, line: string): void {
    if (meta.channel !== "tool-input" || !PATH.test(line)) return;
    session.toolFile = line;
  }

  #close(key: string): Finding[] {
    const open = this.#open.get(key);
    if (open === undefined) return [];
    this.#open.delete(key);
    const found: JudgedRun[] = [];
    if (open.held !== null) this.#passOver(open, open.held);
    else {
      for (const line of open.lines.end()) found.push(...this.#line(open, line));
      if (open.judge !== null) found.push(...open.judge().end());
    }
    open.listener?.end();
    const told = this.#tell(open, found);
    open.observer?.end?.();
    return told;
  }

  /** An utterance without anything to judge still says what language its speaker writes. */
  #passOver(open: Open, held: HeldText): void {
    const text = held.text();
    open.listener?.plain(text);
    if (open.judge === null || text === "") return;
    const [firstLine] = text.split("\n", 1);
    this.#noteFile(open, firstLine!);
    open.session.speakerPool(open.meta).add(text);
  }

  #tell(open: Open, judged: readonly JudgedRun[]): Finding[] {
    if (!open.told) return [];
    const findings = judged.map((run) => this.#findings.make(run));
    const told = findings.filter((f) => f.explanation !== null || this.#flagged(f.run.language));
    if (open.observer?.finding !== undefined) for (const finding of told) open.observer.finding(finding);
    return told;
  }

  /** What may be Chinese or Japanese counts as Chinese, with its lower certainty. */
  #flagged(language: string): boolean {
    const { flag } = this.#settings;
    return flag.includes("any") || flag.includes(language) || (language === "und" && flag.includes("cmn"));
  }
}
