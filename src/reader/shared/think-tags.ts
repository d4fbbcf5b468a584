/** Channels that inline tags tell apart in what an assistant wrote. */
export type ThinkChannel = "answer" | "reasoning";

/** A tag found at a place of a text. */
export interface TagMatch {
  readonly length: number;
  /** The channel of what follows. */
  readonly channel: ThinkChannel;
  /** Tags that end it; empty when nothing does. */
  readonly closers: readonly string[];
}

/** Opening tags (lower case) and what closes them. */
const PAIRS: readonly { readonly open: string; readonly close: string }[] = [
  { open: "<think>", close: "</think>" },
  { open: "<thinking>", close: "</thinking>" },
  { open: "<reasoning>", close: "</reasoning>" },
  { open: "<thought>", close: "</thought>" },
  { open: "<seed:think>", close: "</seed:think>" },
  { open: "◁think▷", close: "◁/think▷" },
  {
    // What Aider puts around reasoning that it received apart from the answer.
    open: "<thinking-content-7bbeb8e1441453ad999a0bbba8a46d4b>",
    close: "</thinking-content-7bbeb8e1441453ad999a0bbba8a46d4b>",
  },
];

/** Closing tags, which also end reasoning whose opening tag stood in the prompt template. */
export const CLOSING_TAGS: readonly string[] = PAIRS.map((pair) => pair.close);

/** Names of the elements that hold reasoning. */
export const THINK_ELEMENTS: readonly string[] = PAIRS.flatMap(({ open }) =>
  open.startsWith("<") ? [open.slice(1, -1)] : [],
);

const LONGEST_PAIR = Math.max(...PAIRS.map((pair) => pair.close.length));

/** Ends of a harmony message (the chat format of gpt-oss). */
const HARMONY_ENDS: readonly string[] = ["<|end|>", "<|return|>", "<|call|>"];
const HARMONY_START = "<|start|>";
const HARMONY_CHANNEL = "<|channel|>";
const HARMONY_MESSAGE = "<|message|>";
/** What stands before the message mark: channel, and the recipient and format of a tool call. */
const HARMONY_HEADER =
  /^(?:<\|start\|>assistant)?<\|channel\|>(analysis|commentary|final)(?: to=[\w.:-]{1,64})?(?: (?:json|code))? ?(?:<\|constrain\|>\w{1,16} ?)?$/;
/** Longest header read: role, channel and recipient are short. */
const HARMONY_HEADER_MAX = 200;

/**
 * The opening tag that stands at `at`, `"partial"` when the text ends inside what may become one, or null.
 */
export function matchOpening(text: string, at: number): TagMatch | "partial" | null {
  const rest = text.slice(at, at + LONGEST_PAIR).toLowerCase();
  for (const { open, close } of PAIRS) {
    if (rest.startsWith(open)) return { length: open.length, channel: "reasoning", closers: [close] };
    if (isPartial(rest, open)) return "partial";
  }
  return matchHarmony(text, at);
}

/** The closing tag of `closers` that stands at `at`: its length, `"partial"`, or null. */
export function matchClosing(
  text: string,
  at: number,
  closers: readonly string[],
): number | "partial" | null {
  const rest = text.slice(at, at + LONGEST_PAIR).toLowerCase();
  for (const close of closers) {
    if (rest.startsWith(close)) return close.length;
    if (isPartial(rest, close)) return "partial";
  }
  return null;
}

/** `rest` is short only where the text ends, so a proper prefix means that more may come. */
function isPartial(rest: string, tag: string): boolean {
  return rest.length < tag.length && tag.startsWith(rest);
}

/** `<|start|>assistant<|channel|>analysis<|message|>`, of which the first two parts may be absent. */
function matchHarmony(text: string, at: number): TagMatch | "partial" | null {
  const head = text.slice(at, at + HARMONY_HEADER_MAX);
  const ended = at + HARMONY_HEADER_MAX > text.length;
  const opens = head.startsWith(HARMONY_START) || head.startsWith(HARMONY_CHANNEL);
  if (!opens) return isPartial(head, HARMONY_START) || isPartial(head, HARMONY_CHANNEL) ? "partial" : null;
  const message = head.indexOf(HARMONY_MESSAGE);
  if (message < 0) return ended && !head.includes("\n") ? "partial" : null;
  const channel = HARMONY_HEADER.exec(head.slice(0, message))?.[1];
  if (channel === undefined) return null;
  return {
    length: message + HARMONY_MESSAGE.length,
    channel: channel === "analysis" ? "reasoning" : "answer",
    closers: HARMONY_ENDS,
  };
}
