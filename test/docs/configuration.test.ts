import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { PRECEDENCE_ORDER } from "../../src/cli/help-text.js";
import { SCAN_FLAGS } from "../../src/cli/scan-flags.js";

const ROOT = resolve(import.meta.dirname, "../..");
const page = readFileSync(resolve(ROOT, "docs/configuration.md"), "utf8");
const schema = JSON.parse(readFileSync(resolve(ROOT, "schema/langdrift-config-1.schema.json"), "utf8"));
const validate = new Ajv2020({ allowUnionTypes: true, keywords: ["patternErrorMessage"] }).compile(schema);

/** Cells of the table under a heading, without the two rows of its head; code without its quotes. */
function rowsUnder(heading: string): string[][] {
  const part = page.split(/^## /m).find((each) => each.startsWith(heading)) ?? "";
  const rows = part.split("\n").filter((line) => line.startsWith("| `"));
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("`", "")),
  );
}

describe("docs/configuration.md", () => {
  it.each([
    ["Keys", schema.properties],
    ["`sources`", schema.$defs.source.properties],
    ["`allow`", schema.$defs.allowed.properties],
  ])("names the keys of the schema and no others: %s", (heading, properties) => {
    expect(rowsUnder(heading).map(([key]) => key)).toEqual(Object.keys(properties));
  });

  it("gives the defaults of the schema, and examples that are valid", () => {
    for (const [key = "", fallback = "", example = ""] of rowsUnder("Keys")) {
      const told = fallback === "not set" ? undefined : JSON.parse(fallback);
      expect([key, told]).toEqual([key, schema.properties[key].default]);
      expect([key, validate({ [key]: JSON.parse(example) })]).toEqual([key, true]);
    }
    for (const [list, rows] of [
      ["sources", rowsUnder("`sources`")],
      ["allow", rowsUnder("`allow`")],
    ] as const) {
      const entry = Object.fromEntries(rows.map(([key = "", example = ""]) => [key, JSON.parse(example)]));
      expect(validate({ [list]: [entry] })).toBe(true);
    }
    const [, whole = ""] = /```jsonc\n([\s\S]*?)```/.exec(page) ?? [];
    expect(validate(parse(whole))).toBe(true);
    for (const { examples = [] } of Object.values<{ examples?: unknown[] }>(schema.properties))
      expect(Array.isArray(examples)).toBe(true);
  });

  it("words the precedence as the help does, and every option is a key or said anew for each run", () => {
    expect(page).toContain(PRECEDENCE_ORDER);
    const perRun = SCAN_FLAGS.filter(({ key }) => !(key in schema.properties)).map(
      ({ flags }) => flags.split(" ")[0],
    );
    for (const flag of perRun) expect(page).toContain(flag);
  });
});
