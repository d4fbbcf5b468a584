/** Who speaks. `unknown` is a plain file or terminal, where nothing says who wrote it. */
export type Role = "user" | "assistant" | "system" | "tool" | "unknown";

/**
 * What an utterance is for. The model wrote `answer`, `reasoning`, `reasoning-summary`, `tool-input`, `summary`, `title`;
 * it read `prompt`, `injected` (reminders, hooks, rules files: neither human nor model), `system`, `tool-output`;
 * `event` is a notice of the harness; `text` belongs to role `unknown`.
 */
export type Channel =
  | "answer"
  | "reasoning"
  | "reasoning-summary"
  | "tool-input"
  | "summary"
  | "title"
  | "prompt"
  | "injected"
  | "system"
  | "tool-output"
  | "event"
  | "text";

/** What a reader knows about one stretch of text by one speaker on one channel. */
export interface UtteranceMeta {
  readonly role: Role;
  readonly channel: Channel;
  /** Identity of the conversation; unique within a source at least. */
  readonly session: string;
  /** The model named by the log: a claim, not a fact. */
  readonly model?: string;
  readonly provider?: string;
  /** ISO 8601, as logged. */
  readonly timestamp?: string;
  /** Sub-agent identity, absent for the main agent. */
  readonly agent?: string;
  /** Identity of the provider's message, to recognise copies. */
  readonly message?: string;
  /** Identity of the log record, the same in every copy that a resumed or branched session makes of it. */
  readonly record?: string;
  readonly tool?: string;
  /** Name of a file that the text is as good as the contents of: its extension tells the language of code. */
  readonly file?: string;
  /** Identity of the tool call as the log states it; only on what the model wrote into one, and in some formats. */
  readonly callId?: string;
  /**
   * Position among the strings of one tool call that were separated so that each has its own JSON pointer.
   * Only part 0 (or absent) counts as an utterance.
   */
  readonly part?: number;
  /** Written by the harness in the model's name (`<synthetic>`), or a summary by another model. */
  readonly synthetic?: boolean;
}
