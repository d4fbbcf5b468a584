import { describe, expect, it } from "vitest";
import { recogniseReader } from "../../src/formats.js";
import { KnownRecords } from "../../src/known-records.js";
import type { ScanEvent } from "../../src/model/scan-event.js";
import { pipelineSettings } from "../../src/scan-options.js";
import { describeHead } from "../../src/source/index.js";
import { SourceMachine } from "../../src/source-machine.js";
import { STREAMS } from "./stream-shapes.js";

/** A machine for a live pipe, and the format it was recognised as. */
function machineFor(bytes: Buffer): { readonly machine: SourceMachine; readonly format: string } {
  const { reader, framing } = recogniseReader(describeHead(bytes, false, ""), null);
  const records = new KnownRecords().source(null);
  const machine = new SourceMachine("-", reader, framing, pipelineSettings({}, true), {
    records,
    skimmer: () => null,
  });
  return { machine, format: reader.format };
}

const told = (events: Iterable<ScanEvent>): string[] =>
  Array.from(events).flatMap((event) => {
    if (event.type === "diagnostic") return [`${event.code} ${event.message}`];
    if (event.type !== "finding") return [];
    const { run, channel, location } = event;
    return [`${channel} ${run.text} ${location.byteOffset} ${location.pointer} ${location.start}`];
  });

function readIn(pieces: readonly Buffer[], whole: Buffer): string[] {
  const { machine } = machineFor(whole);
  const found = pieces.flatMap((piece) => told(machine.push(piece)));
  return [...found, ...told(machine.end())];
}

describe.each(STREAMS)("a stream of %s", (format, text, channels) => {
  const bytes = Buffer.from(text);
  const whole = readIn([bytes], bytes);

  it("is recognised and tells each drift once, with its channel", () => {
    expect(machineFor(bytes).format).toBe(format);
    expect(whole.map((each) => each.split(" ")[0])).toEqual(channels);
  });

  it("tells the same wherever it is cut", () => {
    for (let at = 1; at < bytes.length; at++) {
      const cut = readIn([bytes.subarray(0, at), bytes.subarray(at)], bytes);
      if (cut.join("\n") !== whole.join("\n")) expect({ at, cut }).toEqual({ at, cut: whole });
    }
  });

  it("tells every drift before it ends", () => {
    const { machine } = machineFor(bytes);
    const lastLine = bytes.lastIndexOf("\n", bytes.length - 3) + 1;
    expect(told(machine.push(bytes.subarray(0, lastLine)))).toEqual(whole);
  });
});
