/** Follows the lines of Markdown text that arrives in pieces, to tell where fenced code stands. */
export interface FenceTracker {
  /** Takes in the next piece of the text. */
  feed(text: string, from: number, to: number): void;
  /** True between the line that opens a fence and the one that closes it, and on the latter. */
  inFence(): boolean;
  /** True when nothing but spaces and tabs stands before the next character on its line. */
  atLineStart(): boolean;
  /** Starts a new text: at a line start, outside fences. */
  reset(): void;
}

const NEWLINE = 0x0a;
const BACKTICK = 0x60;
const TILDE = 0x7e;

/** Where in its line the next character stands. */
type Phase = "indent" | "marker" | "info" | "rest";

/** Creates a tracker. Fences are those of CommonMark: three or more backticks or tildes, closed by at least as many. */
export function createFenceTracker(): FenceTracker {
  let phase: Phase = "indent";
  let marker = 0;
  let count = 0;
  let blankInfo = true;
  /** Character and length of the open fence; length 0 when there is none. */
  let fenceMarker = 0;
  let fenceLength = 0;

  const endLine = (): void => {
    if (phase !== "rest" && count >= 3) {
      if (fenceLength === 0) {
        fenceMarker = marker;
        fenceLength = count;
      } else if (marker === fenceMarker && count >= fenceLength && blankInfo) fenceLength = 0;
    }
    startLine();
  };
  const startLine = (): void => {
    phase = "indent";
    marker = 0;
    count = 0;
    blankInfo = true;
  };
  const step = (code: number): void => {
    const blank = code === 0x20 || code === 0x09 || code === 0x0d;
    if (phase === "indent") {
      if (blank) return;
      if (code === BACKTICK || code === TILDE) {
        phase = "marker";
        marker = code;
        count = 1;
      } else phase = "rest";
    } else if (phase === "marker" && code === marker) count += 1;
    else if (count < 3) phase = "rest";
    else {
      phase = "info";
      if (!blank) blankInfo = false;
      // A backtick in the info string makes it inline code.
      if (code === BACKTICK && marker === BACKTICK) phase = "rest";
    }
  };
  return {
    feed(text, from, to) {
      for (let at = from; at < to; at += 1) {
        if (phase === "rest") {
          const end = text.indexOf("\n", at);
          if (end < 0 || end >= to) return;
          at = end;
          startLine();
          continue;
        }
        const code = text.charCodeAt(at);
        if (code === NEWLINE) endLine();
        else step(code);
      }
    },
    inFence: () => fenceLength > 0,
    atLineStart: () => phase === "indent",
    reset() {
      startLine();
      fenceLength = 0;
    },
  };
}
