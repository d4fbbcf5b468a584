import type { ScanEvent } from "../../src/model/scan-event.js";
import { finding } from "../report/samples.js";

export const UNREADABLE: ScanEvent = {
  type: "diagnostic",
  code: "unreadable",
  severity: "error",
  message: "Permission denied.",
  partial: true,
  location: { uri: "logs/b.jsonl" },
};
export const NO_MATCH: ScanEvent = {
  type: "diagnostic",
  code: "no-match",
  severity: "error",
  message: "No file matches.",
  partial: true,
  location: { uri: "*.nope" },
};
export const NOTICE: ScanEvent = {
  type: "diagnostic",
  code: "repaired-json",
  severity: "info",
  message: "A trailing comma was ignored.",
  partial: false,
  location: { uri: "logs/a.jsonl", line: 3, column: 1 },
};

export const note = finding({ severity: "note", certainty: 0.3 });
export const warning = finding();
export const error = finding({ severity: "error", level: "sentence", rule: "sentence-switch" });
export const explained = finding({ severity: "warning", explanation: { reason: "echo", detail: {} } });
