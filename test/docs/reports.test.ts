import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { REPORT_FORMATS } from "../../src/report/registry.js";

const ROOT = join(import.meta.dirname, "../..");
const page = readFileSync(join(ROOT, "docs/reports.md"), "utf8");
const examples = new Map(
  Array.from(page.matchAll(/```\w+ (\w+)\n([\s\S]*?)```/g), ([, format, text]) => [format!, text!]),
);

/** What the scan of `test/fixtures/reports` is checked against. */
function golden(file: string): string {
  return readFileSync(join(ROOT, "test/fixtures/reports-golden", file), "utf8");
}

describe("docs/reports.md", () => {
  it("has a section and an example of every format for CI", () => {
    const formats = REPORT_FORMATS.map(({ name }) => name).filter(
      (name) => !["pretty", "json", "jsonl"].includes(name),
    );
    expect([...examples.keys()]).toEqual(formats);
    expect(Array.from(page.matchAll(/^## (\w+)$/gm), ([, name]) => name)).toEqual(formats);
  });

  it("shows what is written", () => {
    expect(golden("junit.xml")).toContain(examples.get("junit")!);
    expect(golden("github.txt")).toContain(examples.get("github")!);
    expect(golden("markdown.md")).toContain(examples.get("markdown")!);
    const json = (format: string): unknown => JSON.parse(examples.get(format)!);
    expect(JSON.parse(golden("gitlab.json"))).toContainEqual(json("gitlab"));
    const lines = golden("rdjsonl.jsonl").trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(json("rdjsonl"));
    // Only its properties and fingerprint are left out.
    expect(JSON.parse(golden("sarif.json")).runs[0].results).toContainEqual(
      expect.objectContaining(json("sarif") as object),
    );
  });
});
