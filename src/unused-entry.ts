import type { Diagnostic } from "./model/diagnostic.js";

/** Says that something which was written down to silence or to tune matched nothing. */
export function unusedEntry(message: string, location: Diagnostic["location"]): Diagnostic {
  return {
    code: "unused-entry",
    severity: "info",
    message,
    partial: false,
    ...(location === undefined ? {} : { location }),
  };
}
