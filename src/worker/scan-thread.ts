import { Worker } from "node:worker_threads";
import type { Source } from "../source/index.js";
import type { Answer, FoundParts, Order, PlainOptions, PlainSource } from "./messages.js";

const ENTRY = new URL("./scan-worker.js", import.meta.url);

/** Memory for what lives shortly, a third of the default: 16 MB less of a thread, and no slower by measurement. */
const YOUNG_MIB = 16;

/** The thread has ended and will not go on. `reason` says why, as far as is known. */
export class ThreadEnded extends Error {
  /** False when it never got to work: then nothing that it was given is at fault. */
  readonly started: boolean;

  constructor(reason: string, started: boolean) {
    super(reason);
    this.started = started;
  }
}

const plain = ({ path, uri, size }: Source): PlainSource => ({ path: path!, uri, size: size! });

/** A thread that scans one unit at a time. It keeps the process alive only while somebody waits for it. */
export class ScanThread {
  readonly #worker: Worker;
  readonly #answers: Answer[] = [];
  #serial = 0;
  #started = false;
  #end: string | null = null;
  #wake: () => void = () => {};

  /** @throws where no thread may be started */
  constructor(options: PlainOptions, entry: URL = ENTRY) {
    // Flags of the process (`--input-type`, `--require`) are meant for what it was started with.
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MIB };
    this.#worker = new Worker(entry, { workerData: options, execArgv: [], resourceLimits });
    this.#worker.unref();
    this.#worker.on("message", (answer: Answer) => {
      this.#started = true;
      if (answer.type !== "ready") this.#answers.push(answer);
      this.#wake();
    });
    this.#worker.on("error", (error) => this.#ended(error instanceof Error ? error.message : String(error)));
    this.#worker.on("exit", (code) => this.#ended(`exit code ${code}`));
  }

  get ended(): boolean {
    return this.#end !== null;
  }

  /** @throws ThreadEnded when it ends before the unit does */
  async *run(sources: readonly Source[]): AsyncGenerator<FoundParts> {
    const serial = this.#serial++;
    const skip = (index: number): void => this.#tell({ type: "skip", serial, index });
    this.#tell({ type: "unit", serial, sources: sources.map(plain) });
    for (;;) {
      const answer = await this.#next();
      if (answer.type !== "parts") return;
      this.#tell({ type: "taken" });
      yield { parts: answer.parts, skip };
    }
  }

  /** Ends what it is at early. */
  abort(): void {
    this.#tell({ type: "abort" });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #tell(order: Order): void {
    this.#worker.postMessage(order);
  }

  async #next(): Promise<Answer> {
    this.#worker.ref();
    try {
      for (;;) {
        const answer = this.#answers.shift();
        if (answer !== undefined) return answer;
        if (this.#end !== null) throw new ThreadEnded(this.#end, this.#started);
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      this.#worker.unref();
    }
  }

  #ended(reason: string): void {
    this.#end ??= reason;
    this.#wake();
  }
}
