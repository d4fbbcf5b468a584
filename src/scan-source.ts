import type { RecordKeeper } from "./known-records.js";
import type { Diagnostic } from "./model/diagnostic.js";
import type { ObserveSource, SourceObserver } from "./model/observer.js";
import type { ScanEvent } from "./model/scan-event.js";
import type { Pipeline } from "./pipeline/pipeline.js";
import { NO_EXPOSURE } from "./provenance/exposure.js";
import type { ShapeMemory } from "./recalled-records.js";
import { databaseShapes, recogniseSource } from "./recognise-source.js";
import type { ScanMeter } from "./scan-meter.js";
import {
  type ChunkReuse,
  CONTAINERS,
  FileAgain,
  readHead,
  type Skimmer,
  type Source,
  SourceError,
  type SourceHead,
} from "./source/index.js";
import { diagnosticEvent, findingEvents, SourceMachine } from "./source-machine.js";
import type { SourceSettings } from "./source-settings.js";

export interface SourceScan extends SourceSettings {
  readonly signal: Pick<AbortSignal, "aborted"> | undefined;
  /** What the sources of the scan have in common. */
  readonly records: RecordKeeper;
  readonly skimmer: () => Skimmer | null;
  readonly shapes?: (format: string) => ShapeMemory;
  readonly meter?: ScanMeter | undefined;
  readonly observe?: ObserveSource | undefined;
  /** Whether a database or an archive is opened; else {@link ContainerDeclined} is thrown. @defaultValue true */
  readonly containers?: boolean;
}

/** A container where none is to be opened: copies of it would be left behind by a thread that is ended. */
export class ContainerDeclined extends Error {}

/** Bytes between two `progress` events. */
const PROGRESS_STEP = 1 << 20;
/** UTF-16 units of a source that is not worth a walker. */
const SHORT = 16_384;

/**
 * Scans one source. Whatever goes wrong in it becomes a diagnostic of it; other sources are not touched.
 *
 * @throws ContainerDeclined before the first event, where `containers` is false
 */
export async function* scanSource(source: Source, options: SourceScan): AsyncGenerator<ScanEvent> {
  const done = await options.records.turn(source.path);
  const state: SourceState = { format: null, bytes: 0, pipeline: null, observer: null, again: null };
  try {
    yield* readSource(source, options, state);
  } catch (error) {
    if (error instanceof ContainerDeclined) throw error;
    yield diagnosticEvent(failure(error, source.uri));
    if (state.pipeline !== null) yield* findingEvents(state.pipeline.end());
  } finally {
    state.observer?.end?.();
    state.again?.close();
    done();
  }
  const exposure = state.pipeline?.exposure() ?? NO_EXPOSURE;
  yield { type: "end", uri: source.uri, format: state.format, bytes: state.bytes, exposure };
}

interface SourceState {
  format: string | null;
  bytes: number;
  pipeline: Pipeline | null;
  observer: SourceObserver | null;
  /** Reads once more what a record that is too long for memory could do without. */
  again: FileAgain | null;
}

async function* readSource(
  source: Source,
  options: SourceScan,
  state: SourceState,
): AsyncGenerator<ScanEvent> {
  const { uri } = source;
  const reuse: ChunkReuse = { begun: false };
  const opened = await readText(source, reuse, options.containers ?? true);
  const { head, binaryKind, encoding, empty, rest } = opened;
  if (empty) return yield note("empty", uri, "The source is empty.");
  if (binaryKind !== null) return yield binary(uri, binaryKind);
  const { reader, framing } = await recogniseSource(head, options.forced);
  // Whoever reads a pipe wants to know while it is written: there a clause is judged as soon as it has ended.
  const eager = (source.live ?? source.path === null) || options.settings.eager;
  const observer = options.observe?.({ uri, path: source.path, format: reader.format }) ?? null;
  const given = options.settings.expect;
  const expect = given === "auto" ? (source.expect ?? given) : given;
  const settings = { ...options.settings, eager, expect, ...(observer === null ? {} : { observer }) };
  state.observer = observer;
  // What is this short is read in full before the walker would be ready.
  const isShort = head.whole && head.text.length <= SHORT;
  const again = source.path === null || source.size === null ? null : new FileAgain(source.path);
  state.again = again;
  const shared = {
    records: options.records.source(source.path),
    skimmer: isShort ? () => null : options.skimmer,
    ...(options.shapes !== undefined && { shapes: options.shapes }),
    meter: options.meter,
    readAgain: again === null ? undefined : (offset: number, length: number) => again.read(offset, length),
  };
  const machine = new SourceMachine(uri, reader, framing, settings, shared, encoding);
  state.format = reader.format;
  state.pipeline = machine.pipeline;
  let reported = 0;
  reuse.begun = true;
  for await (const chunk of options.meter?.chunks(rest) ?? rest) {
    if (options.signal?.aborted) return;
    again?.begins(chunk);
    state.bytes += chunk.length;
    yield* machine.push(chunk);
    if (state.bytes - reported < PROGRESS_STEP) continue;
    reported = state.bytes;
    yield { type: "progress", sourcesDone: 0, bytes: state.bytes, uri };
  }
  yield* machine.end();
}

/** The text of a source; of a container, its records as lines. */
async function readText(source: Source, reuse: ChunkReuse, containers: boolean): Promise<SourceHead> {
  const read = await readHead(source.open(reuse), source.name);
  const open = read.binaryKind === null ? undefined : CONTAINERS[read.binaryKind];
  if (open === undefined || source.path === null) return read;
  if (!containers) throw new ContainerDeclined();
  const records = await open({ path: source.path, uri: source.uri, databases: await databaseShapes() });
  return records === null ? read : readHead(records, source.name);
}

function note(code: Diagnostic["code"], uri: string, message: string): ScanEvent {
  return diagnosticEvent({ code, severity: "info", message, partial: false, location: { uri } });
}

/** A packed log is text that was not examined; an image or a program is none. */
function binary(uri: string, kind: string): ScanEvent {
  if (!/compressed|archive/.test(kind)) return note("binary", uri, `Not text (${kind}): skipped.`);
  const message = `${kind[0]!.toUpperCase()}${kind.slice(1)} was not examined: unpack it first (gzip is read as it is).`;
  return diagnosticEvent({ code: "binary", severity: "warning", message, partial: true, location: { uri } });
}

function failure(error: unknown, uri: string): Diagnostic {
  if (error instanceof SourceError) {
    return { code: error.code, severity: "error", message: error.message, partial: true, location: { uri } };
  }
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = `Internal error, please report it: the rest of the source was not examined. ${reason}`;
  return { code: "internal", severity: "error", message, partial: true, location: { uri } };
}
