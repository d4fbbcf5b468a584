import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Machine, ROOT } from "./machine.js";

interface Step {
  readonly id: string;
  readonly run: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

export const action: Action = parse(readFileSync(join(ROOT, "action.yml"), "utf8"));

/** `inputs.paths`, `steps.scan.outputs.counts`, and whatever of `github` a test gives. */
type Context = Readonly<Record<string, string>>;

/** Replaces `${{ … }}`; what the service does not know is empty there, too. */
const evaluate = (text: string, context: Context): string =>
  text.replace(/\$\{\{ *([\w.-]+) *\}\}/g, (_, name: string) => context[name] ?? "");

export interface ActionRun {
  readonly status: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs the steps of `action.yml` as the runner of GitHub Actions would, up to the first that fails. */
export function runAction(
  machine: Machine,
  cwd: string,
  inputs: Readonly<Record<string, string>>,
  { env = {}, github = {} }: { env?: Readonly<Record<string, string>>; github?: Context } = {},
): ActionRun {
  const context: Record<string, string> = { ...github };
  for (const [name, input] of Object.entries(action.inputs)) {
    context[`inputs.${name}`] = inputs[name] ?? input.default;
  }
  const summary = join(machine.temp, "summary.md");
  const output = join(machine.temp, "output");
  writeFileSync(summary, "");
  let status: number | null = 0;
  let log = "";
  for (const step of action.runs.steps) {
    if (status !== 0) break;
    const script = join(machine.temp, "step.sh");
    writeFileSync(script, step.run);
    writeFileSync(output, "");
    const given = Object.entries(step.env).map(([name, value]) => [name, evaluate(value, context)]);
    const ran = machine.run("bash", ["--noprofile", "--norc", "-eo", "pipefail", script], cwd, {
      GITHUB_ACTIONS: "true",
      GITHUB_ACTION_PATH: ROOT,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: machine.temp,
      ...env,
      ...Object.fromEntries(given),
    });
    status = ran.status;
    log += ran.stdout + ran.stderr;
    for (const line of readFileSync(output, "utf8").trim().split("\n")) {
      const [name, ...value] = line.split("=");
      context[`steps.${step.id}.outputs.${name}`] = value.join("=");
    }
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, evaluate(value, context)]);
  return { status, log, outputs: Object.fromEntries(outputs), summary: readFileSync(summary, "utf8") };
}
