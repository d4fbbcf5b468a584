import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

const SUBJECTS = ["the parser", "the cache", "the build", "the index", "the queue"];
const RUNS = ["更新", "检查一下", "状态", "先看看这个文件"];

const spoken = (n: number, chinese: boolean): string =>
  `Step ${n}: then ${SUBJECTS[n % SUBJECTS.length]} was ${chinese ? `${RUNS[n % RUNS.length]} as planned` : "read as planned"}.`;

/** Records of one session in the shape of `claude-code`, most answers with Chinese in them. */
function session(name: string, records: number, from = 0): string[] {
  return Array.from({ length: records }, (_, index) => {
    const n = from + index;
    const text = n % 2 === 0 ? `Go on with ${SUBJECTS[n % SUBJECTS.length]}.` : spoken(n, n % 8 !== 1);
    const type = n % 2 === 0 ? "user" : "assistant";
    const content = type === "user" ? text : [{ type: "text", text }];
    const uuid = `${name}-${n}`;
    return JSON.stringify({
      type,
      uuid,
      parentUuid: null,
      sessionId: name,
      message: { role: type, content },
    });
  });
}

const lines = (records: readonly string[]): string => `${records.join("\n")}\n`;
/** A session goes on in another file, which begins with what it copied. */
const resumed = (records: readonly string[], name: string): string[] =>
  records.map((record) => record.replace(/"sessionId":"[^"]*"/, `"sessionId":"${name}"`));

/** Files in several folders: sessions, copies at the start and in the middle, ignore comments, and what is damaged. */
export function writeTree(root: string): void {
  const long = session("long", 190);
  const plain = Array.from({ length: 40 }, (_, n) => spoken(n, n % 5 === 0));
  const notes = [
    "# langdrift-ignore-next-line a product is called so",
    "",
    "Then the 海螺 build was read.",
    "# langdrift-ignore-next-line",
    "Then the cache was 更新 as planned.",
    "# langdrift-ignore-next-line nothing is here",
    "All is well.",
    "# langdrift-ignore-file the rest is generated",
    "Then the index was 检查一下 as planned.",
  ];
  const files: Record<string, string | Uint8Array> = {
    "a/1.jsonl": lines(session("one", 16)),
    "a/2.jsonl": lines([...resumed(session("one", 16), "two"), ...session("two", 10, 100)]),
    "a/3.jsonl": lines(session("three", 10)),
    "a/4.jsonl": lines([...long, ...resumed(session("three", 10), "long"), ...session("long", 20, 900)]),
    "a/5.jsonl": lines([...session("five", 8), "{broken", ...resumed(long, "five")]),
    "a/empty.jsonl": "",
    "b/1.jsonl": lines(session("one", 16)),
    "b/half.jsonl": lines(session("half", 10)).slice(0, -40),
    "b/image.bin.txt": Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 1, 2, 3),
    "b/packed.jsonl.gz": gzipSync(lines(session("packed", 20))),
    "b/torn.jsonl.gz": gzipSync(lines(session("torn", 60))).subarray(0, 300),
    "notes/plain.txt": lines(plain),
    "notes/ignores.md": lines(notes),
    "notes/bytes.txt": Buffer.concat([
      Buffer.from("Then "),
      Buffer.of(0xff, 0xfe, 0x41),
      Buffer.from(" 更新 it.\n"),
    ]),
    "notes/logs.zip": Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0),
  };
  // Sources are given up while the thread is at others.
  for (let n = 100; n < 130; n++) files[`c/${n}.jsonl`] = files[n % 3 === 0 ? "a/1.jsonl" : "a/3.jsonl"]!;
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
}
