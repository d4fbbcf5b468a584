import { describe, expect, it } from "vitest";
import { recogniseReader } from "../../src/formats.js";
import { KnownRecords } from "../../src/known-records.js";
import type { ScanEvent } from "../../src/model/scan-event.js";
import { pipelineSettings } from "../../src/scan-options.js";
import { describeHead } from "../../src/source/index.js";
import { SourceMachine } from "../../src/source-machine.js";
import { STREAMS } from "./stream-shapes.js";

type Recognised = ReturnType<typeof recogniseReader>;

/** A machine for a live pipe of the format it was recognised as. */
function machineFor({ reader, framing }: Recognised): SourceMachine {
  const records = new KnownRecords().source(null);
  return new SourceMachine("-", reader, framing, pipelineSettings({}, true), {
    records,
    skimmer: () => null,
  });
}

const told = (events: Iterable<ScanEvent>): string[] =>
  Array.from(events).flatMap((event) => {
    if (event.type === "diagnostic") return [`${event.code} ${event.message}`];
    if (event.type !== "finding") return [];
    const { run, channel, location } = event;
    return [`${channel} ${run.text} ${location.byteOffset} ${location.pointer} ${location.start}`];
  });

function readIn(pieces: readonly Buffer[], recognised: Recognised): string[] {
  const machine = machineFor(recognised);
  const found = pieces.flatMap((piece) => told(machine.push(piece)));
  return [...found, ...told(machine.end())];
}

/** Bytes in pieces of `size`, the first of them of `first`. */
function inPieces(bytes: Buffer, size: number, first: number): Buffer[] {
  const pieces = [bytes.subarray(0, first)];
  for (let at = first; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return pieces;
}

/** Single bytes, parts of a record, and pieces in which one record may end and the next begin. */
const SIZES = [1, 23, 211];

describe.each(STREAMS)("a stream of %s", (format, text, channels) => {
  const bytes = Buffer.from(text);
  const recognised = recogniseReader(describeHead(bytes, false, ""), null);
  const whole = readIn([bytes], recognised);

  it("is recognised and tells each drift once, with its channel", () => {
    expect(recognised.reader.format).toBe(format);
    expect(whole.map((each) => each.split(" ")[0])).toEqual(channels);
  });

  it.each(SIZES)("tells the same wherever it is cut into pieces of %i bytes", (size) => {
    // Every byte is the end of a piece in one of the runs.
    for (let first = 1; first <= size; first++) {
      const cut = readIn(inPieces(bytes, size, first), recognised);
      if (cut.join("\n") !== whole.join("\n")) expect({ first, cut }).toEqual({ first, cut: whole });
    }
  });

  it("tells every drift before it ends", () => {
    const machine = machineFor(recognised);
    const lastLine = bytes.lastIndexOf("\n", bytes.length - 3) + 1;
    expect(told(machine.push(bytes.subarray(0, lastLine)))).toEqual(whole);
  });
});
