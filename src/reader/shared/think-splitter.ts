export {
  type AssistantMeta,
  type AssistantStream,
  assistantText,
  createAssistantStream,
} from "./assistant-text.js";
export { createThinkSplitter, splitThink, type ThinkPiece, type ThinkSplitter } from "./think-pieces.js";
