import { Ajv2020 } from "ajv/dist/2020.js";

/*
 * Strict schemas of the keys that the files for CI may have, written from GitHub's "Metadata syntax" and "Workflow
 * syntax", GitLab's "CI/CD YAML syntax reference" and pre-commit's "Creating new hooks": a key that a service would not
 * know, or would ignore, is an error.
 */

type Schema = Readonly<Record<string, unknown>>;

const text = { type: "string", minLength: 1 };
const texts = { type: "array", items: text, minItems: 1 };
const named = (items: unknown) => ({ type: "object", additionalProperties: items, minProperties: 1 });
const closed = (properties: Schema, required: readonly string[]): Schema => ({
  type: "object",
  additionalProperties: false,
  properties,
  required,
});

const variables = named({ type: ["string", "number", "boolean"] });
const run = { id: text, name: text, if: text, run: text, env: variables, "working-directory": text };
/** A step of an action must name its shell. */
const actionStep = closed({ ...run, shell: { const: "bash" } }, ["run", "shell"]);
const step = {
  oneOf: [
    closed({ ...run, shell: text }, ["run"]),
    closed(
      {
        id: text,
        name: text,
        if: text,
        env: variables,
        uses: { type: "string", pattern: "@" },
        with: variables,
      },
      ["uses"],
    ),
  ],
};

const action = closed(
  {
    name: text,
    description: { ...text, maxLength: 125 },
    inputs: named(closed({ description: text, default: { type: "string" } }, ["description", "default"])),
    outputs: named(closed({ description: text, value: text }, ["description", "value"])),
    runs: closed({ using: { const: "composite" }, steps: { type: "array", items: actionStep } }, [
      "using",
      "steps",
    ]),
  },
  ["name", "description", "runs"],
);

const permissions = named({ enum: ["read", "write", "none"] });
const event = { anyOf: [{ type: "null" }, closed({ branches: texts, types: texts }, [])] };
const workflow = closed(
  {
    name: text,
    on: {
      anyOf: [
        texts,
        closed({ push: event, pull_request: event, merge_group: event, workflow_dispatch: event }, []),
      ],
    },
    permissions,
    jobs: named(
      closed(
        {
          name: text,
          if: text,
          permissions,
          "runs-on": text,
          "timeout-minutes": { type: "integer" },
          steps: { type: "array", items: step, minItems: 1 },
        },
        ["runs-on", "steps"],
      ),
    ),
  },
  ["on", "jobs"],
);

const gitlabJob = closed(
  {
    image: text,
    stage: text,
    variables,
    rules: { type: "array", items: closed({ if: text }, ["if"]) },
    before_script: texts,
    script: texts,
    allow_failure: closed({ exit_codes: { type: "array", items: { type: "integer" } } }, ["exit_codes"]),
    artifacts: closed(
      { when: { enum: ["always", "on_failure"] }, reports: closed({ codequality: text, junit: text }, []) },
      ["reports"],
    ),
  },
  ["script"],
);

const hook = {
  id: text,
  name: text,
  description: text,
  entry: text,
  language: { enum: ["node", "system"] },
  types: texts,
  stages: { type: "array", items: { enum: ["commit-msg", "pre-commit"] } },
  require_serial: { type: "boolean" },
};
const usedHook = { ...hook, args: texts, files: text, additional_dependencies: texts };
const preCommit = closed(
  {
    default_install_hook_types: texts,
    repos: {
      type: "array",
      items: closed({ repo: text, rev: text, hooks: { type: "array", items: closed(usedHook, ["id"]) } }, [
        "repo",
        "hooks",
      ]),
    },
  },
  ["repos"],
);

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });

/** What is wrong with a file; nothing when it is valid. */
function validator(schema: Schema): (value: unknown) => string[] {
  const validate = ajv.compile(schema);
  return (value) => {
    validate(value);
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
}

export const actionErrors = validator(action);
export const workflowErrors = validator(workflow);
/** A list of steps, as documentation shows a part of a workflow. */
export const stepsErrors = validator({ type: "array", items: step });
export const gitlabErrors = validator(named(gitlabJob));
export const hooksErrors = validator({
  type: "array",
  items: closed(hook, ["id", "name", "entry", "language"]),
});
export const preCommitErrors = validator(preCommit);
