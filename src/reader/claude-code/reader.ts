import type { Reader } from "../../model/reader.js";
import { createRecordSession } from "../shared/record-session.js";
import { recognise } from "./recognise.js";
import { TranscriptSession } from "./session.js";

/** Transcripts that Claude Code keeps of its sessions, one JSON record a line. See the README in this folder. */
export const claudeCodeReader: Reader = {
  format: "claude-code",
  title: "Claude Code session transcript (JSONL)",
  recognisedBy: "records with sessionId, uuid and parentUuid, or its title and bookkeeping records",
  livesIn: "~/.claude/projects/<project>/<session>.jsonl, $CLAUDE_CONFIG_DIR/projects",
  skims: true,
  recognise,
  create: (uri) => createRecordSession(uri, (tools) => new TranscriptSession(tools)),
};
