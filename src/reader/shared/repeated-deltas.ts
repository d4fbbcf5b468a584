import type { RawRecord } from "../../model/location.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import { DeltaTemplate, type RepeatedDelta } from "./delta-template.js";

/** Templates in a row that did not fit the next record: from then on few are made. */
const FAILURES = 8;
/** One of so many records is then made a template. */
const FEW = 64;

/** Tells the records of a stream that are like the one before without reading them. */
export class RepeatedDeltas {
  #template: DeltaTemplate | null = null;
  #failures = 0;
  #passed = 0;

  /** What a record tells if it is like the last one; null when it must be read. */
  tell(record: RawRecord): readonly ReaderEvent[] | null {
    if (this.#template === null) return null;
    const told = this.#template.tell(record);
    if (told === null) {
      this.#failures++;
      this.#template = null;
    } else this.#failures = 0;
    return told;
  }

  /** A record was read. @param delta how others like it are told, if they can be */
  learn(record: RawRecord, delta: RepeatedDelta | null): void {
    this.#template = null;
    if (delta === null) return;
    if (this.#failures > FAILURES && ++this.#passed % FEW !== 0) return;
    this.#template = DeltaTemplate.of(record.text, delta);
  }

  /** Something else was read. */
  forget(): void {
    this.#template = null;
  }
}
