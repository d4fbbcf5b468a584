import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { officialSarifErrors, sarifErrors } from "../report/schemas.js";
import { leakingRepository } from "./leaking-repository.js";
import { Machine, VERSION } from "./machine.js";
import { action, runAction } from "./run-action.js";
import { actionErrors } from "./schemas.js";

const machine = new Machine();
const repository = leakingRepository();
afterAll(() => {
  machine.remove();
  repository.remove();
});

const ON_PULL_REQUEST = { env: { GITHUB_BASE_REF: "main" } };
const HOSTILE = `$(touch pwned)\`touch pwned\`"; touch pwned; '`;

describe("action.yml", () => {
  test("has the keys of an action, and inputs reach its scripts as variables only", () => {
    expect(actionErrors(action)).toEqual([]);
    expect(actionErrors({ ...action, input: {} })).toHaveLength(1);
    const { steps } = action.runs;
    for (const { run } of steps) expect(run).not.toContain("${{");
    const used = steps.flatMap(({ env }) => Object.values(env)).join("");
    for (const name of Object.keys(action.inputs)) expect(used).toContain(`\${{ inputs.${name} }}`);
    // A variable that langdrift reads itself would weigh as much as a setting.
    for (const name of steps.flatMap(({ env }) => Object.keys(env))) expect(name).not.toMatch(/^LANGDRIFT_/);
  });

  test("reports what a pull request adds: annotations, page, SARIF and counts, by the package of its version", () => {
    const { status, log, outputs, summary } = runAction(
      machine,
      repository.folder,
      { diff: "auto", args: "--commits\n origin/main..  --max-findings 5" },
      ON_PULL_REQUEST,
    );
    expect(log).toContain("::warning file=docs/guide.md,line=3,");
    expect(log).not.toContain("line=2");
    expect(log).toContain("looking at lines added to 2 files, 1 commit message");
    expect([status, outputs["exit-code"]]).toEqual([1, "1"]);
    expect(JSON.parse(outputs.counts!)).toEqual({ error: 0, warning: 1, note: 0 });
    expect(summary).toContain("word-switch");
    const sarif = JSON.parse(readFileSync(outputs["sarif-file"]!, "utf8"));
    expect(sarif.runs[0].results).toHaveLength(1);
    expect([sarifErrors(sarif), officialSarifErrors(sarif)]).toEqual([[], []]);
    const installs = machine.takeInstalls();
    expect(installs).toMatch(new RegExp(`--ignore-scripts .*langdrift@${VERSION}\n$`));
    // Never in the checkout.
    expect(installs.startsWith(machine.temp)).toBe(true);
  });

  test("scans the paths of a folder on other events, and passes when nothing is to fail", () => {
    const { status, log, outputs } = runAction(machine, repository.folder, {
      diff: "auto",
      "working-directory": "docs",
      paths: "\n  guide.md\nz*.md  \n",
      "fail-on": "error",
      version: "source",
    });
    expect(log).toContain("::warning file=guide.md,line=2,");
    expect([status, outputs["exit-code"]]).toEqual([0, "0"]);
    expect(JSON.parse(outputs.counts!)).toEqual({ error: 0, warning: 2, note: 0 });
    // Built already: nothing is installed.
    expect(machine.takeInstalls()).toBe("");
  });

  test("fails with 2 on what it does not understand, and runs none of it", () => {
    const inputs = { paths: HOSTILE, expect: HOSTILE, args: `${HOSTILE} --redact`, version: "1.2.3-rc.1" };
    const { status, log, outputs } = runAction(machine, repository.folder, inputs);
    expect([status, outputs["exit-code"], outputs["sarif-file"]]).toEqual([2, "2", ""]);
    expect(JSON.parse(outputs.counts!)).toEqual({ error: 0, warning: 0, note: 0 });
    expect(log).toContain("::error title=langdrift::Something could not be examined (exit code 2)");
    expect(machine.takeInstalls()).toContain("langdrift@1.2.3-rc.1\n");

    const refused = runAction(machine, repository.folder, { version: `file:.${HOSTILE}` });
    expect(refused.status).toBe(2);
    expect(refused.log).toContain('::error title=langdrift::"version" takes a version');
    expect(machine.takeInstalls()).toBe("");
    expect(existsSync(join(repository.folder, "pwned"))).toBe(false);
    expect(readdirSync(machine.temp)).not.toContain("pwned");
  });
});
