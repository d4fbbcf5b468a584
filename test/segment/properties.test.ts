import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBlockTracker } from "../../src/segment/block-tracker.js";
import { openDelimiter } from "../../src/segment/open-delimiter.js";
import { segmentLine } from "../../src/segment/segment-line.js";

const PIECES = [
  ..."abc中文验𠀀🙂é분の \t\"'`«»“”„‘’「」()[]{}<>/\\#*-_=:;,.!?|~@$%+&0 。，：\u00a0\ud800\udc00",
  ..."``` ~~~ ```py ``` ~~~html /* */ // <!-- --> \"\"\" ''' <b> </b> <a $ {} => == https://a.b/ a/b.md # ## --- @@ +++ *** ".split(
    " ",
  ),
  ..."msgid const import def r\" f' key: - > | EOF <<EOF diff @book{k, title={ <script> </script> <pre> VALUES -- REM".split(
    " ",
  ),
];
const NAMES = [
  undefined,
  ..."a.ts a.tsx a.py bash a.sql a.html a.xml a.json a.yaml a.env a.po a.csv a.bib a.diff a.rs a.hs a.md".split(
    " ",
  ),
];
const line = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom(" ", "中", "x")), { maxLength: 24 })
  .map((pieces) => pieces.join(""));
const lines = fc.array(line, { minLength: 1, maxLength: 12 });
const name = fc.constantFrom(...NAMES);

/** What may stand between segments: marks, their prefixes, and white space beside them. */
const DELIMITERS = /^[\s"'`«»“”„‚‘’‹›「」『』《》〈〉#/*<!>\-;%|+{}()~=[\]$@.\\:rbfutcnexqzlswaREMem08]*$/;

describe("any text under any name", () => {
  it("gives ordered, disjoint segments in bounds that never split a character and leave out delimiters only", () => {
    fc.assert(
      fc.property(lines, name, (text, file) => {
        const tracker = createBlockTracker(file === undefined ? {} : { name: file });
        for (const each of text) {
          let done = 0;
          let gaps = "";
          const segments = segmentLine(each, tracker.state);
          for (const { start, end } of segments) {
            expect(start).toBeGreaterThanOrEqual(done);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(each.length);
            for (const at of [start, end])
              expect(each.slice(at - 1, at + 1)).not.toMatch(/[\ud800-\udbff][\udc00-\udfff]/);
            gaps += each.slice(done, start);
            done = end;
          }
          gaps += each.slice(done);
          expect(gaps).toMatch(DELIMITERS);
          tracker.line(each);
        }
      }),
      { numRuns: 800 },
    );
  });

  it("marks fenced lines and no others, and says of every unclosed segment what opened it", () => {
    fc.assert(
      fc.property(lines, (text) => {
        const tracker = createBlockTracker();
        for (const each of text) {
          for (const segment of segmentLine(each, tracker.state)) {
            if (segment.fence !== undefined) expect(segment.fence).toBe(tracker.state.fence?.info);
            if (segment.closed !== undefined) expect(segment.open).toBeTruthy();
          }
          tracker.line(each);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("gives the same again: snapshots do not change and segments depend on nothing else", () => {
    fc.assert(
      fc.property(lines, name, (text, file) => {
        const tracker = createBlockTracker(file === undefined ? {} : { name: file });
        const first = text.map((each) => {
          const state = tracker.state;
          tracker.line(each);
          return { each, state, segments: segmentLine(each, state) };
        });
        for (const { each, state, segments } of first) expect(segmentLine(each, state)).toEqual(segments);
      }),
      { numRuns: 200 },
    );
  });

  it("answers openDelimiter at any offset", () => {
    fc.assert(
      fc.property(lines, name, fc.nat(60), (text, file, offset) => {
        const tracker = createBlockTracker(file === undefined ? {} : { name: file });
        for (const each of text) {
          expect(typeof openDelimiter(each, tracker.state, offset)).toBe("boolean");
          tracker.line(each);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("long lines", () => {
  const patterns = [
    ...PIECES.filter((piece) => piece !== ""),
    "``` ` ",
    "](",
    "x '",
    "a@",
    "a://",
    "中.md",
    "('",
    'r#"',
    "={",
    "'a ",
    "“„",
  ];

  const work = (piece: string, length: number): number => {
    const line = piece.repeat(Math.ceil(length / piece.length));
    const times = [1, 2, 3].map(() => {
      const start = process.cpuUsage();
      const tracker = createBlockTracker();
      segmentLine(line, tracker.state);
      openDelimiter(line, tracker.state, length);
      tracker.line(line);
      return process.cpuUsage(start).user;
    });
    return Math.min(...times);
  };

  it("take time linear in their length, whatever they repeat", () => {
    for (const piece of patterns) {
      const short = work(piece, 2_048);
      // Sixteen times the length: 16 times the work when linear, 256 times when quadratic. Slack for the timer: 50 ms.
      expect(work(piece, 32_768), piece).toBeLessThan(64 * short + 50_000);
    }
  });
});
