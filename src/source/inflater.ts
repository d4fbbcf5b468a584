import { createGunzip } from "node:zlib";

const OUTPUT_BYTES = 256 * 1024;

/** What one step made of its input. */
export interface Inflated {
  readonly output: readonly Uint8Array[];
  readonly error: Error | null;
}

/**
 * The gunzip stream of Node, driven step by step. A stream drops what it has buffered when it fails, so its output is
 * taken from it at once; the next input is given only when the output of the last one has been handed on.
 */
export class Inflater {
  private readonly stream = createGunzip({ chunkSize: OUTPUT_BYTES });
  private output: Uint8Array[] = [];

  constructor() {
    this.stream.on("data", (chunk: Uint8Array) => this.output.push(chunk));
  }

  write(input: Uint8Array): Promise<Inflated> {
    return this.step((done) => this.stream.write(input, done));
  }

  /** Fails with `Z_BUF_ERROR` if the input ended too early. */
  end(): Promise<Inflated> {
    return this.step((done) => {
      // Zero padding after the last member ends the output before the input: then no other `end` will come.
      this.stream.end(() => {
        if (this.stream.readableEnded) done();
        else this.stream.once("end", () => done());
      });
    });
  }

  close(): void {
    this.stream.destroy();
  }

  /** A stream that fails tells its listeners, but not always the callback of the step. */
  private step(run: (done: (error?: Error | null) => void) => void): Promise<Inflated> {
    return new Promise((resolve) => {
      const settle = (error: Error | null) => {
        resolve({ output: this.output, error });
        this.output = [];
      };
      this.stream.once("error", settle);
      run((error) => {
        // After a failure the listener stays: the event follows the callback, and must not find nobody.
        if (error) return;
        this.stream.off("error", settle);
        settle(null);
      });
    });
  }
}
