import { isAscii, isUtf8 } from "node:buffer";

const LINE_FEED = 0x0a;
/** Bytes looked at together. */
const MOST = 16 * 1024;
/** Where candidates are frequent, so that looking ahead costs little. */
const LEAST = 1024;

/**
 * What a run can hold (see `mayBeRun` in `src/identify`), as bytes of UTF-8 that are read as Latin-1: U+2E80 to U+9FFF,
 * compatibility ideographs and forms, full-width forms, the squared signs of the emoji blocks, planes 2 and 3.
 */
const CANDIDATE =
  /[\xe3-\xe9]|\xe2[\xba-\xbf]|\xef(?:[\xa4-\xab\xbc-\xbe]|\xb8[\xb0-\xbf]|\xb9[\x80-\x8f]|\xbf[\xa0-\xa6])|\xf0(?:\x9f(?:\x80[\x80-\xab]|[\x88-\x8b])|[\xa0-\xb3])/;

/** Finds complete lines that can be passed over, in bytes of UTF-8. */
export class CleanStretch {
  /** Bytes of the next look. */
  #ahead = MOST;

  /** Longest stretch, and longest line in one, in bytes. */
  static readonly most = MOST;

  /** Where the valid lines from `from` (a line start) on end that hold no candidate; `from` when the first one does. */
  end(bytes: Buffer, from: number): number {
    const limit = Math.min(from + this.#ahead, bytes.length);
    const end = bytes.subarray(from, limit).lastIndexOf(LINE_FEED) + 1;
    const clean = end === 0 ? 0 : cleanLength(bytes.subarray(from, from + end));
    this.#ahead = clean === end ? Math.min(MOST, this.#ahead * 2) : Math.max(LEAST, this.#ahead / 2);
    return from + clean;
  }
}

function cleanLength(bytes: Buffer): number {
  if (isAscii(bytes)) return bytes.length;
  const candidate = bytes.toString("latin1").search(CANDIDATE);
  const clean =
    candidate < 0 ? bytes : bytes.subarray(0, bytes.subarray(0, candidate).lastIndexOf(LINE_FEED) + 1);
  return isUtf8(clean) ? clean.length : 0;
}
