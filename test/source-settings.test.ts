import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { escapeGlob, pathMatcher, rebaseGlob } from "../src/path-glob.js";
import { scan } from "../src/scan.js";
import { settingsBySource } from "../src/source-settings.js";
import { watch } from "../src/watch.js";

const folder = mkdtempSync(join(tmpdir(), "langdrift-overrides-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("paths of overrides", () => {
  it.each([
    ["evals/**/*.jsonl", "/repo/evals/a/b.jsonl", true],
    ["evals/**/*.jsonl", "/repo/evals/b.jsonl", true],
    ["./evals/*.jsonl", "/repo/evals/a/b.jsonl", false],
    ["docs/zh", "/repo/docs/zh/deep/a.md", true],
    ["docs/zh/", "/repo/docs/zh/.hidden", true],
    ["docs/zh", "/repo/docs/zhuyin.md", false],
    ["../other/*", "/other/a.md", true],
    ["*.md", "/repo/docs/a.md", false],
    ["**/*.md", "/repo/docs/a.md", true],
    ["**", "/elsewhere/a.md", false],
    [".", "/repo/a.md", true],
    ["/var/log/**", "/var/log/a/b", true],
    ["/var/log", "/var/log/a/b", true],
    ["!a", "/repo/b", false],
  ])("%s and %s: %s", (pattern, path, expected) => {
    expect(pathMatcher(pattern, "/repo")(path)).toBe(expected);
  });

  it("keep standard input apart, and take \\ as a separator where the system does", () => {
    expect(pathMatcher("-", "/repo")(null)).toBe(true);
    expect(pathMatcher("**", "/repo")(null)).toBe(false);
    expect(pathMatcher("docs\\zh\\**", "/repo", "\\")("/repo/docs/zh/a.md")).toBe(true);
  });

  it("mean the same seen from another folder", () => {
    const name = fc.stringMatching(/^[a-z[{(*?+@!]{1,4}$/);
    const names = fc.array(name, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(names, names, names, (from, to, file) => {
        const [a, b] = [`/${from.join("/")}`, `/${to.join("/")}`];
        const path = `${a}/${file.join("/")}`;
        const pattern = escapeGlob(file.join("/"));
        expect(pathMatcher(pattern, a)(path)).toBe(true);
        expect(pathMatcher(rebaseGlob(pattern, a, b), b)(path)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe("overrides", () => {
  const sources = [
    { path: "docs/**", expect: ["de"], minCertainty: 0.1 },
    { path: "docs/ja/**", expect: ["ja"] },
    { path: "old/**", as: "plain" },
  ];

  it("are won by the last entry that matches, key by key", () => {
    const settings = settingsBySource({ cwd: "/repo", sources, minCertainty: 0.7 });
    expect(settings.of("/repo/a.md").settings).toMatchObject({ expect: "auto", minCertainty: 0.7 });
    expect(settings.of("/repo/docs/a.md").settings).toMatchObject({ expect: ["deu"], minCertainty: 0.1 });
    expect(settings.of("/repo/docs/ja/a.md").settings).toMatchObject({ expect: ["jpn"], minCertainty: 0.1 });
    expect(settings.of(null).settings.expect).toBe("auto");
    expect(settings.unused().map(({ message }) => message)).toEqual([
      'The entry of sources for "old/**" matched no source.',
    ]);
    expect(settings.of("/repo/old/x").forced).toBe("plain");
  });

  it("are checked whether or not they match", () => {
    for (const [entry, message] of [
      [{ path: "a", expect: ["klingonese"] }, "is no language"],
      [{ path: "a", as: "codx" }, 'Unknown format "codx"'],
      [{ path: "a", exepct: ["en"] }, 'Did you mean "expect"?'],
      [{ expect: ["en"] }, 'needs "path"'],
    ] as const)
      expect(() => settingsBySource({ sources: [entry as never] })).toThrow(message);
  });

  it("hold in scan and in watch", async () => {
    mkdirSync(join(folder, "docs"));
    const text = "The build 状态 is good and all of the tests pass.\n";
    for (const name of ["a.md", "docs/b.md"]) writeFileSync(join(folder, name), text);
    const sources = [{ path: "docs", expect: ["en", "zh"] }];
    for (const start of [scan, watch]) {
      const stop = new AbortController();
      const events = start(["docs", "."], { cwd: folder, expect: ["en"], sources, signal: stop.signal });
      const found: string[] = [];
      for await (const event of events) {
        if (event.type === "finding" && event.explanation === null) {
          found.push(event.location.uri);
          stop.abort();
        }
      }
      expect(found).toEqual(["a.md"]);
    }
  });
});
