import { randomFrom } from "./random.mjs";
import { BEFORE, FIRST, OWN, recordOf, SHAPES } from "./records.mjs";
import { streamOf } from "./streams.mjs";
import { prose, toolText } from "./text.mjs";

/** Lines are written in a seeded order from a pool, which makes hundreds of megabytes a second. */
const POOL = 400;
const HAN_POOL = 100;
/** Streamed responses are hundreds of lines each. */
const STREAM_POOL = 40;
const CHUNK = 1 << 22;
const DIGITS = 12;
/** Identities of one seed: files of one folder must not look like copies of each other. */
const IDENTITIES = 2 ** 28;

function encode(record, escaped) {
  const json = JSON.stringify(record);
  const text = escaped
    ? json.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    : json;
  return Buffer.from(`${text}\n`);
}

function placesOf(bytes, mark) {
  const places = [];
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) places.push(at);
  return places;
}

/** A line, and where its numbers stand: readers drop records whose identity they have seen. */
const pooled = (bytes) => ({ bytes, own: placesOf(bytes, OWN), before: placesOf(bytes, BEFORE) });

function makeLine(random, kind, han) {
  if (kind.stream) return pooled(Buffer.from(streamOf(random, kind.shape, kind.language, han)));
  if (kind.shape !== "plain")
    return pooled(encode(recordOf(random, kind.shape, kind.language, han), kind.escaped));
  const text = prose(random, kind.language, 40 + random() * 160, han);
  return pooled(Buffer.from(`2026-08-01T12:30:00.000Z INFO worker: ${text}\n`));
}

const hex = (number) => number.toString(16).padStart(DIGITS, "0");

function copyLine(line, target, at, number) {
  line.bytes.copy(target, at);
  for (const place of line.own) target.write(hex(number), at + place, "latin1");
  for (const place of line.before) target.write(hex(number - 1), at + place, "latin1");
}

/** One record as long as asked: what a tool returned. */
function* longLine(kind, bytes, random) {
  const body = Buffer.from(JSON.stringify(toolText(random, kind.language, 1 << 20, false)).slice(1, -1));
  const [head, tail] = JSON.stringify(SHAPES[kind.shape].result("|")).split("|");
  yield Buffer.from(head.replaceAll(OWN, hex(1)).replaceAll(BEFORE, hex(0)));
  for (let sent = 0; sent < bytes; sent += body.length) yield body;
  yield Buffer.from(`${tail.replaceAll(OWN, hex(1)).replaceAll(BEFORE, hex(0))}\n`);
}

/**
 * An input of a kind, of `bytes` bytes or up to one line more, in chunks. The same seed gives the same bytes. The share
 * of lines with Han is kept at every length, not only on average.
 */
export function* chunksOf(kind, bytes, seed = 1) {
  const random = randomFrom(seed);
  if (kind.longLine) return yield* longLine(kind, bytes, random);
  const plain = Array.from({ length: kind.stream ? STREAM_POOL : POOL }, () => makeLine(random, kind, false));
  const han =
    kind.han === 0
      ? []
      : Array.from({ length: kind.stream ? STREAM_POOL : HAN_POOL }, () => makeLine(random, kind, true));
  const first = FIRST[kind.shape] ?? null;
  let chunk = Buffer.allocUnsafe(CHUNK);
  let used = first === null ? 0 : encode(first).copy(chunk);
  let due = random();
  for (let sent = used, number = (seed - 1) * IDENTITIES + 1; sent < bytes; number++) {
    due += kind.han;
    const pool = due >= 1 ? han : plain;
    if (due >= 1) due--;
    const line = pool[Math.floor(random() * pool.length)];
    if (used + line.bytes.length > CHUNK) {
      yield chunk.subarray(0, used);
      chunk = Buffer.allocUnsafe(CHUNK);
      used = 0;
    }
    copyLine(line, chunk, used, number);
    used += line.bytes.length;
    sent += line.bytes.length;
  }
  yield chunk.subarray(0, used);
}
