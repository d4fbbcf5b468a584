import type { RawRecord } from "../../model/location.js";
import type { ReaderEvent, Usage } from "../../model/reader-event.js";
import type { Recall, RecalledMeta } from "../../model/recall.js";
import { isObject, type JsonObject, member, nonEmpty } from "../shared/guards.js";
import type { JsonRecord } from "../shared/json-record.js";
import { RecentSet } from "../shared/recent-set.js";
import type { RecordHandler, RecordTools } from "../shared/record-session.js";
import { isoTimestamp } from "../shared/timestamp.js";
import { UsageTally, usageCounts } from "../shared/usage-tally.js";
import { assistantEvents, isSynthetic } from "./assistant.js";
import type { RecordContext, RecordMeta } from "./context.js";
import { MEMBERS } from "./members.js";
import { attachmentEvents, systemEvents } from "./side-records.js";
import { Titles, titleKey } from "./titles.js";
import { userEvents } from "./user.js";

/** Records remembered by their `uuid`, so that copies within a source count once. */
const KNOWN_RECORDS = 200_000;
/** Titles that stand before the first record with a session wait for it, as long as they are few and short. */
const MAX_WAITING = 64;
const MAX_WAITING_UNITS = 8_192;

type Teller = (record: RecordContext) => Iterable<ReaderEvent>;

const TELLERS: ReadonlyMap<unknown, Teller> = new Map([
  ["user", userEvents],
  ["assistant", assistantEvents],
  ["system", systemEvents],
  ["attachment", attachmentEvents],
]);

/** One transcript. */
export class TranscriptSession implements RecordHandler {
  readonly #tools: RecordTools;
  readonly #seen = new RecentSet(KNOWN_RECORDS);
  readonly #usage = new UsageTally();
  readonly #titles = new Titles();
  #waiting: JsonRecord[] = [];
  #session: string | undefined;
  /** What the record that was read last was: see `last`. */
  #last: "told" | "passed-over" | null = null;

  readonly recall: Recall = {
    members: MEMBERS,
    state: () => (this.#waiting.length === 0 ? "" : null),
    last: () => this.#last,
    again: (kind, [uuid, timestamp, session]) => this.#again(kind, uuid, timestamp, session),
  };

  constructor(tools: RecordTools) {
    this.#tools = tools;
  }

  *record(json: JsonRecord, record: RawRecord): Iterable<ReaderEvent> {
    if (isObject(json.value)) yield* this.#object(json, json.value, record);
    else this.#tools.oddShape();
  }

  *end(): Iterable<ReaderEvent> {
    yield* this.#releaseTitles();
    yield* this.#usage.flush().map(usageEvent);
  }

  *#object(json: JsonRecord, value: JsonObject, record: RawRecord): Iterable<ReaderEvent> {
    this.#last = null;
    const named = nonEmpty(value.sessionId);
    if (named !== undefined) {
      this.#session = named;
      yield* this.#releaseTitles();
    }
    const title = titleKey(value);
    if (title !== undefined) {
      const waits = this.#waiting.length < MAX_WAITING && record.text.length <= MAX_WAITING_UNITS;
      if (this.#session === undefined && waits) this.#waiting.push(json);
      else yield* this.#titles.events(this.#context(json, value), title);
      return;
    }
    const teller = TELLERS.get(value.type);
    if (teller === undefined) {
      this.#last = "passed-over";
      return;
    }
    if (this.#isCopy(value)) return;
    // A time that is a number is no string that another record could have in its place.
    this.#last = typeof value.timestamp === "number" ? null : "told";
    yield* teller(this.#context(json, value));
    yield* this.#countUsage(value);
  }

  #isCopy(value: JsonObject): boolean {
    const uuid = nonEmpty(value.uuid);
    return uuid !== undefined && !this.#seen.add(uuid);
  }

  /** Its usage is not counted: nobody who asks for that lets records be recalled. */
  #again(kind: string, uuid?: string, timestamp?: string, session?: string): RecalledMeta | null {
    this.#session = nonEmpty(session) ?? this.#session;
    if (kind === "passed-over" || (uuid !== undefined && !this.#seen.add(uuid))) return null;
    const time = isoTimestamp(timestamp);
    return {
      session: this.#session ?? this.#tools.uri,
      timestamp: time,
      record: identityOf(uuid, time),
    };
  }

  *#releaseTitles(): Iterable<ReaderEvent> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const json of waiting) {
      const value = json.value as JsonObject;
      yield* this.#titles.events(this.#context(json, value), titleKey(value)!);
    }
  }

  *#countUsage(value: JsonObject): Iterable<ReaderEvent> {
    const usage = value.type === "assistant" ? member(value.message, "usage") : undefined;
    if (!isObject(usage) || isSynthetic(value)) return;
    const { session, model, message } = this.#meta(value);
    const counts = usageCounts(usage);
    const about = {
      session,
      ...(model !== undefined && { model }),
      ...(message !== undefined && { message }),
    };
    yield* this.#usage.add({ ...about, ...counts }).map(usageEvent);
  }

  #context(json: JsonRecord, value: JsonObject): RecordContext {
    return {
      json,
      value,
      meta: this.#meta(value),
      key: this.#tools.key,
      oddShape: this.#tools.oddShape,
    };
  }

  #meta(value: JsonObject): RecordMeta {
    const message = nonEmpty(member(value.message, "id"));
    const model = isSynthetic(value) ? undefined : nonEmpty(member(value.message, "model"));
    const timestamp = isoTimestamp(value.timestamp);
    const uuid = nonEmpty(value.uuid);
    const record = identityOf(uuid, timestamp);
    return {
      session: this.#session ?? this.#tools.uri,
      ...(model !== undefined && { model }),
      ...(timestamp !== undefined && { timestamp }),
      ...(value.isSidechain === true && { agent: nonEmpty(value.agentId) ?? "sidechain" }),
      ...(message !== undefined && { message }),
      ...(record !== undefined && { record }),
    };
  }
}

/** Converted transcripts number their records: with the time they are no copies of each other. */
function identityOf(uuid: string | undefined, timestamp: string | undefined): string | undefined {
  return uuid === undefined ? undefined : `${uuid} ${timestamp ?? ""}`;
}

function usageEvent(usage: Usage): ReaderEvent {
  return { type: "usage", usage };
}
