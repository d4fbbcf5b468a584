export type { BlockRegion, BlockState, Fence, OpenBlock } from "./block-state.js";
export { INITIAL_STATE } from "./block-state.js";
export type { BlockHint, BlockTracker } from "./block-tracker.js";
export { createBlockTracker } from "./block-tracker.js";
export type { Span } from "./clause.js";
export { clauseAt, clauseEnds, sentenceAt } from "./clause.js";
export { openDelimiter } from "./open-delimiter.js";
export { segmentLine } from "./segment-line.js";
export type { Family, Syntax } from "./syntax.js";
