import type { Origin } from "../../model/location.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import { isObject, nonEmpty } from "./guards.js";
import { stringLeaves } from "./strings.js";

const EAST_ASIAN = /[\u2e80-\uffff]/;

/** An error that the provider sent instead of, or in the middle of, a response: nothing was lost on this side. */
export function providerError(error: unknown, uri: string): readonly ReaderEvent[] {
  if (!isObject(error)) return [];
  const kind = nonEmpty(error.type) ?? nonEmpty(error.code);
  const named = kind === undefined ? "" : ` (${kind.slice(0, 60)})`;
  return [
    {
      type: "diagnostic",
      diagnostic: {
        code: "unknown-shape",
        severity: "info",
        message: `The provider reported an error${named}; the response may be incomplete.`,
        partial: false,
        location: { uri },
      },
    },
  ];
}

/** A payload of another kind among a format's own. Only one with East Asian text leaves something unexamined. */
export function unknownPayload(value: unknown, origin: Origin, uri: string): readonly ReaderEvent[] {
  let matters = false;
  for (const leaf of stringLeaves(value)) matters ||= EAST_ASIAN.test(leaf.text);
  if (!matters) return [];
  return [
    {
      type: "diagnostic",
      diagnostic: {
        code: "unknown-shape",
        severity: "warning",
        message: "A record is of another kind than the others; it and others like it were not examined.",
        partial: true,
        location: { uri, ...origin.locate(0) },
      },
    },
  ];
}
