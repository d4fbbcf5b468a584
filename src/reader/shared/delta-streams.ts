import type { Origin } from "../../model/location.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import type { UtteranceMeta } from "../../model/utterance.js";
import { type AssistantMeta, createAssistantStream } from "./assistant-text.js";
import type { ToolInputMeta } from "./emit.js";
import { createJsonStringStream, type JsonStringEvent } from "./json-string-stream.js";
import { isHighSurrogate, type Piece, PieceBuilder } from "./piece-builder.js";

/**
 * The utterances of one response that arrives in deltas. Each delta goes to a slot (a channel of a choice, a content
 * block, a tool call), is told at once, and may be cut anywhere: halves of a surrogate pair are joined.
 */
export interface DeltaStreams {
  /** Assistant text; inline reasoning in it is told apart. */
  answer(slot: string, meta: AssistantMeta, text: string, origin: Origin): ReaderEvent[];
  /** Text of one channel. Opens with the first text that is not blank. */
  text(slot: string, meta: UtteranceMeta, text: string, origin: Origin): ReaderEvent[];
  /** Tool arguments as partial JSON; see `createJsonStringStream`. One utterance a string, numbered by `part`. */
  toolInput(slot: string, meta: ToolInputMeta, text: string, origin: Origin): ReaderEvent[];
  /** Closes one slot. Text for it later opens a new utterance. */
  close(slot: string): ReaderEvent[];
  /** Closes the slots whose names begin so. */
  closeAll(prefix: string): ReaderEvent[];
  end(): ReaderEvent[];
}

/** Slots open at a time; the oldest is closed for one more. No response has so many channels and tool calls. */
const MAX_SLOTS = 256;
/** Blank text held back at most before an utterance is opened for it. */
const MAX_BLANK = 1024;

interface Sink {
  push(text: string, origin: Origin): ReaderEvent[];
  end(): ReaderEvent[];
}

/** @param keyBase Prefix of the utterances' keys, unique within the reader's life. */
export function createDeltaStreams(keyBase: string): DeltaStreams {
  const sinks = new Map<string, Sink>();
  let opened = 0;

  const push = (slot: string, text: string, origin: Origin, create: (key: string) => Sink): ReaderEvent[] => {
    const known = sinks.get(slot);
    if (known !== undefined) return known.push(text, origin);
    const [oldest] = sinks.keys();
    const evicted = sinks.size >= MAX_SLOTS && oldest !== undefined ? close(oldest) : [];
    const sink = create(`${keyBase}/${opened}`);
    opened += 1;
    sinks.set(slot, sink);
    return [...evicted, ...sink.push(text, origin)];
  };
  const close = (slot: string): ReaderEvent[] => {
    const sink = sinks.get(slot);
    sinks.delete(slot);
    return sink?.end() ?? [];
  };

  return {
    answer: (slot, meta, text, origin) =>
      push(slot, text, origin, (key) => whole(createAssistantStream(key, meta))),
    text: (slot, meta, text, origin) => push(slot, text, origin, (key) => whole(textSink(key, meta))),
    toolInput: (slot, meta, text, origin) => push(slot, text, origin, (key) => toolSink(key, meta)),
    close,
    closeAll: (prefix) => [...sinks.keys()].filter((slot) => slot.startsWith(prefix)).flatMap(close),
    end: () => [...sinks.keys()].flatMap(close),
  };
}

/** Holds back a high surrogate at the end of a delta until its other half comes. */
function whole(sink: Sink): Sink {
  const builder = new PieceBuilder();
  const forward = (piece: Piece | null): ReaderEvent[] =>
    piece === null ? [] : sink.push(piece.text, piece.origin);
  return {
    push(text, origin) {
      const isWhole = builder.length === 0 && !isHighSurrogate(text.charCodeAt(text.length - 1));
      if (isWhole) return text === "" ? [] : sink.push(text, origin);
      builder.add(text, origin, 0);
      return forward(builder.takeWhole());
    },
    end: () => [...forward(builder.take()), ...sink.end()],
  };
}

function textSink(key: string, meta: UtteranceMeta): Sink {
  const blank = new PieceBuilder();
  let open = false;
  return {
    push(text, origin) {
      if (open) return text === "" ? [] : [{ type: "text", key, text, origin }];
      blank.add(text, origin, 0);
      if (blank.text.trim() === "" && blank.length <= MAX_BLANK) return [];
      open = true;
      const piece = blank.take()!;
      return [
        { type: "open", key, meta },
        { type: "text", key, ...piece },
      ];
    },
    end: () => (open ? [{ type: "close", key }] : []),
  };
}

function toolSink(key: string, meta: ToolInputMeta): Sink {
  const strings = createJsonStringStream();
  let part = -1;
  const told = (event: JsonStringEvent): ReaderEvent => {
    if (event.type === "open") part += 1;
    const full = `${key}/${part}`;
    if (event.type === "open") {
      return { type: "open", key: full, meta: { ...meta, channel: "tool-input", part } };
    }
    return event.type === "close"
      ? { type: "close", key: full }
      : { type: "text", key: full, text: event.text, origin: event.origin };
  };
  return {
    push: (text, origin) => strings.push(text, origin).map(told),
    end: () => strings.end().map(told),
  };
}
