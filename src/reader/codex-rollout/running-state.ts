import { isObject, type JsonObject, member, nonEmpty, str } from "../shared/guards.js";
import { isoTimestamp } from "../shared/timestamp.js";
import type { LineMeta } from "./context.js";
import { ReplayWatch } from "./replay-watch.js";

/** What the lines so far have said about the lines to come: the session, the model, and whether they are copies. */
export class RunningState {
  readonly #uri: string;
  readonly #replay = new ReplayWatch();
  #session: string | undefined;
  #model: string | undefined;
  #provider: string | undefined;
  #agent: string | undefined;

  constructor(uri: string) {
    this.#uri = uri;
  }

  /** Takes a `session_meta`; false when it is the parent's, copied into a fork. */
  sessionMeta(payload: JsonObject, timestamp: unknown): boolean {
    const id = nonEmpty(payload.id) ?? nonEmpty(payload.session_id);
    const other = this.#session !== undefined && id !== this.#session;
    if (other && this.#replay.foreign(timestamp)) return false;
    this.#session = id ?? this.#session;
    this.#model = nonEmpty(payload.model) ?? (other ? undefined : this.#model);
    this.#provider = nonEmpty(payload.model_provider);
    this.#agent = agentOf(payload);
    this.#replay.begin(payload, timestamp);
    return true;
  }

  /** Takes a `turn_context`. */
  turnContext(payload: JsonObject): void {
    this.#model = nonEmpty(payload.model) ?? this.#model;
  }

  /** True when a line is history that a fork copied from its parent. Called once for each line, in order. */
  isReplay(line: JsonObject): boolean {
    return this.#replay.isReplay(line.timestamp, line.ordinal);
  }

  /** What holds for every line until another is read; null while lines may be copied history. */
  fixed(): string | null {
    if (this.#replay.watches) return null;
    return [this.#session ?? this.#uri, this.#model, this.#provider, this.#agent].join("\n");
  }

  meta(line: JsonObject, payload: JsonObject): LineMeta {
    const timestamp = isoTimestamp(line.timestamp) ?? isoTimestamp(payload.timestamp);
    // The `id` of a `session_meta` is that of the session.
    const message = str(payload.type) === undefined ? undefined : nonEmpty(payload.id);
    return {
      session: this.#session ?? this.#uri,
      ...(this.#model !== undefined && { model: this.#model }),
      ...(this.#provider !== undefined && { provider: this.#provider }),
      ...(timestamp !== undefined && { timestamp }),
      ...(this.#agent !== undefined && { agent: this.#agent }),
      ...(message !== undefined && { message }),
    };
  }
}

/** The name of a sub-agent; undefined for a session that a person started. */
function agentOf(payload: JsonObject): string | undefined {
  const named = nonEmpty(payload.agent_nickname) ?? nonEmpty(payload.agent_role);
  const spawned = member(payload.source, "subagent");
  if (named !== undefined) return named;
  if (typeof spawned === "string") return nonEmpty(spawned);
  return isObject(spawned) || payload.thread_source === "subagent" ? "subagent" : undefined;
}
