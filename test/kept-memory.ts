import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Memory that is still referred to: a measure that does not depend on when garbage was last collected. */
export function keptMemory(): NodeJS.MemoryUsage {
  collectGarbage();
  return process.memoryUsage();
}
