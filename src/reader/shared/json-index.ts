import { createScanner, type SyntaxKind } from "jsonc-parser";
import type { JsonPath } from "./json-pointer.js";

/** Where the raw tokens of a JSON text stand. Holds containers and strings only: nothing else has text. */
export interface JsonNode {
  /** Offset of the first character of the value (for a string: its opening quote). */
  readonly start: number;
  /** Offset of the opening quote of the key that names it; -1 in arrays and at the root. */
  readonly keyStart: number;
  readonly children: Map<string | number, JsonNode> | null;
}

// Values of jsonc-parser's `SyntaxKind`, which is a const enum and so has no run-time form.
const OPEN_BRACE = 1;
const CLOSE_BRACE = 2;
const OPEN_BRACKET = 3;
const CLOSE_BRACKET = 4;
const COMMA = 5;
const STRING = 10;
const EOF = 17;

interface Frame {
  readonly children: Map<string | number, JsonNode>;
  readonly isArray: boolean;
  index: number;
  key: string | null;
  keyStart: number;
}

/**
 * Indexes a text that `JSON.parse` accepts. Iterative, so that depth is bounded by memory alone. Of duplicate keys the
 * last wins, as in `JSON.parse`.
 */
export function indexJson(text: string): JsonNode | null {
  const scanner = createScanner(text, true);
  const stack: Frame[] = [];
  let root: JsonNode | null = null;
  const place = (node: JsonNode): void => {
    const frame = stack.at(-1);
    if (frame === undefined) root ??= node;
    else frame.children.set(frame.isArray ? frame.index : (frame.key ?? ""), node);
  };
  for (let kind: SyntaxKind | number = scanner.scan(); kind !== EOF; kind = scanner.scan()) {
    const frame = stack.at(-1);
    const start = scanner.getTokenOffset();
    const named = frame !== undefined && !frame.isArray;
    const keyStart = named ? frame.keyStart : -1;
    if (kind === OPEN_BRACE || kind === OPEN_BRACKET) {
      const children = new Map<string | number, JsonNode>();
      place({ start, keyStart, children });
      stack.push({ children, isArray: kind === OPEN_BRACKET, index: 0, key: null, keyStart: -1 });
    } else if (kind === CLOSE_BRACE || kind === CLOSE_BRACKET) {
      stack.pop();
    } else if (kind === COMMA) {
      if (frame !== undefined) {
        frame.index += 1;
        frame.key = null;
      }
    } else if (named && frame.key === null) {
      frame.key = scanner.getTokenValue();
      frame.keyStart = start;
      // A number or literal under this key is not indexed; it must still hide an earlier duplicate.
      frame.children.delete(frame.key);
      if (kind === STRING) frame.children.set(frame.key, { start: -1, keyStart: start, children: null });
    } else if (kind === STRING) {
      place({ start, keyStart, children: null });
    }
  }
  return root;
}

/** The node at a path, or null. A node whose `start` is -1 is a value without text. */
export function findNode(root: JsonNode | null, path: JsonPath): JsonNode | null {
  let node = root;
  for (const step of path) {
    node = node?.children?.get(step) ?? null;
    if (node === null) return null;
  }
  return node;
}
