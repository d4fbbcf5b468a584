import { dirname } from "node:path";
import { findNodeAtLocation, getNodeValue, type Node, type ParseError, parseTree } from "jsonc-parser";
import { ConfigError } from "../errors.js";
import { type Frame, frameAt } from "./frame.js";

/** Keys and indices that lead to a value of a configuration. */
export type KeyPath = readonly (string | number)[];

/** A place in a configuration file, for people. */
export interface ConfigPlace {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
}

/** What jsonc-parser calls by number, in words. */
const SYNTAX: Readonly<Record<number, string>> = {
  1: "this is neither a value nor a key in double quotes",
  2: "this is no number",
  3: 'a key in double quotes is expected here ("expect")',
  4: "a value is expected here",
  5: "a colon is expected here",
  6: "a comma is expected here",
  7: "a closing brace is expected here",
  8: "a closing bracket is expected here",
  9: "the end of the file is expected here",
  11: "a comment does not end",
  12: "a text in quotes does not end on its line",
};

/** A configuration that was read: its values and where each of them stands. */
export class ConfigDocument {
  /** As errors name it: relative to the working folder, with `/`. */
  readonly name: string;
  /** What its paths are relative to. */
  readonly folder: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly #text: string;
  readonly #root: Node;
  readonly #prefix: KeyPath;

  private constructor(file: ConfigText, root: Node) {
    this.name = file.name;
    this.folder = dirname(file.path);
    this.#text = file.text;
    this.#root = root;
    this.#prefix = file.key === null ? [] : [file.key];
    const value: unknown = getNodeValue(findNodeAtLocation(root, [...this.#prefix])!);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw this.error([], 'A configuration is an object, such as {"expect": ["en"]}.');
    }
    this.value = value as Record<string, unknown>;
  }

  /**
   * Reads JSON with comments and trailing commas.
   *
   * @returns null where the file says nothing: it is a manifest without the key
   * @throws ConfigError with line and column for what is no JSON or no object
   */
  static parse(file: ConfigText): ConfigDocument | null {
    if (file.text.trim() === "") {
      throw new ConfigError(`${file.name} is empty: a configuration is at least {}.`, "invalid-config");
    }
    const errors: ParseError[] = [];
    const root = treeOf(file, errors)!;
    const [first] = errors;
    if (first !== undefined) {
      const frame = frameAt(file.text, first.offset, first.length);
      throw framed(file.name, frame, `Not readable: ${SYNTAX[first.error] ?? "this is no JSON"}.`);
    }
    if (file.key !== null && findNodeAtLocation(root, [file.key]) === undefined) return null;
    return new ConfigDocument(file, root);
  }

  /** Where a value stands; where its key stands if `ofKey`. */
  place(path: KeyPath, ofKey = false): ConfigPlace {
    const { line, column } = this.#frame(path, ofKey);
    return { uri: this.name, line, column };
  }

  /** An error about a value, with its place and the line it stands in. */
  error(path: KeyPath, message: string, ofKey = false): ConfigError {
    return framed(this.name, this.#frame(path, ofKey), message);
  }

  #frame(path: KeyPath, ofKey: boolean): Frame {
    const node = findNodeAtLocation(this.#root, [...this.#prefix, ...path]) ?? this.#root;
    const key = node.parent?.type === "property" ? node.parent.children?.[0] : undefined;
    const { offset, length } = ofKey && key !== undefined ? key : node;
    return frameAt(this.#text, offset, length);
  }
}

/** The text of a configuration file. */
export interface ConfigText {
  /** Absolute. */
  readonly path: string;
  readonly name: string;
  readonly text: string;
  /** The key that holds the configuration in a file of other things; null for a file of its own. */
  readonly key: string | null;
}

function treeOf({ name, text }: ConfigText, errors: ParseError[]): Node | undefined {
  try {
    return parseTree(text, errors, { allowTrailingComma: true });
  } catch (error) {
    // The parser calls itself for each level.
    if (error instanceof RangeError) throw new ConfigError(`${name} is nested too deeply to be read.`);
    throw error;
  }
}

function framed(name: string, { line, column, text }: Frame, message: string): ConfigError {
  return new ConfigError(`${name}:${line}:${column}: ${message}\n${text}`, "invalid-config");
}
