import type { Origin, Position } from "../../model/location.js";
import { findNode, indexJson, type JsonNode } from "./json-index.js";
import { type JsonPath, jsonPointer } from "./json-pointer.js";

/** Finds the places of strings in one JSON text. Works nothing out before an origin is asked to locate. */
export interface JsonLocator {
  originOf(path: JsonPath): Origin;
  originOfKey(path: JsonPath): Origin;
}

/**
 * @param text JSON that `JSON.parse` accepts.
 * @param pointerBase What goes before every pointer: `""`, or the outer pointer and `#` for JSON inside a string.
 * @param locate Position of an offset of `text`.
 */
export function createLocator(
  text: string,
  pointerBase: string,
  locate: (offset: number) => Position,
): JsonLocator {
  let root: JsonNode | null | undefined;
  const find = (path: JsonPath): JsonNode | null => {
    if (root === undefined) root = indexJson(text);
    return findNode(root, path);
  };
  const build = (path: JsonPath, quoteOf: (node: JsonNode) => number): Origin => {
    let walk: StringWalk | null | undefined;
    return {
      pointer: pointerBase + jsonPointer(path),
      locate(offset) {
        if (walk === undefined) {
          const node = find(path);
          const quote = node === null ? -1 : quoteOf(node);
          walk = quote < 0 ? null : walkString(text, quote);
        }
        return locate(walk === null ? 0 : walk(offset));
      },
    };
  };
  return {
    originOf: (path) => build(path, (node) => node.start),
    originOfKey: (path) => build(path, (node) => node.keyStart),
  };
}

/** Raw offset of a decoded offset of one string token. */
type StringWalk = (offset: number) => number;

/**
 * Walks the escapes of the string token whose opening quote stands at `quote`. Keeps its place, so that offsets asked
 * for in rising order cost one pass.
 */
export function walkString(text: string, quote: number): StringWalk {
  let raw = quote + 1;
  let decoded = 0;
  return (offset) => {
    if (offset < decoded) {
      raw = quote + 1;
      decoded = 0;
    }
    while (decoded < offset) {
      const code = text.charCodeAt(raw);
      // At the closing quote (or past the text) there is nothing left to decode: stay at the end.
      if (code === 0x22 || raw >= text.length) break;
      if (code === 0x5c) raw += text.charCodeAt(raw + 1) === 0x75 ? 6 : 2;
      else raw += 1;
      decoded += 1;
    }
    return raw;
  };
}
