import type { Reader } from "../../model/reader.js";
import { createRecordSession } from "../shared/record-session.js";
import { recognise } from "./recognise.js";
import { createTrajectories } from "./trajectory.js";

/** Trajectories in the interchange format of Harbor (Terminal-Bench 2). */
export const atifReader: Reader = {
  format: "atif",
  title: "ATIF, the agent trajectory interchange format of Harbor",
  recognisedBy: '`schema_version` "ATIF-v…", or `agent`, `session_id` and `steps` of user, agent and system',
  livesIn: "jobs/<job>/<trial>/agent/trajectory*.json, exports of agents and of evaluation platforms",
  skims: true,
  recognise,
  create: (uri) => createRecordSession(uri, createTrajectories),
};
