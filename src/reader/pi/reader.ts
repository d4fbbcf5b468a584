import type { Reader } from "../../model/reader.js";
import { createRecordSession } from "../shared/record-session.js";
import { recognise } from "./recognise.js";
import { PiSession } from "./session.js";

/** Sessions of pi, OpenClaw and oh-my-pi, one JSON entry a line. See the README in this folder. */
export const piReader: Reader = {
  format: "pi",
  title: "pi, OpenClaw and oh-my-pi session (JSONL)",
  recognisedBy: "a header of the type session with id and cwd; entries of the type message with a message",
  livesIn:
    "~/.pi/agent/sessions/<folder>/*.jsonl, ~/.openclaw/agents/<agent>/sessions/*.jsonl, ~/.omp/agent/sessions",
  skims: true,
  recognise,
  create: (uri) => createRecordSession(uri, (tools) => new PiSession(tools)),
};
