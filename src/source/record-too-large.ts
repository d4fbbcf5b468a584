import type { Diagnostic } from "../model/diagnostic.js";
import type { Position } from "../model/location.js";
import type { Framing } from "../model/reader.js";

/** @param from where the skipped part begins; @param to where the record ends; @param limit in bytes */
export function recordTooLarge(
  framing: Framing,
  uri: string,
  { line, column, byteOffset }: Position,
  to: number,
  limit: number,
): Diagnostic {
  const skipped = to - byteOffset;
  const what = { lines: `Line ${line}`, objects: "A JSON object", document: "The document" }[framing];
  return {
    code: "record-too-large",
    severity: "warning",
    message: `${what} is longer than ${limit} bytes: its last ${skipped} bytes were skipped.`,
    partial: true,
    location: { uri, line, column, byteOffset, byteLength: skipped },
  };
}
