/** Kept of what is left out of one string, at its beginning and its end, so that it can still be listened to. Bytes. */
export const HEAD_BYTES = 64 * 1024;
export const TAIL_BYTES = 16 * 1024;

/** How far a place to cut is looked for. */
const REACH = 4096;
/** Longest that an escape, or two that belong together, may be: no backslash stands so near before a cut. */
const ESCAPES = 12;
const BACKSLASH = 0x5c;

/** The ends of a stretch of a JSON string, raw. `all`: the tail follows the head. */
export interface RawEnds {
  readonly head: Buffer;
  readonly tail: Buffer;
  readonly all: boolean;
}

/**
 * The ends of `length` raw bytes: about `head` bytes and `tail` bytes, cut where no character and no escape is split.
 * All of it where it is no longer than both.
 *
 * @param read gives the bytes from one offset to another; null where they cannot be had
 */
export function rawEnds(
  length: number,
  head: number,
  tail: number,
  read: (from: number, to: number) => Buffer | null,
): RawEnds {
  if (length <= head + tail) {
    const bytes = read(0, length);
    return { head: bytes ?? EMPTY, tail: EMPTY, all: bytes !== null };
  }
  const first = head === 0 ? null : read(0, head);
  const last = tail === 0 ? null : read(length - tail, length);
  return {
    head: first?.subarray(0, lastCut(first)) ?? EMPTY,
    tail: last?.subarray(firstCut(last)) ?? EMPTY,
    all: false,
  };
}

const EMPTY = Buffer.alloc(0);

function lastCut(bytes: Buffer): number {
  for (let at = bytes.length - 1; at > bytes.length - REACH && at >= ESCAPES; at--)
    if (mayCut(bytes, at)) return at;
  return 0;
}

function firstCut(bytes: Buffer): number {
  for (let at = ESCAPES; at < REACH && at < bytes.length; at++) if (mayCut(bytes, at)) return at;
  return bytes.length;
}

/** An ASCII character that no escape stands near before. */
function mayCut(bytes: Buffer, at: number): boolean {
  if (bytes[at]! >= 0x80) return false;
  for (let back = 1; back <= ESCAPES; back++) if (bytes[at - back] === BACKSLASH) return false;
  return true;
}

/** The decoded text of raw bytes of a JSON string; empty where they are none (a file that was written to meanwhile). */
export function decodeRaw(raw: Buffer): string {
  const text = raw.toString("utf8");
  if (!text.includes("\\")) return text;
  try {
    return JSON.parse(`"${text}"`);
  } catch {
    return "";
  }
}
