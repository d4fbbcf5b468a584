import type { Diagnostic } from "../model/diagnostic.js";
import type { RawLines } from "../model/lines.js";
import type { RawRecord } from "../model/location.js";

/** What comes out of a source's bytes, in order. */
export type SplitterEvent =
  | { readonly type: "record"; readonly record: RawRecord }
  /** Records that hold nothing of interest. Only where they are asked for. */
  | { readonly type: "lines"; readonly lines: RawLines }
  | { readonly type: "diagnostic"; readonly diagnostic: Diagnostic };
