import type { JsonPath } from "./json-pointer.js";

/** A string found in a JSON value. */
export interface StringLeaf {
  readonly path: (string | number)[];
  readonly text: string;
  /** True when `text` is the object key that `path` ends in. */
  readonly key?: boolean;
}

export interface StringLeavesOptions {
  /** Leave out keys altogether. Default false. */
  readonly valuesOnly?: boolean;
}

/** Deeper values are not entered: no log nests its text so deep, and hostile input may. */
const MAX_DEPTH = 64;
/** UTF-16 units from which on a string without spaces that looks like base64 is taken for binary data. */
const BASE64_MIN = 4096;
/** The middle of long base64 may be left out of a record that was skimmed (src/source/skim): a marker stands for it. */
const BASE64 = /^[A-Za-z0-9+/=_\r\n-]*(?:\ufdd0\d{1,16}\ufdd1[A-Za-z0-9+/=_-]*)*$/;
/** From the radicals on: ideographs, kana, Hangul and their kin. ASCII keys are schema, not text. */
const EAST_ASIAN = /[\u2e80-\uffff]/;

interface Frame {
  readonly value: object;
  readonly keys: readonly string[] | null;
  readonly length: number;
  next: number;
}

/**
 * Walks the strings of a JSON value in document order, to a depth of 64. Keys count only when they hold a character
 * from U+2E80 on. Binary data (base64 over 4 KiB, `data:` URLs) is left out.
 */
export function* stringLeaves(value: unknown, options: StringLeavesOptions = {}): Generator<StringLeaf> {
  if (typeof value === "string") {
    if (!isBinary(value)) yield { path: [], text: value };
    return;
  }
  const path: (string | number)[] = [];
  const stack: Frame[] = [];
  const root = frameOf(value);
  if (root !== null) stack.push(root);
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    path.length = stack.length - 1;
    if (frame.next >= frame.length) {
      stack.pop();
      continue;
    }
    const index = frame.next;
    frame.next += 1;
    const key = frame.keys === null ? index : frame.keys[index]!;
    path.push(key);
    if (typeof key === "string" && options.valuesOnly !== true && EAST_ASIAN.test(key)) {
      yield { path: [...path], text: key, key: true };
    }
    const child = (frame.value as Readonly<Record<string | number, unknown>>)[key];
    if (typeof child === "string") {
      if (!isBinary(child)) yield { path: [...path], text: child };
    } else if (stack.length < MAX_DEPTH) {
      const inner = frameOf(child);
      if (inner !== null) stack.push(inner);
    }
  }
}

function frameOf(value: unknown): Frame | null {
  if (typeof value !== "object" || value === null) return null;
  if (Array.isArray(value)) return { value, keys: null, length: value.length, next: 0 };
  const keys = Object.keys(value);
  return { value, keys, length: keys.length, next: 0 };
}

/** True for embedded files: a `data:` URL, or a long run of base64. */
export function isBinary(text: string): boolean {
  if (text.startsWith("data:") && text.slice(0, 128).includes(";base64,")) return true;
  return text.length > BASE64_MIN && BASE64.test(text);
}

/** Joins two paths. */
export function joinPath(base: JsonPath, path: JsonPath): JsonPath {
  return base.length === 0 ? path : [...base, ...path];
}
