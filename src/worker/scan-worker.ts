import { parentPort, workerData } from "node:worker_threads";
import { sharedShapes, sharedSkimmer } from "../shared-by-sources.js";
import { fileSource } from "../source/index.js";
import { settingsBySource } from "../source-settings.js";
import type { Answer, Order, PlainOptions, PlainSource } from "./messages.js";
import { UnitScan } from "./scan-unit.js";

/** Messages that may be sent before one of them was taken: enough to scan on meanwhile, few enough to wait in memory. */
const WINDOW = 4;

const options = workerData as PlainOptions;
const stop = new AbortController();
const context = {
  bySource: settingsBySource(options),
  skimmer: sharedSkimmer(),
  shapes: sharedShapes(),
  signal: stop.signal,
  inlineIgnores: options.inlineIgnores ?? true,
  stats: options.stats === true,
};
let unit: UnitScan | null = null;
let unitSerial = 0;
let credit = WINDOW;
let wake: () => void = () => {};

function answer(message: Answer): void {
  parentPort!.postMessage(message);
}

async function scanUnit(serial: number, sources: readonly PlainSource[]): Promise<void> {
  unitSerial = serial;
  unit = new UnitScan(
    sources.map(({ path, uri, size }) => fileSource(path, uri, size)),
    context,
  );
  for await (const parts of unit.parts()) {
    while (credit === 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    credit--;
    answer({ type: "parts", parts });
  }
  answer({ type: "done" });
}

parentPort!.on("message", (order: Order) => {
  // What goes wrong in the code itself ends the thread, and the main thread says so.
  if (order.type === "unit") void scanUnit(order.serial, order.sources);
  else if (order.type === "skip") {
    if (order.serial === unitSerial) unit?.skip(order.index);
  } else if (order.type === "abort") stop.abort();
  else {
    credit++;
    wake();
  }
});
answer({ type: "ready" });
