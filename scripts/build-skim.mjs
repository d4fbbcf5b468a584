/**
 * Compiles wasm/skim.ts and writes the module as base64 into src/source/skim/skim.generated.ts.
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { compileSkim } from "./compile-skim.mjs";

const OUT = resolve(import.meta.dirname, "../src/source/skim/skim.generated.ts");

writeFileSync(OUT, await compileSkim());
