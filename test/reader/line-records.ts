import { readFileSync } from "node:fs";
import type { RawRecord } from "../../src/model/location.js";
import type { Head, Reader } from "../../src/model/reader.js";
import type { ReaderEvent } from "../../src/model/reader-event.js";
import type { UtteranceMeta } from "../../src/model/utterance.js";

/** The bytes of a reader's fixture. */
export function fixture(format: string, name: string): Buffer {
  return readFileSync(new URL(`../fixtures/reader/${format}/${name}`, import.meta.url));
}

/** Lines of a file as records, cut by hand so that a mistake in the project's own splitter cannot hide. */
export function lineRecords(bytes: Buffer): RawRecord[] {
  const records: RawRecord[] = [];
  let start = 0;
  while (start < bytes.length) {
    const feed = bytes.indexOf(10, start);
    const end = feed < 0 ? bytes.length : feed;
    const text = bytes.subarray(start, end).toString("utf8").replace(/\r$/, "");
    const line = records.length + 1;
    const from = start;
    records.push({
      text,
      line,
      terminated: feed >= 0,
      position: (offset) => ({
        line,
        column: offset + 1,
        byteOffset: from + Buffer.byteLength(text.slice(0, offset)),
      }),
    });
    start = end + 1;
  }
  return records;
}

/** A head as the source makes it. */
export function headOf(bytes: Buffer, name = "log.jsonl"): Head {
  const text = bytes.subarray(0, 65_536).toString("utf8");
  const whole = bytes.length <= 65_536;
  const complete = text.split("\n").slice(0, whole ? undefined : -1);
  const lines = complete.flatMap((line) => parsed(line)).slice(0, 20);
  return { text, whole, name, lines, document: whole ? parsed(text)[0] : undefined };
}

function parsed(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

/** An utterance put together again. */
export interface Said extends UtteranceMeta {
  readonly text: string;
}

export interface Read {
  readonly events: readonly ReaderEvent[];
  readonly said: readonly Said[];
}

/** Runs a reader over a file; fails on events out of order. */
export function readAll(reader: Reader, bytes: Buffer): Read {
  const session = reader.create("log.jsonl", "lines");
  const events = lineRecords(bytes).flatMap((record) => [...session.record(record)]);
  events.push(...session.end());
  return { events, said: assemble(events) };
}

function assemble(events: readonly ReaderEvent[]): Said[] {
  const said: Said[] = [];
  const open = new Map<string, { meta: UtteranceMeta; text: string }>();
  const used = new Set<string>();
  for (const event of events) {
    if (event.type === "open") {
      if (used.has(event.key)) throw new Error(`key used twice: ${event.key}`);
      used.add(event.key);
      open.set(event.key, { meta: event.meta, text: "" });
    } else if (event.type === "text") {
      const entry = open.get(event.key);
      if (entry === undefined) throw new Error(`text outside an utterance: ${event.key}`);
      entry.text += event.text;
    } else if (event.type === "close") {
      const entry = open.get(event.key);
      if (!open.delete(event.key) || entry === undefined) throw new Error(`not open: ${event.key}`);
      said.push({ ...entry.meta, text: entry.text });
    }
  }
  if (open.size > 0) throw new Error(`never closed: ${[...open.keys()].join()}`);
  return said;
}

/** The texts on a role and channel, in order. */
export function texts(said: readonly Said[], role: string, channel: string): string[] {
  return said.filter((each) => each.role === role && each.channel === channel).map((each) => each.text);
}

/** Asserts by plain byte work that each piece of text stands where its origin says. */
export function falseOrigins(events: readonly ReaderEvent[], bytes: Buffer): string[] {
  return events.flatMap((event) => {
    if (event.type !== "text") return [];
    const at = event.origin.locate(0).byteOffset;
    const end = event.origin.locate(event.text.length).byteOffset;
    const raw = bytes.subarray(at, end).toString("utf8");
    return decodings(raw).includes(event.text) ? [] : [`${event.text.slice(0, 40)} <> ${raw.slice(0, 80)}`];
  });
}

/** A raw stretch as it stands, and decoded as the inside of a JSON string up to three layers deep. */
function decodings(raw: string): string[] {
  const found = [raw];
  for (let layer = 0; layer < 3; layer++) {
    const inner = parsed(`"${found[found.length - 1]}"`)[0];
    if (typeof inner !== "string") break;
    found.push(inner);
  }
  return found;
}
