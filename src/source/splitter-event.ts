import type { Diagnostic } from "../model/diagnostic.js";
import type { RawRecord } from "../model/location.js";

/** What comes out of a source's bytes, in order. */
export type SplitterEvent =
  | { readonly type: "record"; readonly record: RawRecord }
  | { readonly type: "diagnostic"; readonly diagnostic: Diagnostic };
