import type { SkimMarks } from "../model/skim.js";
import { PREAMBLE } from "./codex-rollout/summary.js";
import { IDE_START } from "./codex-rollout/user-item.js";
import { INJECTED_ELEMENTS, INJECTED_STARTS } from "./shared/injected.js";
import { FILES_END, FILES_START } from "./shared/prompt-files.js";
import { THINK_ELEMENTS } from "./shared/think-tags.js";

/**
 * What readers of records look for in the middle of texts: a string that holds one of these is never skimmed. What they
 * look for within the first 64 characters of a text needs no entry, since heads are kept, unless they then go on to look
 * for its end.
 */
export const SKIM_MARKS: SkimMarks = {
  // The reasoning of `aider-llm` stands in no record; `user_query` is Cursor's, the last four are Cline's.
  elements: [
    ...INJECTED_ELEMENTS,
    ...THINK_ELEMENTS,
    "user_query",
    "task",
    "feedback",
    "answer",
    "user_message",
  ],
  lines: [FILES_START, FILES_END],
  starts: [PREAMBLE, IDE_START, ...INJECTED_STARTS],
};
