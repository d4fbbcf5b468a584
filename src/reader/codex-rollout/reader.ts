import type { Reader } from "../../model/reader.js";
import { createRecordSession } from "../shared/record-session.js";
import { recognise } from "./recognise.js";
import { RolloutSession } from "./session.js";

/** Rollouts that the Codex CLI keeps of its sessions, one JSON record a line. See the README in this folder. */
export const codexRolloutReader: Reader = {
  format: "codex-rollout",
  title: "Codex CLI rollout (JSONL)",
  recognisedBy: "records of timestamp, type and payload (session_meta, response_item, event_msg …)",
  livesIn: "~/.codex/sessions/<year>/<month>/<day>/rollout-*.jsonl, $CODEX_HOME/sessions",
  skims: true,
  recognise,
  create: (uri) => createRecordSession(uri, (tools) => new RolloutSession(tools)),
};
