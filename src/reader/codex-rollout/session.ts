import type { RawRecord } from "../../model/location.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import type { Recall, RecalledMeta } from "../../model/recall.js";
import { copiedHistory } from "../shared/copied-history.js";
import { isObject, type JsonObject, member, str } from "../shared/guards.js";
import type { JsonPath } from "../shared/json-pointer.js";
import type { JsonRecord } from "../shared/json-record.js";
import type { RecordHandler, RecordTools } from "../shared/record-session.js";
import type { Lane } from "./broken-turn.js";
import type { PayloadContext } from "./context.js";
import { EventFallback } from "./event-fallback.js";
import { saidEvent, TokenCounts } from "./events.js";
import { contextText, responseItem } from "./items.js";
import { isPlain, MEMBERS } from "./members.js";
import { isLegacyMeta } from "./recognise.js";
import { RunningState } from "./running-state.js";
import { compactionSummary } from "./summary.js";

/** Longest answer kept to recognise the copy of it that a compaction makes; summaries are shorter. */
const MAX_LAST_ANSWER = 262_144;

interface Line {
  readonly lane: Lane;
  readonly isEvent: boolean;
  readonly events: readonly ReaderEvent[];
}

const NOTHING: Line = { lane: "other", isEvent: false, events: [] };

/** One rollout. */
export class RolloutSession implements RecordHandler {
  readonly #tools: RecordTools;
  readonly #state: RunningState;
  readonly #fallback = new EventFallback();
  readonly #tokens = new TokenCounts();
  #lastAnswer = "";
  /** Texts of the model in history that was copied. */
  #copied = 0;
  /** Whether the line that was read last changed nothing but the watch for copied history. */
  #plain = false;

  readonly recall: Recall = {
    members: MEMBERS,
    state: () => (this.#fallback.decided ? this.#state.fixed() : null),
    last: () => (this.#plain ? "plain" : null),
    again: (_kind, [timestamp]) => this.#again(timestamp),
  };

  constructor(tools: RecordTools) {
    this.#tools = tools;
    this.#state = new RunningState(tools.uri);
  }

  /** Only the results of tools neither wait for another line nor are compared with one. */
  needsWhole(value: unknown): boolean {
    const type = str(member(member(value, "payload"), "type")) ?? "";
    return !this.#fallback.decided || !type.endsWith("_output");
  }

  record(json: JsonRecord, record: RawRecord): Iterable<ReaderEvent> {
    let line = NOTHING;
    if (isObject(json.value)) line = this.#line(json, json.value);
    else this.#tools.oddShape();
    this.#plain = isPlain(json.value);
    return this.#fallback.push(line.lane, line.isEvent, line.events, record.text.length);
  }

  /** Token counts are not taken: nobody who asks for them lets records be recalled. */
  #again(timestamp: string | undefined): RecalledMeta {
    const line = { timestamp };
    this.#state.isReplay(line);
    const meta = this.#state.meta(line, {});
    return { session: meta.session, timestamp: meta.timestamp, record: undefined };
  }

  *end(): Iterable<ReaderEvent> {
    yield* this.#fallback.end();
    if (this.#copied === 0) return;
    yield { type: "diagnostic", diagnostic: copiedHistory(this.#tools.uri, this.#copied) };
  }

  #line(json: JsonRecord, value: JsonObject): Line {
    const bare = !isObject(value.payload);
    const payload = isObject(value.payload) ? value.payload : value;
    if (bare && isLegacyMeta(value)) return this.#sessionMeta(json, value, payload, []);
    if (bare && "payload" in value) this.#tools.oddShape();
    const at: JsonPath = bare ? [] : ["payload"];
    if (value.type === "session_meta") return this.#sessionMeta(json, value, payload, at);
    const replay = this.#state.isReplay(value);
    // Rollouts of the older shape have their items bare, and `type` is that of the item.
    const type = bare && typeof value.type === "string" ? "response_item" : str(value.type);
    const line = this.#payload(type, json, value, payload, at);
    return replay ? this.#withoutTheModel(line) : line;
  }

  /** Copied history is context: what the model wrote in it, and what it cost, counts where it was written. */
  #withoutTheModel(line: Line): Line {
    const dropped = new Set<string>();
    const events = line.events.filter((event) => {
      if (event.type === "open" && event.meta.role === "assistant") {
        dropped.add(event.key);
        // Events repeat the items.
        if (!line.isEvent && (event.meta.part ?? 0) === 0) this.#copied += 1;
      }
      return event.type !== "usage" && !("key" in event && dropped.has(event.key));
    });
    return { ...line, events };
  }

  #payload(
    type: string | undefined,
    json: JsonRecord,
    value: JsonObject,
    payload: JsonObject,
    at: JsonPath,
  ): Line {
    const context = this.#context(json, value, payload, at);
    switch (type) {
      case "turn_context":
        this.#state.turnContext(payload);
        return NOTHING;
      case "response_item":
        // The `compacted` line after it holds the same text.
        if (member(value.metadata, "compaction_output") === true) return NOTHING;
        return { ...this.#noteAnswer(responseItem(context)), isEvent: false };
      case "event_msg": {
        if (payload.type === "turn_aborted") this.#fallback.abort();
        const said = saidEvent(context);
        return said === null
          ? { ...NOTHING, events: this.#tokens.read(context) }
          : { ...said, isEvent: true };
      }
      case "compacted":
        return { ...NOTHING, events: compactionSummary(context, this.#lastAnswer) };
      case "inter_agent_communication": {
        const { content } = payload;
        if (typeof content !== "string") return NOTHING;
        return { ...NOTHING, events: contextText(context, "user", "injected", content, [...at, "content"]) };
      }
      default:
        return NOTHING;
    }
  }

  #sessionMeta(json: JsonRecord, value: JsonObject, payload: JsonObject, at: JsonPath): Line {
    if (!this.#state.sessionMeta(payload, value.timestamp)) return NOTHING;
    const context = this.#context(json, value, payload, at);
    const paths: readonly JsonPath[] = [
      ["instructions"],
      ["base_instructions"],
      ["base_instructions", "text"],
    ];
    const events = paths.flatMap((path) => {
      const text = path.reduce<unknown>((inner, key) => member(inner, String(key)), payload);
      return typeof text === "string" ? contextText(context, "system", "system", text, [...at, ...path]) : [];
    });
    return { ...NOTHING, events };
  }

  #noteAnswer<T extends { readonly events: readonly ReaderEvent[] }>(item: T): T {
    const first = item.events[0];
    if (first?.type === "open" && first.meta.channel === "answer") {
      const text = item.events.find((event) => event.type === "text")?.text ?? "";
      this.#lastAnswer = text.length <= MAX_LAST_ANSWER ? text : "";
    }
    return item;
  }

  #context(json: JsonRecord, value: JsonObject, payload: JsonObject, at: JsonPath): PayloadContext {
    return {
      json,
      payload,
      at,
      meta: this.#state.meta(value, payload),
      key: this.#tools.key,
      oddShape: this.#tools.oddShape,
    };
  }
}
