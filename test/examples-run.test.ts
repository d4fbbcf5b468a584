import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const RUN = resolve(import.meta.dirname, "../examples/run.mjs");

function run(...scripts: string[]): Promise<{ code: number; said: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [RUN, ...scripts], (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code), said: stdout + stderr });
    });
  });
}

// Each script asserts what its README says; this is the one run of them in CI.
test("every example does what its README says", { timeout: 180_000 }, async () => {
  const { code, said } = await run();
  expect(code, said).toBe(0);
  expect(said.match(/^===== .*/gm)).toHaveLength(3);
  expect(await run("no-such-example.mjs")).toMatchObject({ code: 1 });
});
