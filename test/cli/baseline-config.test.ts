import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { observedScan } from "../../src/scan.js";
import { langdrift } from "./harness.js";

const root = realpathSync(mkdtempSync(join(tmpdir(), "langdrift-baseline-config-")));
afterAll(() => rmSync(root, { recursive: true }));

it("a baseline takes paths, file and allowed words from the configuration", async () => {
  mkdirSync(join(root, ".git"));
  mkdirSync(join(root, "logs"));
  writeFileSync(
    join(root, "langdrift.config.json"),
    JSON.stringify({
      paths: ["logs"],
      expect: ["en"],
      baseline: "accepted.json",
      allow: [{ text: "海螺", why: "product name" }],
    }),
  );
  writeFileSync(
    join(root, "logs/run.txt"),
    "The build 状态 is good and all of the tests pass.\nWe use 海螺 for the video and it works.\n",
  );
  const run = (argv: string, cwd: string) =>
    langdrift(argv.split(" "), { io: { cwd }, deps: { scan: observedScan } });

  const { code, err } = await run("baseline", join(root, "logs"));
  expect([code, err]).toEqual([0, expect.stringContaining("1 finding in 1 source accepted")]);
  expect(readFileSync(join(root, "accepted.json"), "utf8")).toContain("logs/run.txt");

  const after = await run("scan", join(root, "logs"));
  expect(after.code).toBe(0);
  expect(after.out).toContain("2 findings not reported (1 in the baseline, 1 allowed by the configuration)");
});
