type Decompress = (chunks: AsyncIterable<Uint8Array>, uri: string) => AsyncIterable<Uint8Array>;

interface Codec {
  readonly magic: readonly number[];
  /** Loaded for the first source that needs it. */
  load(): Promise<Decompress>;
}

/** RFC 1952 and RFC 8878. Of both, the bytes cannot begin UTF-8 text. */
const CODECS: readonly Codec[] = [
  { magic: [0x1f, 0x8b], load: async () => (await import("./gunzip.js")).gunzip },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], load: async () => (await import("./unzstd.js")).unzstd },
];

/**
 * The chunks as they are, or decompressed when they begin as gzip or zstd do. No more is waited for than bytes that
 * are still the beginning of a magic number.
 */
export async function* decompressIfNeeded(
  chunks: AsyncIterable<Uint8Array>,
  uri: string,
): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    let head = await take(iterator);
    while (head !== null && CODECS.some(({ magic }) => head!.length < magic.length && begins(head!, magic))) {
      const more = await take(iterator);
      if (more === null) break;
      head = Buffer.concat([head, more]);
    }
    if (head === null) return;
    const bytes = head;
    const all = chain(bytes, iterator);
    const codec = CODECS.find(({ magic }) => bytes.length >= magic.length && begins(bytes, magic));
    yield* codec === undefined ? all : (await codec.load())(copied(all), uri);
  } finally {
    await iterator.return?.();
  }
}

/** True when bytes and magic number are the same as far as both go. */
function begins(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => at >= bytes.length || bytes[at] === byte);
}

/** The next chunk that is not empty, or `null` at the end. */
async function take(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array | null> {
  for (;;) {
    const { done, value } = await iterator.next();
    if (done) return null;
    if (value.length > 0) return value;
  }
}

/** A decompressor may hold on to what it is given. */
async function* copied(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield Uint8Array.from(chunk);
}

async function* chain(head: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (let chunk: Uint8Array | null = head; chunk !== null; chunk = await take(iterator)) yield chunk;
}
