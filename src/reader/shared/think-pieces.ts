import { createFenceTracker, type FenceTracker } from "./fence-tracker.js";
import { CLOSING_TAGS, matchClosing, matchOpening, type TagMatch, type ThinkChannel } from "./think-tags.js";

/** A stretch of assistant text on one channel; the tags themselves belong to no piece. */
export interface ThinkPiece {
  readonly channel: ThinkChannel;
  readonly text: string;
  /** UTF-16 offset in the whole text. */
  readonly offset: number;
}

/**
 * Splits assistant text that arrives in pieces into answer and inline reasoning. What may be the start of a tag is held
 * back (at most a tag's length), so that any cut of the text gives the same pieces but for their cuts.
 */
export interface ThinkSplitter {
  push(text: string): ThinkPiece[];
  /** Gives what is still held back. Called once. */
  end(): ThinkPiece[];
}

interface State {
  buffer: string;
  /** Offset of `buffer` in the whole text. */
  base: number;
  channel: ThinkChannel;
  closers: readonly string[];
  readonly lines: FenceTracker;
}

/**
 * Opening tags count at the start of the text, at a line start and right after a closing tag, outside fenced code;
 * reasoning lasts until its own closing tag or the end. Reasoning whose opening tag is missing (it stood in the prompt
 * template) cannot be known before its closing tag comes, so a stream gives it as answer: see {@link splitThink}.
 */
export function createThinkSplitter(): ThinkSplitter {
  const state: State = { buffer: "", base: 0, channel: "answer", closers: [], lines: createFenceTracker() };
  return {
    push(text) {
      state.buffer += text;
      return drain(state, false);
    },
    end: () => drain(state, true),
  };
}

/** Splits a complete text. Text before a closing tag that nothing opened is reasoning. */
export function splitThink(text: string): ThinkPiece[] {
  if (!text.includes("<") && !text.includes("◁")) return [{ channel: "answer", text, offset: 0 }];
  const lone = loneClosingTag(text);
  const start = lone === null ? 0 : lone.end;
  const pieces: ThinkPiece[] = [];
  if (lone !== null && lone.start > 0) {
    pieces.push({ channel: "reasoning", text: text.slice(0, lone.start), offset: 0 });
  }
  const splitter = createThinkSplitter();
  for (const piece of [...splitter.push(text.slice(start)), ...splitter.end()]) {
    pieces.push({ ...piece, offset: piece.offset + start });
  }
  return pieces;
}

function drain(state: State, ended: boolean): ThinkPiece[] {
  const pieces: ThinkPiece[] = [];
  let taken = 0;
  let at = 0;
  const take = (to: number): void => {
    if (to > taken) {
      pieces.push({
        channel: state.channel,
        text: state.buffer.slice(taken, to),
        offset: state.base + taken,
      });
    }
  };
  while (at < state.buffer.length) {
    const tag = tagAt(state, at);
    if (tag === "partial" && !ended) break;
    if (tag !== null && tag !== "partial") {
      take(at);
      at += tag.length;
      taken = at;
      state.channel = tag.channel;
      state.closers = tag.closers;
      state.lines.reset();
      continue;
    }
    const next = nextStop(state, at + 1);
    if (state.channel === "answer") state.lines.feed(state.buffer, at, next);
    at = next;
  }
  take(at);
  state.base += at;
  state.buffer = state.buffer.slice(at);
  return pieces;
}

/** The tag at `at` that changes the channel, if any. */
function tagAt(state: State, at: number): TagMatch | "partial" | null {
  const code = state.buffer.charCodeAt(at);
  if (code !== 0x3c && code !== 0x25c1) return null;
  if (state.closers.length > 0) {
    const length = matchClosing(state.buffer, at, state.closers);
    if (length === "partial") return "partial";
    if (length !== null) return { length, channel: "answer", closers: [] };
  }
  if (state.channel === "reasoning" || state.lines.inFence() || !state.lines.atLineStart()) return null;
  return matchOpening(state.buffer, at);
}

/** The next place at or after `from` where a tag may begin. */
function nextStop(state: State, from: number): number {
  const { buffer } = state;
  for (let at = from; at < buffer.length; at += 1) {
    const code = buffer.charCodeAt(at);
    if (code === 0x3c || code === 0x25c1) return at;
  }
  return buffer.length;
}

/**
 * A closing tag before which nothing was opened. It must end its line or stand at the start of one, outside fenced
 * code: a tag in running text is being talked about.
 */
function loneClosingTag(text: string): { readonly start: number; readonly end: number } | null {
  const lines = createFenceTracker();
  let fed = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 0x3c && code !== 0x25c1) continue;
    lines.feed(text, fed, at);
    fed = at;
    if (lines.inFence()) continue;
    if (lines.atLineStart() && isOpening(matchOpening(text, at))) return null;
    const length = matchClosing(text, at, CLOSING_TAGS);
    if (typeof length !== "number") continue;
    if (lines.atLineStart() || endsLine(text, at + length)) return { start: at, end: at + length };
  }
  return null;
}

function isOpening(tag: TagMatch | "partial" | null): boolean {
  return tag !== null && tag !== "partial";
}

function endsLine(text: string, from: number): boolean {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) return true;
    if (code !== 0x20 && code !== 0x09 && code !== 0x0d) return false;
  }
  return true;
}
