import { SKIM_MARKS } from "./reader/skim-marks.js";
import type { ShapeMemory } from "./recalled-records.js";

import { createSkimmer, type Skimmer } from "./source/index.js";

/** One skimmer for all sources of a scan, made when the first of them can be skimmed: it holds some MiB. */
export function sharedSkimmer(): () => Skimmer | null {
  let skimmer: Skimmer | null | undefined;
  return () => {
    if (skimmer === undefined) skimmer = createSkimmer(SKIM_MARKS);
    return skimmer;
  };
}

/** What was learned of the records of each format, for all sources of a scan. */
export function sharedShapes(): (format: string) => ShapeMemory {
  const memories = new Map<string, ShapeMemory>();
  return (format) => {
    let memory = memories.get(format);
    if (memory === undefined) {
      memory = new Map();
      memories.set(format, memory);
    }
    return memory;
  };
}
