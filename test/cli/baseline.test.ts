import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { observedScan } from "../../src/scan.js";
import { type Ran, langdrift as run } from "./harness.js";

const folder = mkdtempSync(join(tmpdir(), "langdrift-"));
afterAll(() => rmSync(folder, { recursive: true }));
const langdrift = (argv: readonly string[], cwd = folder): Promise<Ran> =>
  run(argv, { io: { cwd }, deps: { scan: observedScan } });
const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const accepted = (): string => readFileSync(join(folder, "langdrift.baseline.json"), "utf8");

const OLD = "The build of the server is in good 状态 and we can go on with it.\n";
const NEW = "We looked at all of the tests 然后 we wrote down what is left.\n";
const FIXED = "The build of the server is in good shape and we can go on with it.\n";

beforeAll(() => {
  mkdirSync(join(folder, "docs"));
  put("docs/a.md", OLD);
  put("docs/b.md", OLD + NEW);
});

describe("langdrift baseline", () => {
  it("writes a file without any text, the same however the input is named, and scan reports only what is new", async () => {
    expect((await langdrift(["scan", "docs"])).code).toBe(1);
    const written = await langdrift(["baseline", "docs"]);
    expect(written).toMatchObject({ code: 0, out: "" });
    expect(written.err).toBe("3 findings in 2 sources accepted in langdrift.baseline.json\n");
    const text = accepted();
    expect(text).not.toMatch(/\P{ASCII}|build|server/u);
    expect(text.match(/"source":"[^"]*"/g)).toEqual(
      ["docs/a.md", "docs/b.md", "docs/b.md"].map((source) => `"source":"${source}"`),
    );

    const elsewhere = ["baseline", folder, "-o", "../langdrift.baseline.json", "-q"];
    expect((await langdrift(elsewhere, join(folder, "docs"))).code).toBe(0);
    expect(accepted()).toBe(text);
    expect((await langdrift(["baseline", "docs", "-o", "-"])).out).toBe(text);

    const silent = await langdrift(["scan", "docs", "--baseline", "langdrift.baseline.json", "--redact"]);
    expect(silent.code).toBe(0);
    expect(silent.out + silent.err).toContain("3 findings not reported (3 in the baseline)");
    put("docs/a.md", NEW + OLD);
    const told = await langdrift(["scan", "docs", "--baseline", "langdrift.baseline.json", "-f", "json"]);
    expect(told.code).toBe(1);
    expect(JSON.parse(told.out).findings).toMatchObject([{ run: { text: "然后" }, location: { line: 1 } }]);
  });

  it("says what no longer occurs, and --prune drops it and nothing else", async () => {
    put("docs/a.md", FIXED);
    rmSync(join(folder, "docs/b.md"));
    const scanned = await langdrift(["scan", "docs/a.md", "--baseline", "langdrift.baseline.json"]);
    expect(scanned.code).toBe(0);
    expect(scanned.err).toMatch(/3 findings of the baseline were not met: .*`langdrift baseline --prune`/);

    put("docs/b.md", OLD + NEW);
    const before = accepted();
    const pruned = await langdrift(["baseline", "--prune", "docs/a.md"]);
    expect(pruned.err).toBe(
      "1 finding dropped; 2 findings in 1 source accepted in langdrift.baseline.json\n",
    );
    expect(before.split("\n").filter((line) => !accepted().includes(line.replace(/,$/, "")))).toHaveLength(1);
    expect((await langdrift(["scan", "docs", "--baseline", "langdrift.baseline.json"])).code).toBe(0);
  });

  it("refuses files that are no baseline, and says what to do", async () => {
    const scanWith = async (text: string): Promise<Ran> => {
      put("odd.json", text);
      return langdrift(["scan", "docs", "--baseline", "odd.json"]);
    };
    const entry = `{"source":"a","rule":"word-switch","hash":"${"0".repeat(24)}","count":0}`;
    const file = (version: number, list = ""): string =>
      `{"type":"langdrift-baseline","version":${version},"findings":[${list}]}`;
    for (const [text, message] of [
      ["{}", /odd\.json" is no baseline of langdrift/],
      ['{\n<<<<<<< ours\n"version":1', /marks of a merge conflict.*`langdrift baseline`/],
      [file(2), /has version 2.*update langdrift/],
      [file(1, entry), /finding 1 is not \{source, rule, hash, count\}/],
    ] as const) {
      const { code, err, out } = await scanWith(text);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toMatch(message);
    }
    const missing = await langdrift(["scan", "docs", "--baseline", "none.json"]);
    expect(missing).toMatchObject({ code: 2 });
    expect(missing.err).toMatch(/does not exist\. `langdrift baseline -o none\.json` writes one/);
    expect((await langdrift(["baseline", "--prune", "--baseline", "none.json", "docs"])).code).toBe(2);
    expect((await langdrift(["baseline", "nowhere.md", "-o", "-"])).code).toBe(2);
  });
});
