import type { Diagnostic } from "./diagnostic.js";
import type { CleanLines } from "./lines.js";
import type { Origin } from "./location.js";
import type { UtteranceMeta } from "./utterance.js";

/** Token counts as a log states them for one message. */
export interface Usage {
  readonly session: string;
  readonly model?: string;
  readonly message?: string;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly reasoningTokens?: number;
}

/**
 * What a reader makes of records. An utterance is opened, grows by pieces and is closed, so that streams need no
 * second protocol; several may be open at once, told apart by `key` (unique within a reader's life).
 */
export type ReaderEvent =
  | { readonly type: "open"; readonly key: string; readonly meta: UtteranceMeta }
  | { readonly type: "text"; readonly key: string; readonly text: string; readonly origin: Origin }
  /** Whole lines that need only be counted; what they follow ended with a line feed. */
  | { readonly type: "lines"; readonly key: string; readonly lines: CleanLines }
  | { readonly type: "close"; readonly key: string }
  | { readonly type: "usage"; readonly usage: Usage }
  | { readonly type: "diagnostic"; readonly diagnostic: Diagnostic };
