import { SKIM_MARKS } from "./reader/skim-marks.js";
import { createSkimmer, type Skimmer } from "./source/index.js";

/** One skimmer for all sources of a scan, made when the first of them can be skimmed: it holds some MiB. */
export function sharedSkimmer(): () => Skimmer | null {
  let skimmer: Skimmer | null | undefined;
  return () => {
    if (skimmer === undefined) skimmer = createSkimmer(SKIM_MARKS);
    return skimmer;
  };
}
