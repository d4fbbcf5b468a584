import type { UtteranceMeta } from "../../model/utterance.js";
import type { JsonObject } from "../shared/guards.js";
import type { JsonPath } from "../shared/json-pointer.js";
import type { JsonRecord } from "../shared/json-record.js";

/** What the running state says about every utterance of a line. */
export type LineMeta = Pick<
  UtteranceMeta,
  "session" | "model" | "provider" | "timestamp" | "agent" | "message"
>;

/** One payload on its way through the reader. */
export interface PayloadContext {
  readonly json: JsonRecord;
  readonly payload: JsonObject;
  /** Where `payload` stands in its record: empty in rollouts of the older shape. */
  readonly at: JsonPath;
  readonly meta: LineMeta;
  /** A key for the next utterance, unique within the reader's life. */
  key(): string;
  /** Notes that a known type came in a shape that could not be read. */
  oddShape(): void;
}
