import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { REPORT_FORMATS } from "../../src/report/registry.js";
import { action } from "../ci/run-action.js";
import { gitlabErrors, preCommitErrors, stepsErrors, workflowErrors } from "../ci/schemas.js";
import { langdrift } from "../cli/harness.js";
import { commandLines, fencedBlocks } from "./command-lines.js";

const ROOT = resolve(import.meta.dirname, "../..");
const page = readFileSync(resolve(ROOT, "docs/ci.md"), "utf8");
const yaml = fencedBlocks(page, "yaml").map(({ info, code }) => ({ info, value: parse(code) }));
const SCHEMAS: Readonly<Record<string, (value: unknown) => string[]>> = {
  workflow: workflowErrors,
  steps: stepsErrors,
  gitlab: gitlabErrors,
  "pre-commit": preCommitErrors,
};

/** All values of a key, however deep. */
function valuesOf(key: string, value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => [
    ...(name === key ? [each] : []),
    ...valuesOf(key, each),
  ]);
}

const FORMATS = REPORT_FORMATS.map(({ name }) => name);
/** What `-f` is given, without the files. */
const formatsOf = (words: readonly string[]): readonly string[] =>
  words.filter((_, index) => words[index - 1] === "-f").map((format) => format.replace(/=.*/, ""));

describe("docs/ci.md", () => {
  it("has examples with the keys that their services know", () => {
    expect(new Set(yaml.map(({ info }) => info))).toEqual(new Set(Object.keys(SCHEMAS)));
    for (const { info, value } of yaml) expect(SCHEMAS[info]!(value)).toEqual([]);
    expect(preCommitErrors({ repos: [], fail_fst: true })).toHaveLength(1);
  });

  it("gives the action inputs that it has, names all of them, and reads outputs that it has", () => {
    const steps = yaml.flatMap(({ info, value }) =>
      info === "steps" ? value : (value.jobs?.scan.steps ?? []),
    );
    const ours = steps.filter((step: { uses?: string }) => step.uses?.includes("/langdrift@"));
    expect(ours).toHaveLength(2);
    for (const step of ours)
      for (const input of Object.keys(step.with)) expect(action.inputs).toHaveProperty(input);
    const rows = Array.from(page.matchAll(/^\| `([a-z-]+)` \|/gm), ([, name]) => name);
    expect(rows).toEqual(Object.keys(action.inputs));
    const outputs = Array.from(page.matchAll(/outputs\.([\w-]+)/g), ([, name]) => name!);
    expect(outputs.length).toBeGreaterThan(1);
    for (const output of outputs) expect(action.outputs).toHaveProperty(output);
  });

  it("has pre-commit hooks that .pre-commit-hooks.yaml offers", () => {
    const offered = parse(readFileSync(resolve(ROOT, ".pre-commit-hooks.yaml"), "utf8"));
    const used = yaml.flatMap(({ value }) => valuesOf("hooks", value)).flat() as { id: string }[];
    expect(used).toHaveLength(3);
    for (const { id } of used) expect(offered.map((hook: { id: string }) => hook.id)).toContain(id);
  });

  it("has commands that the program understands, as has the README", async () => {
    const readme = readFileSync(resolve(ROOT, "README.md"), "utf8");
    const scripts = [
      ...fencedBlocks(readme, "sh").map(({ code }) => code),
      ...fencedBlocks(page, "sh").map(({ code }) => code),
      ...yaml
        .flatMap(({ value }) => ["run", "script", "entry"].flatMap((key) => valuesOf(key, value)))
        .flat(),
    ];
    const commands = scripts.flatMap((script) => commandLines(String(script)));
    expect(commands.length).toBeGreaterThan(30);
    for (const [name = "", ...words] of commands) {
      // Other commands have no dry run: their help must know the options.
      const { code, out, err } = await langdrift(
        name === "scan" ? [name, ...words, "--print-config"] : [name, "--help"],
        { io: { cwd: ROOT } },
      );
      expect([words, code, err]).toEqual([words, 0, ""]);
      if (name === "scan") for (const format of formatsOf(words)) expect(FORMATS).toContain(format);
      else for (const word of words.filter((each) => each.startsWith("-"))) expect(out).toContain(`${word} `);
    }
    expect((await langdrift(["scan", "--fail-on", "erro", "--print-config"])).code).toBe(2);
  });

  it("links to files that are there", () => {
    const links = Array.from(page.matchAll(/\]\((?!https:)([^)#]+)\)/g), ([, link]) => link!);
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) expect([link, existsSync(resolve(ROOT, "docs", link))]).toEqual([link, true]);
  });
});
