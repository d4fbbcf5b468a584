import type { ScanEvent } from "../model/scan-event.js";
import { displayWidth, shortenEnd, shortenStart } from "../report/display-width.js";
import { bytes, counted } from "../report/numbers.js";
import { terminalText } from "../report/terminal-text.js";
import { lineWidth, type OutputStream } from "./io.js";

/** Short work needs no progress. */
const QUIET_MS = 1000;
/** Faster than this a line only flickers. */
const REDRAW_MS = 100;

/** One line on a terminal that is written over and over. */
export interface Progress {
  show(event: Extract<ScanEvent, { type: "progress" }>): void;
  /** Takes the line away, before anything else is written to the terminal. */
  clear(): void;
}

/** A progress line on standard error. The caller makes one only when that is a terminal. */
export function createProgress(stream: OutputStream, now: () => number): Progress {
  const started = now();
  let drawn = Number.NEGATIVE_INFINITY;
  let visible = false;
  return {
    show(event) {
      const time = now();
      if (time - started < QUIET_MS || time - drawn < REDRAW_MS) return;
      drawn = time;
      visible = true;
      // One cell is left free: a full line makes some terminals wrap, and \r would then return to the wrong line.
      const width = lineWidth(stream) - 1;
      const done = `${counted(event.sourcesDone, "source")} done, ${bytes(event.bytes)} of `;
      const uri = shortenStart(terminalText(event.uri), Math.max(0, width - displayWidth(done)));
      stream.write(`\r${shortenEnd(done + uri, width)}\u001b[K`);
    },
    clear() {
      if (!visible) return;
      visible = false;
      stream.write("\r\u001b[K");
    },
  };
}
