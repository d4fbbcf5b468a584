type Franc = typeof import("franc");

// Where Node is not, a bundle holds it anyway.
const node = globalThis.process?.getBuiltinModule?.("node:module");
let franc: Franc | undefined = node === undefined ? await import("franc") : undefined;

/**
 * franc's `francAll`. In Node it is loaded when the first text is to be identified: reading its models takes as long as
 * starting Node. `require` is how a synchronous stage can load an ES module late (Node 20.19 on).
 */
export const francAll: Franc["francAll"] = (text, options) => {
  franc ??= node!.createRequire(import.meta.url)("franc") as Franc;
  return franc.francAll(text, options);
};
