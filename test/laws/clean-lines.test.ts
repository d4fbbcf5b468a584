import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mayBeRun } from "../../src/identify/index.js";
import { InlineIgnores } from "../../src/inline-ignores.js";
import { KnownRecords } from "../../src/known-records.js";
import type { Reader } from "../../src/model/reader.js";
import type { ScanEvent } from "../../src/model/scan-event.js";
import { plainReader } from "../../src/reader/plain/reader.js";
import { pipelineSettings } from "../../src/scan-options.js";
import { CleanStretch } from "../../src/source/clean-stretch.js";
import { SourceMachine } from "../../src/source-machine.js";

/** The same without lines that come together. */
const lineByLine: Reader = {
  ...plainReader,
  create(uri, framing) {
    const session = plainReader.create(uri, framing);
    return { record: (record) => session.record(record), end: () => session.end() };
  },
};

const CLEAN = [
  "The server reads the option, and then it starts.",
  "2026-08-01T12:30:00.000Z INFO worker: Last run of the parser",
  "[12:30:01] [main] WARN: slow answer",
  "status: done",
  "messages:",
  "  zh: {",
  "",
  "  ",
  "# Heading",
  "- a list item",
  "    indented text",
  "> quoted words",
  "> ```",
  "```",
  "```csv",
  "~~~ python",
  "| name | value |",
  "| --- | --- |",
  "| a | b |",
  "name,language,text",
  "a,b,c",
  "a\tb\tc",
  "---",
  "diff --git a/x b/x",
  "+++ b/src/a.ts",
  "@@ -1,2 +1,2 @@",
  "@book{key,",
  "}",
  "<pre>",
  "</pre>",
  "<!-- a comment",
  "-->",
  "/* begins",
  " * goes on",
  " */",
  '"""',
  "const text = 'a';",
  "Ça a été modifié — déjà… ✓",
  "Свойства файла 🙂",
  "\u001b[31mred\u001b[0m text",
  "10 %\r50 %\rdone",
  "// langdrift-ignore-next-line it is a name",
  "// langdrift-ignore-next-line",
  "x".repeat(17_000),
];
const HAN = [
  "We first look at the 配置文件 of it before we go on.",
  "    const label = '状态'; // 检查",
  "  zh: 状态",
  "| 名称 | done |",
  "a,状态,c",
  "接下来检查服务器的响应，然后更新缓存。",
  "Status：ok",
  "かな漢字です",
  "> 然后 we go on",
  "// langdrift-ignore-next-line 海螺 is a product",
];
/** Not valid in UTF-8. */
const BROKEN = "\u0001";

const line = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...CLEAN) },
  { weight: 2, arbitrary: fc.constantFrom(...HAN) },
  { weight: 1, arbitrary: fc.constant(`It is ${BROKEN} here`) },
);
const stretch = fc.oneof(
  { weight: 3, arbitrary: fc.array(line, { maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constant(Array.from({ length: 80 }, (_, n) => `Line ${n}: ${CLEAN[0]}`)) },
);
const lines = fc.array(stretch, { minLength: 2, maxLength: 12 }).map((stretches) => stretches.flat());

function written(lines: readonly string[], feed: string): Buffer {
  const bytes = Buffer.from(lines.join(feed));
  return Buffer.from(bytes.map((byte) => (byte === 1 ? 0xff : byte)));
}

/** Everything that is told of a text, what its comments hold back, and its exposure. */
function told(reader: Reader, uri: string, bytes: Buffer, chunk: number, eager: boolean): unknown {
  const ignores = new InlineIgnores();
  const shared = { records: new KnownRecords().source(null), skimmer: () => null };
  const settings = { ...pipelineSettings({}, eager), ignores };
  const machine = new SourceMachine(uri, reader, "lines", settings, shared);
  const events: ScanEvent[] = [];
  for (let at = 0; at < bytes.length; at += chunk)
    events.push(...machine.push(bytes.subarray(at, at + chunk)));
  events.push(...machine.end());
  const accepted = events.map((event) => event.type === "finding" && ignores.accept(event));
  return { events, accepted, unused: ignores.unused(), exposure: machine.pipeline.exposure() };
}

describe("lines that come together", () => {
  const uri = fc.constantFrom("notes.md", "app.log", "session", "a.ts", "a.py", "b.diff", "c.yaml", "-");
  const chunk = fc.constantFrom(1 << 20, 65_536, 700);
  it("say the same as each by itself", () => {
    fc.assert(
      fc.property(
        lines,
        uri,
        chunk,
        fc.boolean(),
        fc.constantFrom("\n", "\r\n"),
        (lines, uri, chunk, eager, feed) => {
          const bytes = written(lines, feed);
          expect(told(plainReader, uri, bytes, chunk, eager)).toEqual(
            told(lineByLine, uri, bytes, chunk, eager),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it("hold nothing that may be a run, and end with a line", () => {
    const any = fc.array(fc.oneof(line, fc.string({ unit: "binary", maxLength: 30 })), { maxLength: 60 });
    fc.assert(
      fc.property(any, (lines) => {
        const bytes = written(lines, "\n");
        const finder = new CleanStretch();
        for (let from = 0; from < bytes.length; ) {
          const end = finder.end(bytes, from);
          if (end > from) {
            expect(mayBeRun(bytes.toString("utf8", from, end))).toBe(false);
            expect(bytes[end - 1]).toBe(0x0a);
          }
          from = end > from ? end : bytes.indexOf(0x0a, from) + 1 || bytes.length;
        }
      }),
      { numRuns: 300 },
    );
  });

  it("are most of what a log without Han has", () => {
    const bytes = written(
      Array.from({ length: 5000 }, (_, n) => `Line ${n}: ${CLEAN[0]}\n`),
      "",
    );
    const end = new CleanStretch().end(bytes, 0);
    expect(end).toBeGreaterThan(CleanStretch.most - 200);
  });
});
