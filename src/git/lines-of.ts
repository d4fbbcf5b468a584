/** Longest part of a line that is kept, in bytes: names are shorter, and of the others only the start is looked at. */
const KEPT = 64 * 1024;

/** The lines of a byte stream as UTF-8, without their line feeds; what is longer than 64 KiB is cut. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  let size = 0;
  const keep = (bytes: Buffer): void => {
    const part = bytes.subarray(0, KEPT - size);
    if (part.length > 0) parts.push(part);
    size += part.length;
  };
  const flush = (): string => {
    const line = Buffer.concat(parts).toString("utf8");
    parts = [];
    size = 0;
    return line;
  };
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, from)) {
      keep(bytes.subarray(from, end));
      yield flush();
      from = end + 1;
    }
    keep(bytes.subarray(from));
  }
  if (size > 0) yield flush();
}
