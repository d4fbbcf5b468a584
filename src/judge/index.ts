export { judgeLanguage } from "./judge-language.js";
export type { Verdict } from "./judge-run.js";
export { asResponseVerdict, judgeRun } from "./judge-run.js";
export { ruleOf, severityOf } from "./level.js";
export { createOtherLanguages, type OtherLanguages, rememberReported } from "./other-languages.js";
export { OWN_TEXT, type ReadIndex } from "./read-index.js";
export { asksForReply } from "./requests.js";
export type { RunInContext } from "./run-in-context.js";
export { createSessionContext, expectationOf, type SessionContext } from "./session-context.js";
