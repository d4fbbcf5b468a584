import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { gitlabErrors as codeQualityErrors, junitErrors } from "../report/schemas.js";
import { leakingRepository } from "./leaking-repository.js";
import { Machine, ROOT, VERSION } from "./machine.js";
import { gitlabErrors, workflowErrors } from "./schemas.js";

const machine = new Machine();
const repository = leakingRepository();
afterAll(() => {
  machine.remove();
  repository.remove();
});

const template = (name: string) => parse(readFileSync(join(ROOT, "templates", name), "utf8"));
const report = (name: string): string => readFileSync(join(repository.folder, name), "utf8");

describe("templates/github.yml", () => {
  const workflow = template("github.yml");
  const steps: { if?: string; run?: string; "working-directory"?: string }[] = workflow.jobs.scan.steps;

  test("has the keys of a workflow, may only read, and installs this version outside of the checkout", () => {
    expect(workflowErrors(workflow)).toEqual([]);
    expect(workflowErrors({ ...workflow, permission: {} })).toHaveLength(1);
    expect(workflow.permissions).toEqual({ contents: "read" });
    const [install] = steps.filter(({ run }) => run?.startsWith("npm "));
    expect(install).toMatchObject({
      run: expect.stringMatching(new RegExp(`langdrift@${VERSION}$`)),
      "working-directory": `\${{ runner.temp }}`,
    });
  });

  test("judges the lines and messages of a pull request", () => {
    const [{ run = "" } = {}] = steps.filter((step) => step.if === "github.event_name == 'pull_request'");
    const env = { GITHUB_BASE_REF: "main", RUNNER_TEMP: machine.temp };
    const { status, stdout, stderr } = machine.run("bash", ["-ec", run], repository.folder, env);
    expect(stderr).toContain("looking at lines added to 2 files, 1 commit message");
    expect(stdout.match(/^::.*/gm)).toEqual([expect.stringContaining("docs/guide.md,line=3,")]);
    expect(status).toBe(1);
    const sarif = JSON.parse(readFileSync(join(machine.temp, "langdrift.sarif"), "utf8"));
    expect(sarif.runs[0].results).toHaveLength(1);
  });
});

describe("templates/gitlab.yml", () => {
  const file = template("gitlab.yml");
  const job = file.langdrift;
  const script = ["set -e", ...job.before_script, ...job.script].join("\n");

  test("has the keys of a job, and names the reports that it writes", () => {
    expect(gitlabErrors(file)).toEqual([]);
    expect(gitlabErrors({ langdrift: { ...job, rule: [] } })).toHaveLength(1);
    for (const name of Object.values(job.artifacts.reports)) expect(job.script[0]).toContain(`=${name}`);
  });

  test("judges what a merge request adds, and everything on the main branch, its own reports apart", async () => {
    const base = repository.git("rev-parse", "main").trim();
    const merge = machine.run("sh", ["-c", script], repository.folder, {
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    });
    expect(machine.takeInstalls()).toMatch(new RegExp(`^/ install .* langdrift@${VERSION}\n$`));
    expect([merge.status, merge.stderr]).toEqual([1, expect.stringContaining("lines added to 2 files")]);
    const issues = JSON.parse(report("gl-code-quality-report.json"));
    expect(codeQualityErrors(issues)).toEqual([]);
    expect(issues).toMatchObject([{ location: { path: "docs/guide.md", lines: { begin: 3 } } }]);
    expect(await junitErrors([report("langdrift-junit.xml")])).toEqual([]);

    repository.put("langdrift.config.json", '{"paths": ["docs"]}');
    const all = machine.run("sh", ["-c", script], repository.folder);
    expect(all.status).toBe(1);
    expect(JSON.parse(report("gl-code-quality-report.json"))).toHaveLength(2);
  });
});
