import type { ReaderEvent } from "../../model/reader-event.js";
import { leafUtterances } from "../shared/emit.js";
import { arr, isObject, type JsonObject, member, nonEmpty, num, valueAt } from "../shared/guards.js";
import type { JsonPath } from "../shared/json-pointer.js";
import type { JsonRecord } from "../shared/json-record.js";
import type { RecordHandler, RecordTools } from "../shared/record-session.js";
import { type RecordMeta, Scribe, stated } from "../shared/scribe.js";
import { isoTimestamp } from "../shared/timestamp.js";
import { trajectoryPath } from "./recognise.js";
import { stepEvents } from "./step.js";

/** Sub-agents inside sub-agents are followed this deep. */
const MAX_DEPTH = 8;
/** But for the marks of what is left out of a text. */
const EAST_ASIAN = /[\u2e80-\ufdcf\ufdf0-\uffff]/;

/** Reads trajectories; several, one a line, are several sessions. */
export function createTrajectories(tools: RecordTools): RecordHandler {
  return {
    *record(json, raw) {
      const path = trajectoryPath(json.value);
      if (path === undefined) return;
      const place = raw.line === 1 ? tools.uri : `${tools.uri}#L${raw.line}`;
      yield* trajectoryEvents(json, path, { session: place }, tools, 0);
    },
  };
}

/** @param outer What the parent trajectory says about itself; a sub-agent may share its session. */
function* trajectoryEvents(
  json: JsonRecord,
  path: JsonPath,
  outer: RecordMeta,
  tools: RecordTools,
  depth: number,
): Generator<ReaderEvent> {
  const trajectory = valueAt(json.value, path);
  if (!isObject(trajectory)) return tools.oddShape();
  const scribe = new Scribe(json, metaOf(trajectory, outer, depth > 0), tools.key);
  // Tool descriptions matter only as a source that the model may echo.
  const { model: _model, ...read } = scribe.meta;
  const definitions = [...path, "agent", "tool_definitions"];
  const system = { ...read, role: "system", channel: "system" } as const;
  yield* leafUtterances(tools.key(), system, json, definitions, (text) => EAST_ASIAN.test(text));
  const steps = member(trajectory, "steps");
  if (!Array.isArray(steps)) tools.oddShape();
  let counted = false;
  for (const [index, step] of arr(steps).entries()) {
    const at = [...path, "steps", index];
    if (!isObject(step)) {
      tools.oddShape();
      continue;
    }
    for (const event of stepEvents(timed(scribe, step), at)) {
      counted ||= event.type === "usage";
      yield event;
    }
  }
  if (!counted) yield* totals(scribe, member(trajectory, "final_metrics"));
  if (depth >= MAX_DEPTH) return;
  for (const index of arr(member(trajectory, "subagent_trajectories")).keys()) {
    yield* trajectoryEvents(json, [...path, "subagent_trajectories", index], scribe.meta, tools, depth + 1);
  }
}

function metaOf(trajectory: JsonObject, outer: RecordMeta, embedded: boolean): RecordMeta {
  const agent = member(trajectory, "agent");
  const id = nonEmpty(member(trajectory, "trajectory_id"));
  // Harbor's own agent writes its helpers to files of their own, which name the parent.
  const delegated = embedded || nonEmpty(valueAt(agent, ["extra", "parent_session_id"])) !== undefined;
  const own = nonEmpty(member(trajectory, "session_id"));
  return {
    session: own ?? (embedded ? outer.session : (id ?? outer.session)),
    ...stated("model", nonEmpty(member(agent, "model_name"))),
    ...(delegated ? stated("agent", id ?? nonEmpty(member(agent, "name")) ?? "sub-agent") : {}),
  };
}

function timed(scribe: Scribe, step: JsonObject): Scribe {
  return scribe.with({
    ...stated("timestamp", isoTimestamp(member(step, "timestamp"))),
    ...stated("model", nonEmpty(member(step, "model_name")) ?? scribe.meta.model),
  });
}

/** The totals of a trajectory, for one whose steps state no counts. */
function totals(scribe: Scribe, metrics: unknown): readonly ReaderEvent[] {
  return scribe.usage({
    ...stated("inputTokens", num(member(metrics, "total_prompt_tokens"))),
    ...stated("outputTokens", num(member(metrics, "total_completion_tokens"))),
    ...stated("reasoningTokens", num(valueAt(metrics, ["extra", "reasoning_output_tokens"]))),
  });
}
