import fc from "fast-check";
import { expect, test } from "vitest";
import { createBlockTracker, createStructure, LineTrail } from "../../src/segment/index.js";

const PROSE = [
  "The server reads the option, and then it starts.",
  "It starts",
  "",
  " \u00a0",
  "\ufeffA mark",
  "# Heading",
];
/** Lines that tell something about the lines behind them, by what they tell. */
const TELLING = [
  ["status: done", "messages:", "  zh: {", "    deep: [", "  },", "    indented"],
  ["name,language,text", "a,b,c", "a;b", "a\tb", "```csv", "```"],
  ["| name | value |", "| --- | --- |", "a | b | c", "|"],
  ["- item", "    indented", "\tindented", "1. first"],
  ["> quoted", "> ```", "  ```ts", "```", "~~~", "~~~ python"],
  ["---", "--- a/x", "+ added", "*** Begin Patch", "*** End Patch", "diff --git a/x b/x", "@@ -1,2 +1,2 @@"],
  ["  @book{key,", "}", "  <PRE>", "</pre>", "<!-- a", "-->", "/* a", "*/", "'''", '"""'],
  ["import x from 'y';", "return a;", "cat <<EOF", "EOF", "<script>", "</script>"],
];
const PROBES = ["x", "    deep | b,c", "\t- a", "x,y,z", "| x | y |", "x;y", "x\ty"];

/** What judging asks for. Of keys directly before a line only none, one or more are told apart. */
function asked(
  state: ReturnType<typeof createBlockTracker>["state"],
  structure: ReturnType<typeof createStructure>,
) {
  const probes = PROBES.map((line) => [structure.keysOf(line), structure.columnOf(line, line.length)]);
  return { ...state, keys: Math.min(state.keys, 2), probes };
}

test("rows far below its head are in its table", () => {
  const trail = new LineTrail({});
  const prose = Array.from({ length: 60 }, () => "Some prose.");
  for (const line of [...prose, "name,language,text", ...Array.from({ length: 300 }, () => "a,b,c")]) {
    trail.line(line);
  }
  expect(trail.structure.columnOf("x,y,z", 5)).toBe("text");
  for (const line of ["It ends.", "| a | b |", "a | b | c", "a | b | c", "a | b | c"]) trail.line(line);
  expect(trail.state.table).toBe(true);
});

test("a trail tells the same as going through every line, whenever it is asked and however the lines come", () => {
  // Few kinds of lines in one text, so that what one of them tells is not soon made up for by another.
  const kinds = fc
    .tuple(fc.subarray(PROSE, { maxLength: 1 }), fc.subarray(TELLING, { minLength: 1, maxLength: 2 }))
    .chain(([prose, telling]) => fc.subarray([...prose, ...telling.flat()], { minLength: 1, maxLength: 4 }));
  const step = (kinds: readonly string[]) =>
    fc.record({
      lines: fc.array(fc.constantFrom(...kinds), { maxLength: 12 }),
      together: fc.boolean(),
      asks: fc.boolean(),
    });
  const steps = kinds.chain((kinds) => fc.array(step(kinds), { maxLength: 8 }));
  const name = fc.constantFrom(
    undefined,
    "a.md",
    "a.txt",
    "a.log",
    "a.ts",
    "a.sh",
    "a.html",
    "a.diff",
    "console",
    "a.yaml",
  );
  const calm = fc.boolean();
  fc.assert(
    fc.property(name, calm, steps, (name, calm, steps) => {
      const hint = name === undefined ? {} : { name };
      const tracker = createBlockTracker(hint);
      const structure = createStructure();
      const trail = new LineTrail(hint);
      const first = calm ? Array.from({ length: 60 }, () => "Some prose.") : [];
      for (const { lines, together, asks } of [{ lines: first, together: false, asks: false }, ...steps]) {
        for (const line of lines) {
          tracker.line(line);
          structure.line(line);
          if (!together) trail.line(line);
        }
        if (together) {
          let text = "";
          const spans: number[] = [];
          for (const line of lines) {
            spans.push(text.length + 1, text.length + 1 + line.length);
            text += `!${line}\n`;
          }
          const position = () => ({ line: 1, column: 1, byteOffset: 0 });
          trail.lines({ text, spans, units: text.length, ascii: false, position });
        }
        if (asks) expect(asked(trail.state, trail.structure)).toEqual(asked(tracker.state, structure));
      }
      expect(asked(trail.state, trail.structure)).toEqual(asked(tracker.state, structure));
    }),
    { numRuns: 1500 },
  );
});
