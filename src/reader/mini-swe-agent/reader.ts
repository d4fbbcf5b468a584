import type { Reader } from "../../model/reader.js";
import { createRecordSession } from "../shared/record-session.js";
import { recognise } from "./recognise.js";
import { createTrajectories } from "./trajectory.js";

/** mini-swe-agent's trajectories. */
export const miniSweAgentReader: Reader = {
  format: "mini-swe-agent",
  title: "mini-swe-agent trajectories",
  recognisedBy:
    '`trajectory_format` "mini-swe-agent-…", or messages whose observations open with <returncode>',
  livesIn: "<output folder>/<instance>/<instance>.traj.json, last_mini_run.traj.json",
  skims: true,
  recognise,
  create: (uri) => createRecordSession(uri, createTrajectories),
};
