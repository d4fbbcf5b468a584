import type { Diagnostic } from "../../model/diagnostic.js";
import type { Origin, RawRecord } from "../../model/location.js";
import { valueAt } from "./guards.js";
import { createLocator } from "./json-locator.js";
import type { JsonPath } from "./json-pointer.js";
import { repairJson } from "./json-repair.js";

/** A parsed JSON text whose strings know where they came from. */
export interface JsonRecord {
  readonly value: unknown;
  /** Origin of the string at `path`. Lazy: nothing is computed before `locate`. */
  origin(path: JsonPath): Origin;
  /** Origin of the object key that `path` ends in. */
  originOfKey(path: JsonPath): Origin;
  /** The string at `path` read as JSON in its turn, or null when there is no string or it is no JSON. */
  nested(path: JsonPath): JsonRecord | null;
  /** Origin of a string inside JSON strings: the path to the outer string, then the path inside it, and so on. */
  originInNested(path: JsonPath, ...nestedPaths: readonly JsonPath[]): Origin;
}

/** What became of a record that should be JSON. */
export interface ParsedRecord {
  /** Null for a blank record and for one that could not be read. */
  readonly json: JsonRecord | null;
  /** What was done to read it: nothing, faults mended (`repaired-json`), a missing end put in (`truncated-record`). */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a record as JSON, mended where its meaning is plain (see `repairJson`). */
export function parseJsonRecord(record: RawRecord, uri: string, pointerBase = ""): ParsedRecord {
  const text = record.text;
  const value = tryParse(text);
  if (value !== undefined) {
    return { json: build(value, text, pointerBase, (offset) => record.position(offset)), diagnostics: [] };
  }
  const repaired = repairJson(text);
  const mended = repaired === null ? undefined : tryParse(repaired.text);
  if (repaired === null || mended === undefined) return { json: null, diagnostics: [] };
  const locate = (offset: number) => record.position(repaired.map.toRaw(offset));
  return {
    json: build(mended, repaired.text, pointerBase, locate),
    diagnostics: [repaired.cut ? truncatedDiagnostic(record, uri) : repairedDiagnostic(record, uri)],
  };
}

/**
 * Reads a text that has an origin (a JSON string inside JSON, or the joined deltas of a tool call) as JSON. Null when
 * it does not parse; nothing is repaired, since the text then still counts as plain text.
 */
export function parseJsonText(text: string, origin: Origin): JsonRecord | null {
  const value = tryParse(text);
  if (value === undefined) return null;
  const base = origin.pointer === null ? "" : `${origin.pointer}#`;
  return build(value, text, base, (offset) => origin.locate(offset));
}

/** The value, or undefined (which no JSON text stands for) when the text does not parse. */
function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function build(
  value: unknown,
  text: string,
  pointerBase: string,
  locate: (offset: number) => ReturnType<Origin["locate"]>,
): JsonRecord {
  const locator = createLocator(text, pointerBase, locate);
  const nested = (path: JsonPath): JsonRecord | null => {
    const inner = valueAt(value, path);
    return typeof inner === "string" ? parseJsonText(inner, locator.originOf(path)) : null;
  };
  return {
    value,
    origin: (path) => locator.originOf(path),
    originOfKey: (path) => locator.originOfKey(path),
    nested,
    originInNested(path, ...nestedPaths) {
      const [next, ...rest] = nestedPaths;
      if (next === undefined) return locator.originOf(path);
      // Where the outer string is no JSON after all, the outer string itself is the truest place there is.
      return nested(path)?.originInNested(next, ...rest) ?? locator.originOf(path);
    },
  };
}

function repairedDiagnostic(record: RawRecord, uri: string): Diagnostic {
  return {
    code: "repaired-json",
    severity: "info",
    message: "The record was not valid JSON; it was mended, since there is no doubt of what was meant.",
    partial: false,
    location: recordSpan(record, uri),
  };
}

function truncatedDiagnostic(record: RawRecord, uri: string): Diagnostic {
  return {
    code: "truncated-record",
    severity: "warning",
    message: "The record ends before its JSON is complete; what there is of it was read.",
    // Its writer had more to say, and nobody has examined that.
    partial: true,
    location: recordSpan(record, uri),
  };
}

/** Where a record stands, from its first byte to its last. */
export function recordSpan(record: RawRecord, uri: string): NonNullable<Diagnostic["location"]> {
  const { line, column, byteOffset } = record.position(0);
  const end = record.position(record.text.length);
  return { uri, line, column, byteOffset, byteLength: end.byteOffset - byteOffset };
}
