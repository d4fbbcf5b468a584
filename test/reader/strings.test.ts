import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leafUtterances, toolInput, toolInputText } from "../../src/reader/shared/emit.js";
import { valueAt } from "../../src/reader/shared/guards.js";
import { parseJsonRecord } from "../../src/reader/shared/json-record.js";
import { stringLeaves } from "../../src/reader/shared/strings.js";
import { collect, locate } from "./collect.js";
import { records } from "./raw-record.js";

const json = (raw: string) => parseJsonRecord(records(raw, "document")[0]!, "t").json!;

describe("string leaves", () => {
  it("are all strings of a value, in document order, each under its path", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const leaves = [...stringLeaves(value, { valuesOnly: true })];
        for (const leaf of leaves) expect(valueAt(value, leaf.path)).toBe(leaf.text);
        const expected: string[] = [];
        JSON.parse(JSON.stringify(value), function collectStrings(this: unknown, _key, inner) {
          if (typeof inner === "string") expected.push(inner);
          return inner;
        });
        expect(leaves.map((leaf) => leaf.text).sort()).toEqual(expected.sort());
      }),
      { numRuns: 300 },
    );
  });

  it("leave out embedded files, not long text", () => {
    const data = "iVBORw0KGgo".repeat(500);
    const text = "plain words and more of them ".repeat(200);
    const value = { a: data, b: `data:image/png;base64,${data}`, c: text, d: `${data}合`, e: "data: none" };
    expect([...stringLeaves(value)].map((leaf) => leaf.path[0])).toEqual(["c", "d", "e"]);
  });

  it("hold keys that are text, and stop at depth 64", () => {
    expect([...stringLeaves({ name: 1, 名称: "x" })]).toEqual([
      { path: ["名称"], text: "名称", key: true },
      { path: ["名称"], text: "x" },
    ]);
    const nest = (depth: number) => JSON.parse(`${"[".repeat(depth)}"x"${"]".repeat(depth)}`);
    expect([...stringLeaves(nest(64))]).toHaveLength(1);
    expect([...stringLeaves(nest(65))]).toHaveLength(0);
    expect([...stringLeaves(nest(100_000))]).toHaveLength(0);
  });
});

describe("tool arguments", () => {
  const meta = { role: "assistant", session: "s", tool: "write" } as const;

  it("give one numbered utterance a string, whether they are an object or JSON in a string", () => {
    const args = { path: "a.ts", edits: [{ old: "x", new: "合作" }], n: 3, 键: true };
    for (const raw of [JSON.stringify({ args }), JSON.stringify({ args: JSON.stringify(args) })]) {
      const utterances = collect(toolInput("k", meta, json(raw), ["args"]));
      expect(utterances.map((each) => each.text)).toEqual(["a.ts", "x", "合作", "键"]);
      expect(utterances.map((each) => each.meta.part)).toEqual([0, 1, 2, 3]);
      expect(
        utterances.every((each) => each.meta.channel === "tool-input" && each.meta.tool === "write"),
      ).toBe(true);
      for (const each of utterances) {
        for (let at = 0; at < each.text.length; at += 1) {
          const { byteOffset } = locate(each, at);
          expect(Buffer.from(raw).subarray(byteOffset).toString().charAt(0)).toBe(each.text.charAt(at));
        }
      }
    }
    const outer = collect(
      toolInput("k", meta, json(JSON.stringify({ args: JSON.stringify(args) })), ["args"]),
    );
    expect(outer[2]!.pieces[0]!.origin.pointer).toBe("/args#/edits/0/new");
  });

  it("that are no JSON are one utterance", () => {
    const origin = { pointer: "/x", locate: () => ({ line: 1, column: 1, byteOffset: 0 }) };
    const texts = ["*** Begin Patch\n+合", '{"cut": "of', "42"];
    for (const text of texts) {
      expect(
        collect(toolInputText("k", meta, text, origin)).map((each) => [each.text, each.meta.part]),
      ).toEqual([[text, 0]]);
    }
  });

  it("are taken apart further only where escapes hide their characters", () => {
    const inner = JSON.stringify({ a: "\u5408" });
    const hidden = inner.replace("合", "\\u5408");
    const raw = JSON.stringify({ open: inner, hidden, twice: JSON.stringify([hidden]) });
    const utterances = collect(leafUtterances("k", { ...meta, channel: "tool-output" }, json(raw), []));
    expect(utterances.map((each) => each.text)).toEqual([inner, "合", "合"]);
    expect(utterances.map((each) => each.pieces[0]!.origin.pointer)).toEqual([
      "/open",
      "/hidden#/a",
      "/twice#/0#/a",
    ]);
    expect(raw.slice(locate(utterances[1]!, 0).column - 1).startsWith("\\\\u5408")).toBe(true);
  });
});
