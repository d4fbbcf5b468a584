import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { KINDS } from "./kinds.mjs";
import { chunksOf } from "./lines.mjs";

export { chunksOf, KINDS };

/** Part of every file name: inputs of another version of the generator are not taken for those of this one. */
const VERSION = 2;

function write(path, chunks) {
  const unfinished = `${path}.part`;
  const file = openSync(unfinished, "w");
  try {
    for (const chunk of chunks) for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
}

/** A file of a kind in `folder`, written unless it is there. @returns its path */
export function inputFile(folder, name, bytes, seed = 1) {
  const { shape, stream } = KINDS[name];
  const extension = stream ? "sse" : shape === "plain" ? "log" : "jsonl";
  const path = join(folder, `${name}-${bytes}-${seed}-v${VERSION}.${extension}`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  write(path, chunksOf(KINDS[name], bytes, seed));
  return path;
}

/** A folder of `count` files of a kind, of different seeds. @returns its path */
export function inputFolder(folder, name, count, bytes, seed = 1) {
  const path = join(folder, `${name}-${count}x${bytes}-${seed}-v${VERSION}`);
  if (existsSync(path)) return path;
  mkdirSync(`${path}.part`, { recursive: true });
  for (let number = 0; number < count; number++) {
    write(
      join(`${path}.part`, `${String(number).padStart(5, "0")}.jsonl`),
      chunksOf(KINDS[name], bytes, seed + number),
    );
  }
  renameSync(`${path}.part`, path);
  return path;
}
