import { createRequire } from "node:module";

type Franc = typeof import("franc");

let franc: Franc | undefined;

/**
 * franc's `francAll`, loaded when the first text is to be identified: reading its models takes as long as starting Node.
 * `require` is how a synchronous stage can load an ES module late (Node 20.19 on).
 */
export const francAll: Franc["francAll"] = (text, options) => {
  franc ??= createRequire(import.meta.url)("franc") as Franc;
  return franc.francAll(text, options);
};
