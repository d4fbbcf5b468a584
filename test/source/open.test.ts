import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constants, gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listSources, SourceError } from "../../src/source/index.js";
import { keptMemory } from "../kept-memory.js";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "langdrift-open-"));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

async function openFile(name: string, bytes: Uint8Array): Promise<AsyncIterable<Uint8Array>> {
  await writeFile(join(cwd, name), bytes);
  const { sources } = await listSources([name], { cwd });
  return sources[0]!.open();
}

/** Standard input that delivers the bytes in pieces of the given size. */
async function openStandardInput(bytes: Uint8Array, size: number): Promise<AsyncIterable<Uint8Array>> {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  return (await listSources(["-"], { cwd, stdin: pieces() })).sources[0]!.open();
}

/** Everything up to the end or the error. */
async function drain(chunks: AsyncIterable<Uint8Array>) {
  const parts: Uint8Array[] = [];
  let largest = 0;
  let error: unknown = null;
  try {
    for await (const chunk of chunks) {
      parts.push(chunk);
      largest = Math.max(largest, chunk.length);
    }
  } catch (thrown) {
    error = thrown;
  }
  return { bytes: Buffer.concat(parts), largest, error };
}

/** Compresses badly, so that cuts fall into many different places. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 1;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    bytes[at] = 97 + ((state >>> 16) % 20);
  }
  return bytes;
}

describe("Source.open", () => {
  test("yields a file of many chunks as it is", async () => {
    const bytes = noise(1_000_003);
    const { bytes: found, error, largest } = await drain(await openFile("plain.txt", bytes));
    expect(error).toBeNull();
    expect(found.equals(bytes)).toBe(true);
    expect(largest).toBeLessThanOrEqual(1024 * 1024);
    expect((await drain(await openFile("none.txt", Buffer.alloc(0)))).bytes.length).toBe(0);
  });

  test("decompresses by content, never by name", async () => {
    const bytes = noise(700_000);
    expect((await drain(await openFile("zipped.txt", gzipSync(bytes)))).bytes.equals(bytes)).toBe(true);
    expect((await drain(await openFile("plain.gz", bytes))).bytes.equals(bytes)).toBe(true);
  });

  test("decompresses concatenated members and padding, wherever the input is cut", async () => {
    const first = noise(5000);
    const members = Buffer.concat([gzipSync(first), gzipSync("second"), gzipSync(""), Buffer.alloc(512)]);
    for (const size of [1, 7, 1000, members.length]) {
      const { bytes, error } = await drain(await openStandardInput(members, size));
      expect(error).toBeNull();
      expect(bytes.toString()).toBe(`${first}second`);
    }
  });

  test("yields all that a cut gzip holds, then throws", async () => {
    const whole = gzipSync(noise(300_000));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: whole.length - 1 }), async (length) => {
        const cut = whole.subarray(0, length);
        const { bytes, error } = await drain(await openStandardInput(cut, 50_000));
        expect(error).toMatchObject({ name: "SourceError", code: "corrupt-compression", uri: "-" });
        const expected = gunzipSync(cut, { finishFlush: constants.Z_SYNC_FLUSH });
        expect(bytes.equals(expected)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test("yields what stands before damage, then throws", async () => {
    const good = noise(100_000);
    const garbage = Buffer.concat([gzipSync(good), Buffer.from("no gzip")]);
    const checksum = gzipSync(good);
    checksum[checksum.length - 8]! ^= 1;
    for (const damaged of [garbage, checksum]) {
      const { bytes, error } = await drain(await openFile("damaged.gz", damaged));
      expect(bytes.equals(good)).toBe(true);
      expect(error).toBeInstanceOf(SourceError);
      expect(error).toMatchObject({
        code: "corrupt-compression",
        message: expect.stringContaining("damaged.gz"),
      });
    }
  });

  test("loses a bounded part before damage far inside", async () => {
    const good = noise(3_000_000);
    const { bytes, error } = await drain(
      await openFile("long.gz", Buffer.concat([gzipSync(good), Buffer.from("no gzip")])),
    );
    expect(error).toMatchObject({ code: "corrupt-compression" });
    expect(bytes.equals(good.subarray(0, bytes.length))).toBe(true);
    expect(good.length - bytes.length).toBeLessThanOrEqual(1024 * 1024);
  });

  test("streams what expands a thousandfold", async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    let length = 0;
    let largest = 0;
    let chunks = 0;
    const before = keptMemory().arrayBuffers;
    for await (const chunk of await openFile("bomb.gz", bomb)) {
      length += chunk.length;
      if (chunks++ % 20 === 0) largest = Math.max(largest, keptMemory().arrayBuffers - before);
    }
    expect(length).toBe(100_000_000);
    expect(chunks).toBeGreaterThan(100);
    // The output of one slice of the input while that of the next is made.
    expect(largest).toBeLessThan(40_000_000);
  });

  test("waits for no more than the first byte to tell", async () => {
    let released = () => {};
    const gate = new Promise<void>((resolve) => {
      released = resolve;
    });
    async function* live() {
      yield Buffer.from("a");
      await gate;
      yield Buffer.from("b");
    }
    const { sources } = await listSources(["-"], { cwd, stdin: live() });
    const iterator = sources[0]!.open()[Symbol.asyncIterator]();
    expect((await iterator.next()).value.toString()).toBe("a");
    released();
    expect((await iterator.next()).value.toString()).toBe("b");
    expect((await iterator.next()).done).toBe(true);
  });

  test("names the file that went away or cannot be read", async () => {
    await writeFile(join(cwd, "gone.txt"), "here");
    const { sources } = await listSources(["gone.txt"], { cwd });
    await rm(join(cwd, "gone.txt"));
    const { error } = await drain(sources[0]!.open());
    expect(error).toMatchObject({
      name: "SourceError",
      code: "not-found",
      uri: "gone.txt",
      message: expect.stringContaining("gone.txt"),
    });
  });

  test("passes on what goes wrong with standard input", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("so far");
      throw Object.assign(new Error("read"), { code: "EIO" });
    }
    const { sources } = await listSources(["-"], { cwd, stdin: broken() });
    const { bytes, error } = await drain(sources[0]!.open());
    expect(bytes.toString()).toBe("so far");
    expect(error).toMatchObject({ name: "SourceError", code: "unreadable", uri: "-" });
  });

  test("ends where a file that shrinks ends", async () => {
    const chunks = await openFile("shrinking.txt", Buffer.alloc(4_000_000, "x"));
    let length = 0;
    for await (const chunk of chunks) {
      if (length === 0) await truncate(join(cwd, "shrinking.txt"), 10);
      length += chunk.length;
    }
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThan(4_000_000);
  });

  test("can be broken off and opened again", async () => {
    const bytes = noise(2_000_000);
    await writeFile(join(cwd, "again.txt"), bytes);
    const [source] = (await listSources(["again.txt"], { cwd })).sources;
    for await (const chunk of source!.open()) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect((await drain(source!.open())).bytes.equals(bytes)).toBe(true);
  });
});
