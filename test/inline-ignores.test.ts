import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readIgnoreComment } from "../src/ignore-comment.js";
import { InlineIgnores } from "../src/inline-ignores.js";
import type { ScanEvent } from "../src/model/scan-event.js";
import { scan } from "../src/scan.js";
import type { ScanOptions } from "../src/scan-options.js";

const folder = mkdtempSync(join(tmpdir(), "langdrift-ignores-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Each with a word of its own: what was found before is a repeat. */
const [LINE, SECOND, THIRD] = [
  "The build 状态 is good and all of the tests pass.",
  "We 然后 restart the server and wait for it.",
  "After that the 配置 is read once more by the server.",
];

async function scanned(name: string, text: string, options: ScanOptions = {}) {
  writeFileSync(join(folder, name), text);
  const events: ScanEvent[] = [];
  for await (const event of scan([name], { cwd: folder, expect: ["en"], ...options })) events.push(event);
  const summary = events.at(-1);
  return {
    lines: events.flatMap((e) => (e.type === "finding" && e.explanation === null ? [e.location.line] : [])),
    said: events.flatMap((e) => (e.type === "diagnostic" ? [[e.code, e.location?.line, e.message]] : [])),
    ignored: summary?.type === "summary" ? (summary.counts.accepted.ignored ?? 0) : null,
  };
}

describe("ignore comments", () => {
  it.each([
    ["<!-- langdrift-ignore-next-line 海螺 is a product -->", "next-line"],
    ["foo(); // langdrift-ignore-next-line: the label of the button", "next-line"],
    ["# langdrift-ignore-file fixture", "file"],
    ["{/* langdrift-ignore-file fixture */}", "file"],
    [" * langdrift-ignore-file fixture", "file"],
    ["langdrift-ignore-file fixture", null],
    ["Write langdrift-ignore-file with a reason", null],
    ["<!-- langdrift-ignore-file -->", "needs a reason"],
    ["// langdrift-ignore-file ---", "needs a reason"],
    ["// langdrift-ignore-nextline x", 'Did you mean "langdrift-ignore-next-line"?'],
  ])("%s", (line, expected) => {
    const comment = readIgnoreComment(line);
    if (comment?.type === "invalid") expect(comment.problem).toContain(expected);
    else expect(comment?.type ?? null).toBe(expected);
  });

  it("hold for the next line with text, or for all below", async () => {
    const text = [LINE, "<!-- langdrift-ignore-next-line 状态 is a label -->", "", SECOND, THIRD].join("\n");
    expect(await scanned("a.md", text)).toEqual({ lines: [1, 5], said: [], ignored: 1 });
    const file = [LINE, "<!-- langdrift-ignore-file fixture -->", SECOND, "", THIRD].join("\n");
    expect(await scanned("b.md", file)).toEqual({ lines: [1], said: [], ignored: 2 });
    expect(await scanned("b.md", file, { inlineIgnores: false })).toMatchObject({ lines: [1, 3, 5] });
  });

  it("need a reason, and are reported when they hold nothing back, also where only a part is scanned", async () => {
    const text = `// langdrift-ignore-next-line\n${LINE}\n// langdrift-ignore-next-line old\nAll is well here.\n`;
    expect(await scanned("a.js.txt", text, { reportUnused: false })).toEqual({
      lines: [2],
      said: [
        ["invalid-ignore", 1, expect.stringContaining("needs a reason")],
        ["unused-entry", 3, "The comment langdrift-ignore-next-line held back no finding."],
      ],
      ignored: 0,
    });
  });

  it("are not heeded where a model or a program writes", async () => {
    const text = `# langdrift-ignore-file because I say so\n${LINE}\n`;
    for (const name of ["run.log", "run.log.1", "nohup.out"])
      expect(await scanned(name, text)).toMatchObject({ lines: [2], said: [], ignored: 0 });
    const turn = { type: "assistant", sessionId: "s", message: { role: "assistant", content: text } };
    const logged = await scanned("s.txt", `${JSON.stringify(turn)}\n`, { as: "claude-code" });
    expect(logged).toMatchObject({ lines: [1], ignored: 0 });
    expect(new InlineIgnores().source("-", "plain")).toBeNull();
  });
});
