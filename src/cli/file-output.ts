import { constants, createWriteStream } from "node:fs";
import { access, copyFile, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ConfigError } from "../errors.js";
import { createSink, type Sink } from "./sink.js";

/** A report on its way to a file. */
export interface FileOutput {
  readonly sink: Sink;
  /** Puts the report in its place. Rejects when it could not be written. */
  finish(): Promise<void>;
  /** Gives it up; an ordinary file stays as it was. */
  discard(): Promise<void>;
}

async function checkWritable(path: string): Promise<{ readonly ordinary: boolean }> {
  try {
    const existing = await stat(path).catch(() => undefined);
    if (existing?.isDirectory()) throw new Error("it is a folder");
    await access(existing === undefined ? dirname(path) : path, constants.W_OK);
    return { ordinary: existing === undefined || existing.isFile() };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`Cannot write the report to "${path}": ${reason}.`, "report-not-writable", {
      cause,
    });
  }
}

/**
 * Opens a report file, after a check that its place can be written. The report grows in the system's temporary folder
 * and is copied at the end: a scan of the folder that holds the report never reads its own output, and a scan that
 * breaks off leaves the last good report alone. Pipes and devices are written directly.
 * @throws ConfigError `report-not-writable`
 */
export async function openFileOutput(path: string): Promise<FileOutput> {
  const { ordinary } = await checkWritable(path);
  const folder = ordinary ? await mkdtemp(join(tmpdir(), "langdrift-")) : null;
  const target = folder === null ? path : join(folder, "report");
  const stream = createWriteStream(target);
  const sink = createSink(stream);

  async function remove(): Promise<void> {
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
  return {
    sink,
    async finish() {
      try {
        await sink.flush();
        if (sink.failure !== undefined) throw sink.failure;
        await new Promise<void>((resolve) => stream.end(resolve));
        if (folder !== null) await copyFile(target, path);
      } finally {
        await remove();
      }
    },
    async discard() {
      stream.destroy();
      await remove();
    },
  };
}
