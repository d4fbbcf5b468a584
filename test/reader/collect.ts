import type { Origin } from "../../src/model/location.js";
import type { Framing, Reader } from "../../src/model/reader.js";
import type { ReaderEvent } from "../../src/model/reader-event.js";
import type { UtteranceMeta } from "../../src/model/utterance.js";
import { records } from "./raw-record.js";

/** An utterance put together from its events. */
export interface Collected {
  readonly key: string;
  readonly meta: UtteranceMeta;
  text: string;
  readonly pieces: { readonly start: number; readonly origin: Origin }[];
  closed: boolean;
}

/** All events of a source. */
export function read(reader: Reader, source: string, framing: Framing, uri = "test.jsonl"): ReaderEvent[] {
  const session = reader.create(uri, framing);
  const events = records(source, framing).flatMap((record) => [...session.record(record)]);
  return [...events, ...session.end()];
}

/** Puts utterances together and checks the protocol: open before text, keys used once, nothing left open. */
export function collect(events: readonly ReaderEvent[]): Collected[] {
  const all = new Map<string, Collected>();
  for (const event of events) {
    if (event.type === "open") {
      if (all.has(event.key)) throw new Error(`key ${event.key} was opened twice`);
      all.set(event.key, { key: event.key, meta: event.meta, text: "", pieces: [], closed: false });
    } else if (event.type === "text" || event.type === "close") {
      const found = all.get(event.key);
      if (found === undefined || found.closed) throw new Error(`key ${event.key} is not open`);
      if (event.type === "close") found.closed = true;
      else {
        found.pieces.push({ start: found.text.length, origin: event.origin });
        found.text += event.text;
      }
    }
  }
  const left = [...all.values()].find((each) => !each.closed);
  if (left !== undefined) throw new Error(`key ${left.key} was never closed`);
  return [...all.values()];
}

/** Position of an offset of a collected utterance. */
export function locate(utterance: Collected, offset: number) {
  const piece = utterance.pieces.findLast((each) => each.start <= offset)!;
  return piece.origin.locate(offset - piece.start);
}

/** `role/channel: text` of every utterance, for comparing at a glance. */
export function told(utterances: readonly Collected[]): string[] {
  return utterances.map((each) => `${each.meta.role}/${each.meta.channel}: ${each.text}`);
}
