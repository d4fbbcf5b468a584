import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addedLines, type PatchedFile } from "../../src/git/added-lines.js";
import { historyLanguages } from "../../src/git/history-languages.js";
import { linesOf } from "../../src/git/lines-of.js";
import { ownMessage } from "../../src/git/message-text.js";

async function parse(patch: string, cuts: readonly number[] = []): Promise<PatchedFile[]> {
  const bytes = Buffer.from(patch);
  const at = [0, ...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length];
  const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
  const files: PatchedFile[] = [];
  const stream = (async function* () {
    yield* chunks;
  })();
  for await (const file of addedLines(linesOf(stream))) files.push(file);
  return files;
}

const PATCH = `diff --git a/a.md b/a.md
index 1..2 100644
--- a/a.md
+++ b/a.md
@@ -2 +2,3 @@ +++ b/none
-- a/none
+++ b/none
+@@ -1 +1 @@
+diff --git a/x b/x
\\ No newline at end of file
@@ -9,2 +11,3 @@
 kept
+状态
 kept
diff --git a/gone b/gone
deleted file mode 100644
--- a/gone
+++ /dev/null
@@ -1 +0,0 @@
-x
diff --git "a/q\\"\\t\\\\\\001.md" "b/q\\"\\t\\\\\\001.md"
new file mode 120000
--- /dev/null
+++ "b/q\\"\\t\\\\\\001.md"
@@ -0,0 +1 @@
+target
diff --git a/old b/new
similarity index 100%
rename from old
rename to new
`;

describe("addedLines", () => {
  it("knows added lines from what only looks like part of a patch, however it is cut", async () => {
    const files = [
      {
        path: "a.md",
        regular: true,
        added: [
          [2, 4],
          [12, 12],
        ],
      },
      { path: 'q"\t\\\u0001.md', regular: false, added: [[1, 1]] },
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 5 }), async (cuts) => {
        expect(await parse(PATCH.replaceAll("index 1..2", "index 11..22"), cuts)).toEqual(files);
      }),
      { numRuns: 30 },
    );
  });

  it("does not throw on any text", async () => {
    const line = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom(...PATCH.split("\n")));
    await fc.assert(
      fc.asyncProperty(fc.array(line), async (lines) => {
        for (const { added } of await parse(`${lines.join("\n")}\n`))
          expect(added.length).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 50 },
    );
  });
});

describe("ownMessage", () => {
  it("leaves what the author says, in its place", () => {
    const said = (message: string): string[] => {
      const own = ownMessage(message);
      expect(Buffer.byteLength(own)).toBe(Buffer.byteLength(message));
      return own.split("\n").map((line) => line.trimEnd());
    };
    expect(said("Fix it\r\n\r\nWe 状态\n# 评论\n\nFixes #12\nSigned-off-by: 王\n  goes on\n")).toEqual([
      "Fix it",
      "",
      "We 状态",
      "",
      "",
      "",
      "",
      "",
      "",
    ]);
    expect(said("Note: 状态 is one line")).toEqual(["Note: 状态 is one line"]);
    expect(said("A\n\n- 一\n@@ -1 +1 @@\n-状态\n+其他\nB 二\n")).toEqual([
      "A",
      "",
      "- 一",
      "",
      "",
      "",
      "B 二",
      "",
    ]);
    expect(said(`A #\n; 评论\n; ${"-".repeat(24)} >8 ${"-".repeat(24)}\n状态\n`)).toEqual([
      "A #",
      "",
      "",
      "",
      "",
    ]);
  });
});

describe("historyLanguages", () => {
  const english = "Write down how the server is started in the morning and what it reads then";
  const chinese = "修复服务器启动时读取配置文件的问题，并补充测试用例";
  it("takes a language for one of the history only when several messages are in it", () => {
    expect(historyLanguages([english, chinese])).toEqual(["cmn", "eng"]);
    expect(historyLanguages([english, english, chinese])).toEqual(["eng"]);
    expect(historyLanguages([english, english, english, chinese, chinese, chinese])).toEqual(
      expect.arrayContaining(["eng", "cmn"]),
    );
    expect(historyLanguages(["Fix it", "Go on", chinese, "Fix the list"])).toEqual(["und-Latn"]);
    expect(historyLanguages([])).toEqual([]);
    expect(historyLanguages(["Fix it"])).toEqual(["und-Latn"]);
  });
});
