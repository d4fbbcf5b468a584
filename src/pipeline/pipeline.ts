import type { Exposure } from "../model/exposure.js";
import type { Finding } from "../model/finding.js";
import type { SourceObserver, UtteranceObserver } from "../model/observer.js";
import type { ReaderEvent } from "../model/reader-event.js";
import type { Channel, Role, UtteranceMeta } from "../model/utterance.js";
import { createExposureCounter } from "../provenance/exposure.js";
import { FindingMaker } from "./finding.js";
import type { JudgedRun } from "./judged-run.js";
import { type Line, LineBuffer } from "./line-buffer.js";
import { createListener, type Listener } from "./listener.js";
import { Sessions } from "./session.js";
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
  readonly lines: LineBuffer;
  readonly listener: Listener | null;
  readonly judge: UtteranceJudge | null;
  /** Whether its findings and its exposure are told. */
  readonly told: boolean;
  readonly observer: UtteranceObserver | null;
}

const PATH = /^[^\n]{1,400}\.[\p{L}\p{N}_-]{1,12}$|^[^\n\s]{0,300}[/\\][^\n\s]{0,300}$/u;

/** One source from reader events to findings. Synchronous: what an event settles comes back with it. */
export class Pipeline {
  readonly #settings: PipelineSettings;
  readonly #file: string | null;
  readonly #isCopy: (record: string) => boolean;
  readonly #exposure = createExposureCounter();
  readonly #sessions: Sessions;
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

  /** UTF-16 units of an open utterance in which nothing will be found any more; 0 for one that is not open. */
  settled(key: string): number {
    const open = this.#open.get(key);
    if (open === undefined) return 0;
    const line = open.lines.current();
    if (line === null) return open.lines.length;
    return line.start + (open.judge?.settled(line.text) ?? line.text.length);
  }

  exposure(): Exposure {
    return this.#exposure.total();
  }

  #start(key: string, meta: UtteranceMeta): void {
    const session = this.#sessions.get(meta.session);
    const written = (meta.role === "assistant" && meta.channel !== "event") || meta.role === "unknown";
    const copied = meta.record !== undefined && this.#isCopy(meta.record);
    const told = !copied && this.#told(meta);
    if (told) this.#exposure.utterance(meta);
    if (meta.channel === "tool-input" && (meta.part ?? 0) === 0) session.toolFile = null;
    const file = meta.file ?? this.#file ?? (meta.channel === "tool-input" ? session.toolFile : null);
    this.#open.set(key, {
      meta,
      lines: new LineBuffer(),
      listener: written ? null : createListener(meta, session),
      judge: written ? new UtteranceJudge(meta, session, this.#settings, this.#serial++, file) : null,
      told,
      observer: this.#settings.observer?.utterance(meta, told) ?? null,
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

  #text(key: string, text: string, origin: Parameters<LineBuffer["push"]>[1]): Finding[] {
    const open = this.#open.get(key);
    if (open === undefined) return [];
    if (open.told) this.#exposure.text(open.meta, text);
    open.observer?.text?.(text);
    const found: JudgedRun[] = [];
    for (const line of open.lines.push(text, origin)) found.push(...this.#line(open, line));
    if (this.#settings.eager && open.judge !== null) {
      const current = open.lines.current();
      if (current !== null) found.push(...open.judge.growing(current));
    }
    return this.#tell(open, found);
  }

  #line(open: Open, line: Line): JudgedRun[] {
    open.listener?.line(line);
    open.observer?.line?.(line.text);
    if (open.judge === null) return [];
    this.#noteFile(open.meta, line);
    return open.judge.line(line);
  }

  /** A short path among the arguments of a tool call names the file that its other strings are for. */
  #noteFile(meta: UtteranceMeta, { text, start }: Line): void {
    if (meta.channel !== "tool-input" || start > 0 || !PATH.test(text)) return;
    this.#sessions.get(meta.session).toolFile = text;
  }

  #close(key: string): Finding[] {
    const open = this.#open.get(key);
    if (open === undefined) return [];
    this.#open.delete(key);
    const found: JudgedRun[] = [];
    for (const line of open.lines.end()) found.push(...this.#line(open, line));
    open.listener?.end();
    if (open.judge !== null) found.push(...open.judge.end());
    const told = this.#tell(open, found);
    open.observer?.end?.();
    return told;
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
