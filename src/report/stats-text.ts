import type { ScanStats } from "../model/scan-stats.js";
import { count, duration, bytes as size } from "./numbers.js";

const STAGES: Readonly<Record<keyof ScanStats["ms"], string>> = {
  read: "waiting for bytes",
  split: "finding and decoding records",
  interpret: "making utterances of them",
  judge: "judging",
};

/** What a scan did, one fact a line. */
export function statsText(stats: ScanStats): string {
  const { bytes, decodedBytes, records, skimmedRecords, recalledRecords, ms } = stats;
  const share = bytes === 0 ? 0 : Math.round((100 * decodedBytes) / bytes);
  const lines = [
    `${size(bytes)} read, ${size(decodedBytes)} of them decoded (${share} %)`,
    `${count(records)} records, ${count(skimmedRecords)} of them skimmed: long strings were measured, not decoded`,
    `${count(recalledRecords)} records of a shape that was known: only their strings were looked at`,
    ...Object.entries(STAGES).map(
      ([stage, words]) => `${duration(ms[stage as keyof ScanStats["ms"]])} ${words}`,
    ),
  ];
  return lines.map((line) => `stats: ${line}\n`).join("");
}
