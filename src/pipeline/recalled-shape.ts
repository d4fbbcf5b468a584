import type { RecalledMeta, SurveyedRecord } from "../model/recall.js";
import type { UtteranceMeta } from "../model/utterance.js";

/** An utterance that every record of a shape holds: its whole text is the string of one slot. */
export interface RecalledUtterance {
  /** As the reader told it of the record from which the shape was learned. */
  readonly meta: UtteranceMeta;
  readonly slot: number;
}

/** A record that need not be read, since the reader has read another of its shape. */
export interface RecalledRecord {
  readonly utterances: readonly RecalledUtterance[];
  readonly strings: SurveyedRecord;
  readonly meta: RecalledMeta;
}
