// What Node itself can do: `node baseline.mjs raw FILE` reads it, `… parse FILE` runs JSON.parse on every line.
import { openSync, readSync } from "node:fs";

const [, , mode, path] = process.argv;
const file = openSync(path, "r");
const buffer = Buffer.allocUnsafe(1 << 20);
let lines = 0;
let open = [];
for (let size = readSync(file, buffer); size > 0; size = readSync(file, buffer)) {
  if (mode === "raw") continue;
  let from = 0;
  for (let end = buffer.indexOf(10); end >= 0 && end < size; end = buffer.indexOf(10, from)) {
    const bytes =
      open.length === 0 ? buffer.subarray(from, end) : Buffer.concat([...open, buffer.subarray(from, end)]);
    JSON.parse(bytes.toString("utf8"));
    lines++;
    open = [];
    from = end + 1;
  }
  if (from < size) open.push(Buffer.from(buffer.subarray(from, size)));
}
console.log(lines);
