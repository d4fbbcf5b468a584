import type { Origin } from "../../model/location.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import { MARK, MARK_END } from "../../model/skim.js";
import type { UtteranceMeta } from "../../model/utterance.js";
import { utterance } from "./emit.js";
import { sliceOrigin } from "./origin.js";
import { createThinkSplitter, splitThink, type ThinkPiece } from "./think-pieces.js";
import { CLOSING_TAGS } from "./think-tags.js";

/** What a reader knows about assistant text whose channels are still to be told apart. */
export type AssistantMeta = Omit<UtteranceMeta, "role" | "channel">;

/**
 * Complete assistant text as one utterance a channel stretch: inline reasoning apart from the answer. Stretches keyed
 * `key/0`, `key/1` …; blank ones are left out.
 *
 * @param reasoning The reasoning the log also holds in a field of its own: inline reasoning equal to it counts once.
 */
export function assistantText(
  key: string,
  meta: AssistantMeta,
  text: string,
  origin: Origin,
  reasoning?: string,
): ReaderEvent[] {
  const known = reasoning === undefined ? undefined : squeeze(reasoning);
  const events: ReaderEvent[] = [];
  let index = 0;
  for (const piece of splitThink(text)) {
    if (piece.text.trim() === "") continue;
    if (piece.channel === "reasoning" && known !== undefined && isSame(squeeze(piece.text), known)) continue;
    const full: UtteranceMeta = { ...meta, role: "assistant", channel: piece.channel };
    events.push(...utterance(`${key}/${index}`, full, piece.text, sliceOrigin(origin, piece.offset)));
    index += 1;
  }
  return events;
}

/** Of either text the middle may be left out: then what stands before and behind it is compared. */
function isSame(inline: string, known: string): boolean {
  if (inline === known) return true;
  if (!inline.includes(MARK) && !known.includes(MARK)) return false;
  // Inline reasoning ends at the first of these.
  if (CLOSING_TAGS.some((tag) => known.includes(tag))) return false;
  return isPrefix(head(inline), head(known)) && isPrefix(reversedTail(inline), reversedTail(known));
}

function isPrefix(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

function head(text: string): string {
  const end = text.indexOf(MARK);
  return end < 0 ? text : text.slice(0, end);
}

function reversedTail(text: string): string {
  return [...text.slice(text.lastIndexOf(MARK_END) + 1)].reverse().join("");
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Assistant text that arrives in deltas. */
export interface AssistantStream {
  push(text: string, origin: Origin): ReaderEvent[];
  /** Gives what is held back and closes what is open. May be called again without effect. */
  end(): ReaderEvent[];
}

interface Delta {
  readonly offset: number;
  readonly text: string;
  readonly origin: Origin;
}

/** Blank text held back at most before an utterance is opened for it. */
const MAX_BLANK = 1024;

/**
 * Splits deltas into answer and inline reasoning, one utterance a stretch, keyed `keyBase/0`, `keyBase/1` …. An
 * utterance opens with its first text that is not blank. Each text event lies within one delta.
 */
export function createAssistantStream(keyBase: string, meta: AssistantMeta): AssistantStream {
  const splitter = createThinkSplitter();
  let deltas: Delta[] = [];
  let total = 0;
  let index = 0;
  let channel: ThinkPiece["channel"] | null = null;
  let isOpen = false;
  let ended = false;
  let blank: ReaderEvent[] = [];
  let blankLength = 0;

  const key = (): string => `${keyBase}/${index}`;
  const close = (): ReaderEvent[] => {
    blank = [];
    blankLength = 0;
    if (!isOpen) return [];
    const event: ReaderEvent = { type: "close", key: key() };
    isOpen = false;
    index += 1;
    return [event];
  };
  const append = (events: ReaderEvent[], piece: ThinkPiece): void => {
    if (piece.channel !== channel) {
      events.push(...close());
      channel = piece.channel;
    }
    const texts = cutAtDeltas(deltas, piece).map(
      (part): ReaderEvent => ({ type: "text", key: key(), text: part.text, origin: part.origin }),
    );
    if (!isOpen && piece.text.trim() === "" && blankLength + piece.text.length <= MAX_BLANK) {
      blank.push(...texts);
      blankLength += piece.text.length;
      return;
    }
    if (!isOpen) {
      events.push({ type: "open", key: key(), meta: { ...meta, role: "assistant", channel } }, ...blank);
      isOpen = true;
      blank = [];
      blankLength = 0;
    }
    events.push(...texts);
  };
  const take = (pieces: readonly ThinkPiece[]): ReaderEvent[] => {
    const events: ReaderEvent[] = [];
    for (const piece of pieces) append(events, piece);
    const last = pieces.at(-1);
    if (last !== undefined) deltas = deltas.filter((delta) => delta.offset + delta.text.length > last.offset);
    return events;
  };
  return {
    push(text, origin) {
      if (ended || text === "") return [];
      deltas.push({ offset: total, text, origin });
      total += text.length;
      return take(splitter.push(text));
    },
    end() {
      if (ended) return [];
      ended = true;
      return [...take(splitter.end()), ...close()];
    },
  };
}

/** The parts of a piece, one for each delta it was read from. */
function cutAtDeltas(deltas: readonly Delta[], piece: ThinkPiece): { text: string; origin: Origin }[] {
  const parts: { text: string; origin: Origin }[] = [];
  const end = piece.offset + piece.text.length;
  for (const delta of deltas) {
    const from = Math.max(piece.offset, delta.offset);
    const to = Math.min(end, delta.offset + delta.text.length);
    if (from >= to) continue;
    parts.push({
      text: delta.text.slice(from - delta.offset, to - delta.offset),
      origin: sliceOrigin(delta.origin, from - delta.offset),
    });
  }
  return parts;
}
