import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const SRC = resolve(import.meta.dirname, "../src");
const STAGES = [
  "source",
  "reader",
  "decode",
  "segment",
  "identify",
  "judge",
  "provenance",
  "report",
  "config",
];

/** Packages that only one place may import. */
const OWNERS: Record<string, RegExp> = {
  franc: /^identify\//,
  "franc/data.js": /^identify\/franc-tables\.ts$/,
  "franc/expressions.js": /^identify\/franc-tables\.ts$/,
  tiktoken: /^provenance\//,
  jstat: /^provenance\/distributions\.ts$/,
  commander: /^cli\/program\.ts$/,
  "p-limit": /^source\//,
  xmlbuilder2: /^report\/junit-suite\.ts$/,
  "node:child_process": /^(?:git\/|cli\/init\/list-repository\.ts$)/,
  "node:worker_threads": /^worker\//,
  ajv: /^config\//,
  "ajv/dist/2020.js": /^config\//,
  picomatch: /^path-glob\.ts$/,
};

/**
 * What `src/integrations` may import of the rest: as a harness would from outside, and `src/output`, which judges finished
 * output. Nobody imports it.
 */
const PUBLIC =
  /^\.\.\/(?:(?:model|output)\/[a-z-]+|reader\/shared\/guards|monitor|monitor-stream|scan-options|scan-text|errors|suggestion)\.js$/;

/** Stages that work on data alone: no files, clock, environment or output. */
const PURE = /^(?:model|reader|decode|segment|identify|judge)\//;
const IMPURE =
  /\bprocess\.|\bconsole\.|\bDate\.now\b|\bnew Date\(\)|\bperformance\.|from "node:(?:fs|path|os|child_process|net|http)/;

interface Edge {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(".ts"));
const read = (file: string): string => readFileSync(join(SRC, file), "utf8");
const folderOf = (file: string): string => (file.includes("/") ? file.slice(0, file.indexOf("/")) : "");

function importsOf(file: string): Edge[] {
  const specifiers = read(file).matchAll(
    /(?:from|import|createRequire\(import\.meta\.url\))\s*\(?\s*"([^"]+)"/g,
  );
  return Array.from(specifiers, ([, to]) => ({ from: file, to: to! }));
}

/** The edges that the architecture forbids. */
function forbidden(edges: readonly Edge[]): string[] {
  return edges.flatMap(({ from, to }) => {
    if (!to.startsWith(".")) {
      const owner = OWNERS[to];
      return owner === undefined || owner.test(from) ? [] : [`${from} imports ${to}`];
    }
    const target = folderOf(relative(SRC, resolve(SRC, from, "..", to)));
    const stage = folderOf(from);
    if (stage === "integrations") return PUBLIC.test(to) || target === stage ? [] : [`${from} imports ${to}`];
    if (target === "integrations") return [`${from} imports ${to}`];
    const sideways =
      stage === "model"
        ? target !== "model"
        : STAGES.includes(stage) && target !== stage && target !== "model";
    return sideways ? [`${from} imports ${to}`] : [];
  });
}

describe("the layers", () => {
  test("no stage imports a sibling, and packages stay with their owner", () => {
    expect(files.length).toBeGreaterThan(40);
    expect(forbidden(files.flatMap(importsOf)).filter((edge) => !ALLOWED.has(edge))).toEqual([]);
  });

  test("a sideways edge is found", () => {
    expect(forbidden([{ from: "judge/a.ts", to: "../segment/index.js" }])).toHaveLength(1);
    expect(forbidden([{ from: "judge/a.ts", to: "franc" }])).toHaveLength(1);
    expect(forbidden([{ from: "integrations/a.ts", to: "../judge/index.js" }])).toHaveLength(1);
    expect(forbidden([{ from: "scan.ts", to: "./integrations/a.js" }])).toHaveLength(1);
    expect(
      forbidden([
        { from: "judge/a.ts", to: "../model/run.js" },
        { from: "scan.ts", to: "./judge/index.js" },
      ]),
    ).toEqual([]);
  });

  test("the pure stages do no I/O and read no clock", () => {
    expect(files.filter((f) => PURE.test(f) && IMPURE.test(read(f)))).toEqual([]);
  });

  test("only the command line may end the process, and it does not", () => {
    expect(files.filter((f) => /process\.exit\(/.test(read(f)))).toEqual([]);
  });
});

/** Errors and suggestions are shared by the reports and the command line: shapes and words, no stage. */
const ALLOWED = new Set(
  files
    .flatMap(importsOf)
    .flatMap(({ from, to }) => (/\/(?:errors|suggestion)\.js$/.test(to) ? [`${from} imports ${to}`] : [])),
);
