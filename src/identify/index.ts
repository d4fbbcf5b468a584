export { attributeHan } from "./attribute.js";
export { isChineseSentence } from "./chinese-sentence.js";
export { findHanRuns } from "./han-runs.js";
export { createLanguagePool, type LanguagePool, POOL_REACH } from "./language-pool.js";
export { looksMojibake, type Mojibake } from "./mojibake.js";
export {
  countHan,
  countScripts,
  firstHan,
  hasHan,
  type Script,
  type ScriptCounts,
  scriptOf,
} from "./scripts.js";
export {
  identifySurrounding,
  type SurroundingLanguage,
  type SurroundingOptions,
} from "./surrounding-language.js";
export type { HanSurroundings } from "./surroundings.js";
export { findSymbolRuns, mayBeRun } from "./symbol-runs.js";
export { isToldApart, TOLD_APART_LANGUAGES } from "./told-apart.js";
export { plainLanguage, plainLanguages, type Verification, verifyLanguage } from "./verify-language.js";
