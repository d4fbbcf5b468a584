/** Readers of the dictionaries that the generated tables come from. Build-time only: nothing of them is shipped. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** Words of jieba's `dict.txt` with their frequencies and part-of-speech tags. */
export function* jieba(path) {
  for (const line of readFileSync(path, "utf8").split("\n")) {
    const [word, frequency, tag] = line.split(" ");
    if (word) yield { word, frequency: Number(frequency), tag };
  }
}

/** Entries of IPADIC as packaged by kuromoji; `mass` is the probability within the part of speech (cost = -700 ln p). */
export function* ipadic(folder) {
  const costs = gunzipSync(readFileSync(join(folder, "tid.dat.gz")));
  const features = gunzipSync(readFileSync(join(folder, "tid_pos.dat.gz")));
  for (let at = 0; at + 10 <= costs.length; at += 10) {
    const start = costs.readUInt32LE(at + 6);
    if (at > 0 && start === 0) return;
    const end = features.indexOf(0, start);
    const [surface, major, minor, third] = features.toString("utf8", start, end).split(",");
    yield { surface, major, minor, third, mass: Math.exp(-costs.readInt16LE(at + 4) / 700) };
  }
}

/** Characters of a double-byte repertoire, read off the runtime's decoder. */
export function repertoire(encoding, firstRow, lastRow) {
  const decoder = new TextDecoder(encoding);
  const set = new Set();
  for (let row = firstRow; row <= lastRow; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) set.add(decoder.decode(new Uint8Array([row, cell])));
  return set;
}
