import type { SkimMarks } from "../../model/skim.js";
import { SKIM_MODULE } from "./skim.generated.js";

type Address = { readonly value: number };

/** What the module of wasm/skim.ts exports. Addresses and lengths are bytes. */
export interface SkimExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  skim(from: number, length: number): number;
  written(): number;
  surplus(): number;
  boundary(at: number, start: number): number;
  enterMember(at: number, length: number, kind: number, number: number): void;
  survey(from: number, end: number): number;
  surveyed(): number;
  readonly MEMBERS: Address;
  readonly MEMBERS_SIZE: Address;
  readonly RECORDS: Address;
  startsPlain(from: number, to: number): number;
  findStrings(from: number, length: number): void;
  lastOpened(): number;
  lastClosed(): number;
  closing(from: number, length: number): number;
  readonly INPUT: Address;
  readonly INPUT_SIZE: Address;
  readonly OUTPUT: Address;
  readonly TABLE: Address;
  readonly ENTRY: Address;
  readonly PAIRS: Address;
  readonly NAMES: Address;
  readonly LINES: Address;
  readonly STARTS: Address;
  readonly LINE_FIRST: Address;
}

/** The part of the WebAssembly interface that is used: the libraries of the DOM are not loaded. */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

/** A fresh instance that knows the marks, or null where WebAssembly or its SIMD instructions are missing. */
export function instantiate(marks: SkimMarks): SkimExports | null {
  const api = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
  const bytes = Buffer.from(SKIM_MODULE, "base64");
  if (api === undefined || !api.validate(bytes)) return null;
  // The module can abort by no call that is made here.
  const imports = { env: { abort: () => undefined } };
  const exports = new api.Instance(new api.Module(bytes), imports).exports as SkimExports;
  enterMarks(exports, marks);
  return exports;
}

function enterMarks(exports: SkimExports, marks: SkimMarks): void {
  const memory = new Uint8Array(exports.memory.buffer);
  enterList(memory, exports.NAMES.value, exports.LINES.value, marks.elements);
  enterList(memory, exports.LINES.value, exports.STARTS.value, marks.lines);
  enterList(memory, exports.STARTS.value, exports.LINE_FIRST.value, marks.starts);
  for (const name of marks.elements) {
    // The walker folds every byte of a pair, letter or not.
    const pair = name.charCodeAt(0) | 0x20 | ((name.charCodeAt(1) | 0x20) << 8);
    memory[exports.PAIRS.value + (pair >> 3)]! |= 1 << (pair & 7);
  }
  // The walker looks at hyphens behind line feeds and at nothing else there.
  if (marks.lines.some((line) => !line.startsWith("-")))
    throw new RangeError("a line that does not begin with a hyphen");
  memory[exports.LINE_FIRST.value + 0x2d] = 1;
}

/** @throws RangeError when the list does not fit, which is a mistake of the caller */
function enterList(memory: Uint8Array, from: number, to: number, list: readonly string[]): void {
  let at = from;
  for (const text of list) {
    const bytes = Buffer.from(text.toLowerCase(), "latin1");
    if (bytes.length < 2 || bytes.length > 255 || at + bytes.length + 2 > to)
      throw new RangeError(`mark: ${text}`);
    memory[at] = bytes.length;
    memory.set(bytes, at + 1);
    at += bytes.length + 1;
  }
}
