import { projectFilter } from "./project-filter.js";
import type { ScanOptions } from "./scan-options.js";
import type { ListOptions } from "./source/index.js";

/** Whether a file in a folder is to be read, as far as its path, age and first records tell; see `ListOptions.accept`. */
export function fileFilter({ since, project }: ScanOptions): ListOptions["accept"] {
  const oldest = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const ofProject = project === undefined ? null : projectFilter(project);
  if (since === undefined && ofProject === null) return undefined;
  return async (path, changed) => {
    if (changed !== null && changed < oldest) return false;
    return ofProject === null || (await ofProject(path));
  };
}
