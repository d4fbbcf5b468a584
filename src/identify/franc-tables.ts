type Models = typeof import("franc/data.js").data;
type Expressions = typeof import("franc/expressions.js").expressions;

/** What franc knows: its trigram models by script and language, and its scripts as regular expressions. */
export interface FrancTables {
  /** The trigrams of a language, most frequent first, with `|` between. */
  readonly models: Models;
  readonly expressions: Expressions;
}

// Where Node is not, a bundle holds them anyway.
const node = globalThis.process?.getBuiltinModule?.("node:module");
let tables: FrancTables | undefined =
  node === undefined
    ? {
        models: (await import("franc/data.js")).data,
        expressions: (await import("franc/expressions.js")).expressions,
      }
    : undefined;

/**
 * In Node they are read when the first text is to be identified: that takes as long as starting Node. `require` is how
 * a synchronous stage can load an ES module late (Node 20.19 on).
 */
export function francTables(): FrancTables {
  if (tables !== undefined) return tables;
  const data = node!.createRequire(import.meta.url)("franc/data.js") as typeof import("franc/data.js");
  const scripts = node!.createRequire(import.meta.url)(
    "franc/expressions.js",
  ) as typeof import("franc/expressions.js");
  tables = { models: data.data, expressions: scripts.expressions };
  return tables;
}
