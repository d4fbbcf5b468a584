import type { Origin } from "../../model/location.js";
import { GrowingString, type JsonStringEvent } from "./growing-string.js";
import { JsonGrammar } from "./json-grammar.js";
import { PieceBuilder } from "./piece-builder.js";

export type { JsonStringEvent } from "./growing-string.js";

/** A push machine from the pieces of one JSON text to its strings, decoded. */
export interface JsonStringStream {
  /** @param origin Leads from UTF-16 offsets of `text` to the source. */
  push(text: string, origin: Origin): readonly JsonStringEvent[];
  end(): readonly JsonStringEvent[];
}

/**
 * Reads tool arguments while they are written: partial JSON, cut anywhere, also inside an escape or a surrogate pair.
 * String values come as they grow. A key comes only when it holds a character from U+2E80 on (the first CJK block),
 * since keys are names given by a schema. Blank strings, numbers and literals are not told.
 *
 * Lenient on purpose: raw control characters and unknown escapes inside strings, trailing commas, several values after
 * each other. What cannot be JSON becomes one `plain` string: the whole text if no string was found before, otherwise
 * the rest of it. Origins carry the pointer of the pushed text, `#`, and the pointer inside the JSON. Never throws.
 */
export function createJsonStringStream(): JsonStringStream {
  return new Machine();
}

/** Longest text kept for the case that it turns out not to be JSON, in UTF-16 units. */
const MAX_HEAD = 64 * 1024;
/** Longest word that can still be a number or literal. */
const MAX_WORD = 64;

type State = "structure" | "word" | "string" | "escape" | "plain";

const WORD = /^(?:true|false|null|NaN|[+-]?Infinity|[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)$/;
const NUMBER_SO_FAR = /^[\d.eE+-]*$/;
const LITERALS = ["true", "false", "null"];
const WORD_UNIT = /[A-Za-z0-9+\-.]/;
const HEX = /[0-9a-fA-F]/;
const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

class Machine implements JsonStringStream {
  #state: State = "structure";
  readonly #grammar = new JsonGrammar();
  readonly #string = new GrowingString();
  /** Everything so far, while no string was told; null once one was, or when it grew too long. */
  #head: PieceBuilder | null = new PieceBuilder();
  /** Raw text of the word or escape in progress. */
  #token = new PieceBuilder();
  #isKey = false;

  push(text: string, origin: Origin): readonly JsonStringEvent[] {
    this.#head?.add(text, origin, 0);
    let i = 0;
    while (i < text.length) i = this.#step(text, origin, i);
    if (this.#state === "string" || this.#state === "escape" || this.#state === "plain") this.#flush(false);
    if (this.#head !== null && this.#head.length > MAX_HEAD) this.#head = null;
    return this.#string.takeEvents();
  }

  end(): readonly JsonStringEvent[] {
    if (this.#state === "word" && !this.#wordHolds(true)) this.#fallBack("", null, 0);
    if (this.#state === "escape") this.#copyToken();
    this.#flush(true);
    this.#string.close();
    return this.#string.takeEvents();
  }

  #step(text: string, origin: Origin, i: number): number {
    switch (this.#state) {
      case "plain":
        this.#string.add(text.slice(i), origin, i);
        return text.length;
      case "string":
        return this.#inString(text, origin, i);
      case "escape":
        return this.#inEscape(text, origin, i);
      case "word":
        return this.#inWord(text, origin, i);
      case "structure":
        return this.#inStructure(text, origin, i);
    }
  }

  #inStructure(text: string, origin: Origin, i: number): number {
    const unit = text[i]!;
    if (unit === '"') {
      const role = this.#grammar.string();
      if (role === null) return this.#fallBack(text, origin, i);
      this.#isKey = role === "key";
      this.#string.begin(role);
      this.#state = "string";
      return i + 1;
    }
    if (WORD_UNIT.test(unit) && this.#grammar.word()) {
      this.#state = "word";
      return i;
    }
    if (isSpace(unit) || this.#grammar.mark(unit)) return i + 1;
    return this.#fallBack(text, origin, i);
  }

  #inWord(text: string, origin: Origin, i: number): number {
    let end = i;
    while (end < text.length && WORD_UNIT.test(text[end]!)) end++;
    this.#token.add(text.slice(i, end), origin, i);
    if (this.#token.length > MAX_WORD) return this.#fallBack(text, origin, end);
    if (end === text.length) return end;
    if (!this.#wordHolds(false)) return this.#fallBack(text, origin, end);
    this.#token.take();
    this.#state = "structure";
    return end;
  }

  /** Inside JSON a word cut at the end of the text holds if more of it could; alone it is a word of its own. */
  #wordHolds(cut: boolean): boolean {
    const word = this.#token.text;
    if (WORD.test(word)) return true;
    if (!cut || !this.#grammar.isInside()) return false;
    return NUMBER_SO_FAR.test(word) || LITERALS.some((literal) => literal.startsWith(word));
  }

  #inString(text: string, origin: Origin, i: number): number {
    let end = i;
    while (end < text.length && text[end] !== '"' && text[end] !== "\\") end++;
    this.#string.add(text.slice(i, end), origin, i);
    if (end === text.length) return end;
    if (text[end] === "\\") {
      this.#state = "escape";
      return end;
    }
    if (this.#isKey) this.#grammar.key(this.#string.untold);
    this.#flush(true);
    this.#string.close();
    this.#state = "structure";
    return end + 1;
  }

  #inEscape(text: string, origin: Origin, i: number): number {
    const unit = text[i]!;
    const length = this.#token.length;
    if (length >= 2 && !HEX.test(unit)) {
      this.#copyToken();
      return i;
    }
    this.#token.add(unit, origin, i);
    if (length === 1 && unit !== "u") {
      const decoded = SIMPLE_ESCAPES.get(unit);
      if (decoded === undefined) this.#copyToken();
      else this.#decodeToken(decoded);
    } else if (length === 5) {
      this.#decodeToken(String.fromCharCode(Number.parseInt(this.#token.text.slice(2), 16)));
    }
    return i + 1;
  }

  /** The escape in progress stands for `decoded`. */
  #decodeToken(decoded: string): void {
    const raw = this.#token.take();
    if (raw !== null) this.#string.add(decoded, raw.origin, 0, raw.text.length);
    this.#state = "string";
  }

  /** The escape in progress is none: its characters stand for themselves. */
  #copyToken(): void {
    const raw = this.#token.take();
    if (raw !== null) this.#string.add(raw.text, raw.origin, 0);
    this.#state = "string";
  }

  /** Not JSON: tells the whole text if nothing was told yet (`#head` holds this push too), else the rest of it. */
  #fallBack(text: string, origin: Origin | null, i: number): number {
    const word = this.#token.take();
    const head = this.#head?.take() ?? null;
    this.#string.begin("plain");
    if (head !== null) this.#string.add(head.text, head.origin, 0);
    else {
      if (word !== null) this.#string.add(word.text, word.origin, 0);
      if (origin !== null) this.#string.add(text.slice(i), origin, i);
    }
    this.#state = "plain";
    return text.length;
  }

  #flush(final: boolean): void {
    this.#string.flush(final, () => this.#grammar.pointer());
    if (this.#string.toldAny) this.#head = null;
  }
}

function isSpace(unit: string): boolean {
  return unit === " " || unit === "\n" || unit === "\t" || unit === "\r";
}
