// Bundles the compiled command line into `dist-cli`, which is what `bin/langdrift.js` loads: reading 400 small modules
// takes longer than most scans. The library stays as tsc writes it. Run by `npm run build`, after tsc.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const DIST = join(ROOT, "dist");
/** One folder deep, as `dist` is: the code finds the manifest and the manual beside its own folder. */
const OUT = "dist-cli";

/**
 * Modules that are imported at need, by what needs them. Each group is a file, and so is what several of them share:
 * with a file for every such module a scan would load 40. What is listed nowhere is in `rest`.
 */
const GROUPS = {
  program: ["cli/program"],
  scan: [
    "cli/scan-command",
    "cli/error-text",
    "config/find-configs",
    "config/config-document",
    "report/registry",
    ...["pretty", "json", "jsonl", "sarif", "gitlab", "github", "markdown", "rdjsonl"].map(
      (name) => `report/${name}`,
    ),
    "scan",
  ],
  readers: ["formats"],
  packed: ["source/gunzip", "source/unzstd"],
  junit: ["report/junit"],
  threads: ["worker/threaded-scan"],
};

/** Packages that a scan reads at its start. The others stay where npm puts them, and are loaded at need. */
const BUNDLED = ["commander", "eventsource-parser", "jsonc-parser", "p-limit", "picomatch", "yocto-queue"];

/**
 * Modules of pure functions that most texts do not need, since there is no Chinese in them: half of all code. They are
 * called where nothing can be waited for, so they are CommonJS, which `require` loads at the first call.
 */
const LATE = [
  "identify/attribute",
  "identify/chinese-sentence",
  "identify/mojibake",
  "judge/judge-language",
  "judge/han-fold",
  "judge/judge-run",
  "judge/named-languages",
  "judge/requests",
  "path-glob",
];

const nameOf = (file) => relative(DIST, file).replaceAll("\\", "/").replace(/\.js$/, "");

/** Every module that another one imports at need. */
function importedAtNeed() {
  const found = new Set();
  for (const file of readdirSync(DIST, { recursive: true, encoding: "utf8" }).filter((f) =>
    f.endsWith(".js"),
  )) {
    for (const [, path] of readFileSync(join(DIST, file), "utf8").matchAll(/\bimport\("(\.[^"]+)"\)/g)) {
      found.add(nameOf(resolve(DIST, dirname(file), path)));
    }
  }
  return [...found].sort();
}

const listed = Object.values(GROUPS).flat();
const groups = { ...GROUPS, rest: importedAtNeed().filter((module) => !listed.includes(module)) };
const groupOf = (module) => Object.keys(groups).find((name) => groups[name].includes(module));

/** Sends `import("…")` of a module to its group, which gives out what all of its modules do. */
const grouping = {
  name: "grouping",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      const group = kind === "dynamic-import" ? groupOf(nameOf(resolve(resolveDir, path))) : undefined;
      return group === undefined ? undefined : { path: group, namespace: "group" };
    });
    onResolve({ filter: /^[^./]/ }, ({ path }) => {
      if (path.startsWith("node:")) return { path, namespace: "builtin" };
      return BUNDLED.includes(path) ? undefined : { path, external: true };
    });
    // An `import` of a module of Node reads all that it gives out, and so loads what half of it needs.
    onLoad({ filter: /./, namespace: "builtin" }, ({ path }) => {
      const module = `process.getBuiltinModule(${JSON.stringify(path)})`;
      // commander asks for it and has no use for it here.
      const late = ["spawn", "execFile"].map((name) => `get ${name}() { return ${module}.${name}; }`);
      return { contents: `module.exports = ${path === "node:child_process" ? `{ ${late} }` : module};` };
    });
    onLoad({ filter: /./, namespace: "group" }, ({ path }) => ({
      contents: groups[path].map((module) => `export * from ${JSON.stringify(`./${module}.js`)};`).join("\n"),
      resolveDir: DIST,
    }));
  },
};

/** Stands in for a late module. */
async function standIn(module) {
  const exports = Object.entries(await import(join(DIST, `${module}.js`)));
  const wrong = exports.find(([, value]) => typeof value !== "function");
  if (wrong !== undefined) throw new Error(`${module} gives out ${wrong[0]}, which is no function.`);
  const functions = exports.map(
    ([name]) => `export const ${name} = (...given) => late()[${JSON.stringify(module)}].${name}(...given);`,
  );
  return [
    'import { createRequire } from "node:module";',
    "let loaded;",
    'const late = () => (loaded ??= createRequire(import.meta.url)("./late.cjs"));',
    ...functions,
  ].join("\n");
}

const lateness = {
  name: "lateness",
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, async ({ path }) =>
      LATE.includes(nameOf(path))
        ? { contents: await standIn(nameOf(path)), resolveDir: dirname(path) }
        : undefined,
    );
  },
};

rmSync(join(ROOT, OUT), { recursive: true, force: true });
const common = {
  absWorkingDir: ROOT,
  outdir: OUT,
  bundle: true,
  platform: "node",
  // tsc has chosen the syntax; an older target turns regular expressions into calls, made anew at every use.
  target: "esnext",
  mainFields: ["module", "main"],
  minifyWhitespace: true,
  minifySyntax: true,
  metafile: true,
  logLevel: "warning",
};
const hot = await build({
  ...common,
  // What a thread runs is a program of its own: the code starts it by its name, beside its own file.
  entryPoints: { run: "dist/cli/run.js", "scan-worker": "dist/worker/scan-worker.js" },
  splitting: true,
  format: "esm",
  plugins: [grouping, lateness],
});
const late = await build({
  ...common,
  stdin: {
    contents: LATE.map((module) => `exports[${JSON.stringify(module)}] = require("./${module}.js");`).join(
      "\n",
    ),
    resolveDir: DIST,
    sourcefile: "late.cjs",
  },
  outdir: undefined,
  outfile: `${OUT}/late.cjs`,
  format: "cjs",
  external: ["node:*"],
  define: { "import.meta.url": "moduleUrl" },
  banner: { js: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;' },
});
// Two modules of a group that give out the same name hide it.
if (hot.warnings.length + late.warnings.length > 0) process.exitCode = 1;

const outputs = { ...hot.metafile.outputs, ...late.metafile.outputs };
const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
const packages = new Set(
  inputs.flatMap((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []),
);
const licences = [...packages].sort().map((name) => {
  const folder = join(ROOT, "node_modules", name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} is bundled and has no licence file.`);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
});
writeFileSync(join(ROOT, OUT, "LICENSES.txt"), licences.join(`\n${"-".repeat(72)}\n\n`));

if (process.argv.includes("--verbose")) {
  for (const [file, { bytes, imports }] of Object.entries(outputs).sort((a, b) => b[1].bytes - a[1].bytes)) {
    const needs = imports
      .filter(({ kind }) => kind !== "dynamic-import")
      .map(({ path }) => path.split("/").at(-1));
    console.log(bytes, file, needs.join(" "));
  }
}
