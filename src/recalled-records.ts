import type { RawRecord } from "./model/location.js";
import type { ReaderEvent } from "./model/reader-event.js";
import type { Recall, RecordGate, SurveyedRecord } from "./model/recall.js";
import type { Elided } from "./model/skim.js";
import type { UtteranceMeta } from "./model/utterance.js";
import type { Pipeline } from "./pipeline/pipeline.js";
import type { RecalledUtterance } from "./pipeline/recalled-shape.js";
import { skimmedText } from "./pipeline/skimmed-text.js";
import type { ScanMeter } from "./scan-meter.js";

/** What records of one shape give. */
interface Shape {
  /** What the reader's session takes them for. */
  readonly kind: string;
  readonly utterances: readonly RecalledUtterance[];
  /** The slots of the facts; -1 for one that is missing. */
  readonly facts: readonly number[];
}

/** A shape that was seen once, and one that cannot be recalled. */
const SEEN = "seen";
const NEVER = "never";

/** Shapes that are remembered; more are a sign that they do not come again. */
const MOST_SHAPES = 50_000;

/** Shapes of the records of one format, for all sources of a scan: by the state of the session, then by number. */
export type ShapeMemory = Map<string, Map<number, Shape | typeof SEEN | typeof NEVER>>;

/** What is copied of a record's strings before it is read, to find them again in what the reader tells. */
interface Lesson {
  readonly shapes: Map<number, Shape | typeof SEEN | typeof NEVER>;
  readonly shape: number;
  readonly state: string;
  readonly start: number;
  readonly slots: readonly { readonly from: number; readonly units: number; readonly fact: number }[];
}

/** Takes records of shapes that were learned from others. A shape is learned when it comes for the second time. */
export class RecalledRecords implements RecordGate {
  readonly #recall: Recall;
  readonly #pipeline: Pipeline;
  readonly #memory: ShapeMemory;
  readonly #meter: ScanMeter | undefined;
  #lesson: Lesson | null = null;

  constructor(recall: Recall, pipeline: Pipeline, memory: ShapeMemory, meter?: ScanMeter) {
    this.#meter = meter;
    this.#recall = recall;
    this.#pipeline = pipeline;
    this.#memory = memory;
  }

  get members(): Recall["members"] {
    return this.#recall.members;
  }

  take(record: SurveyedRecord): boolean {
    const state = this.#recall.state();
    if (state === null) return false;
    const shapes = this.#shapes(state);
    const number = record.shape;
    const shape = shapes.get(number);
    if (typeof shape === "object") {
      this.#tell(shape, record);
      return true;
    }
    if (shape === SEEN) this.#lesson = lessonOf(record, shapes, state);
    else if (shape === undefined) shapes.set(number, SEEN);
    return false;
  }

  #shapes(state: string): Map<number, Shape | typeof SEEN | typeof NEVER> {
    let shapes = this.#memory.get(state);
    if (shapes === undefined || shapes.size > MOST_SHAPES) {
      if (this.#memory.size > MOST_SHAPES) this.#memory.clear();
      shapes = new Map();
      this.#memory.set(state, shapes);
    }
    return shapes;
  }

  #tell({ kind, facts, utterances }: Shape, strings: SurveyedRecord): void {
    if (this.#meter !== undefined) {
      this.#meter.records++;
      this.#meter.recalledRecords++;
    }
    const meta = this.#recall.again(
      kind,
      facts.map((slot) => (slot < 0 ? undefined : strings.text(slot))),
    );
    if (meta !== null && utterances.length > 0) this.#pipeline.recalled({ utterances, strings, meta });
  }

  /** Whether something is to be learned from a record. */
  learnsFrom(record: RawRecord): boolean {
    return this.#lesson !== null && this.#lesson.start === record.position(0).byteOffset;
  }

  /** Learns from the events of the record that was given out last, while what was left out of it is still there. */
  learn(events: readonly ReaderEvent[], elided: readonly Elided[]): void {
    const lesson = this.#lesson;
    this.#lesson = null;
    if (lesson === null) return;
    const kind = this.#recall.last();
    const utterances =
      kind === null || this.#recall.state() !== lesson.state ? null : utterancesOf(events, elided, lesson);
    if (kind === null || utterances === null) lesson.shapes.set(lesson.shape, NEVER);
    else
      lesson.shapes.set(lesson.shape, {
        kind,
        utterances,
        facts: factsOf(lesson, this.members.facts.length),
      });
  }
}

function lessonOf(record: SurveyedRecord, shapes: Lesson["shapes"], state: string): Lesson {
  const slots = Array.from({ length: record.slots }, (_, slot) => ({
    from: record.from(slot),
    units: record.units(slot),
    fact: record.fact(slot),
  }));
  return { shapes, shape: record.shape, state, start: record.start, slots };
}

function factsOf({ slots }: Lesson, count: number): number[] {
  return Array.from({ length: count }, (_, fact) => slots.findLastIndex((slot) => slot.fact === fact));
}

/** The utterances of a record, each with its slot; null when one is not the whole string of one slot. */
function utterancesOf(
  events: readonly ReaderEvent[],
  elided: readonly Elided[],
  { slots, start }: Lesson,
): RecalledUtterance[] | null {
  const open = new Map<string, UtteranceMeta>();
  const found: RecalledUtterance[] = [];
  for (const event of events) {
    if (event.type === "usage") continue;
    if (event.type === "diagnostic" || event.type === "lines") return null;
    if (event.type === "open") {
      open.set(event.key, event.meta);
      continue;
    }
    const meta = open.get(event.key);
    if (event.type === "close") {
      if (meta !== undefined) return null;
      continue;
    }
    if (meta === undefined) return null;
    open.delete(event.key);
    const from = event.origin.locate(0).byteOffset - start;
    const units = skimmedText(event.text, elided)?.units ?? event.text.length;
    const slot = slots.findIndex((each) => each.from === from && each.units === units);
    if (slot < 0) return null;
    found.push({ meta, slot });
  }
  return open.size === 0 ? found : null;
}
