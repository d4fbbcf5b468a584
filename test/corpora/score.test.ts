import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fromFinding,
  groupBy,
  isAlarm,
  type Label,
  labelText,
  type Prediction,
  type Session,
  scoreSession,
  tally,
} from "../../scripts/corpora-score.mjs";
import type { ScanEvent } from "../../src/model/scan-event.js";

const label = (start: number, end: number, more: Partial<Label> = {}): Label => ({
  message: 1,
  field: "content",
  text: "",
  start,
  end,
  verdict: "drift",
  reason: null,
  level: "word",
  ...more,
});

function session(kind: Session["kind"], labels: readonly Label[], lang = "eng"): Session {
  const messages: Session["messages"] = [
    { role: "user", content: "Wo ist 甲?" },
    {
      role: "assistant",
      reasoning_content: "we 乙 think",
      content: "ab甲乙 c\n丙丁戊己",
      tool_calls: [
        { id: "c", type: "function", function: { name: "sh", arguments: { command: "echo 庚" } } },
      ],
    },
  ];
  return { id: "x-001", lang, kind, messages, labels, note: "" };
}

const at = (start: number, end: number, pointer = "/messages/1/content"): Prediction => ({
  pointer,
  start,
  end,
});

function finding(over: {
  explanation?: { reason: "echo"; detail: object };
  severity?: string;
  start?: number;
}) {
  const location = { line: 3, pointer: "/messages/1/content", start: over.start ?? 2, end: 4 };
  const run = { text: "甲乙" };
  const event = {
    type: "finding",
    explanation: over.explanation ?? null,
    severity: over.severity ?? "warning",
    level: "word",
    certainty: 0.9,
    location,
    run,
  };
  return event as unknown as Extract<ScanEvent, { type: "finding" }>;
}

describe("finding events", () => {
  it("alarm only when unexplained and more than a note", () => {
    expect(isAlarm(finding({}))).toBe(true);
    expect(isAlarm(finding({ severity: "error" }))).toBe(true);
    expect(isAlarm(finding({ severity: "note" }))).toBe(false);
    expect(isAlarm(finding({ explanation: { reason: "echo", detail: {} } }))).toBe(false);
    expect(isAlarm({ type: "progress", sourcesDone: 1, bytes: 2, uri: "a" })).toBe(false);
  });

  it("become predictions at their place in the session", () => {
    expect(fromFinding(finding({}))).toMatchObject(at(2, 4));
  });
});

describe("scoreSession", () => {
  const drift = session("drift", [label(2, 4), label(7, 11, { level: "sentence" })]);

  it("finds a drift that a prediction overlaps, and no other", () => {
    const score = scoreSession(drift, [at(3, 5)]);
    expect([score.found.length, score.missed.length, score.right.length, score.wrong.length]).toEqual([
      1, 1, 1, 0,
    ]);
  });

  it("takes neighbouring spans and other strings for wrong", () => {
    const others = [
      at(0, 2),
      at(4, 7),
      at(2, 4, "/messages/1/reasoning_content"),
      at(2, 4, "/messages/0/content"),
    ];
    const score = scoreSession(drift, others);
    expect([score.found.length, score.missed.length, score.wrong.length]).toEqual([0, 2, 4]);
  });

  it("counts one prediction over two drifts as right once, with both found", () => {
    const score = scoreSession(drift, [at(2, 11)]);
    expect([score.found.length, score.right.length, score.wrong.length]).toEqual([2, 1, 0]);
  });

  it("takes a prediction on an explained label for wrong", () => {
    const mixed = session("drift", [label(2, 4), label(7, 11, { verdict: "explained", reason: "repeat" })]);
    expect(scoreSession(mixed, [at(7, 11)])).toMatchObject({
      found: [],
      wrong: [at(7, 11)],
      flagged: [mixed.labels[1]],
    });
  });

  it("reaches tool arguments by their key", () => {
    const call = label(5, 6, { field: "tool_calls/0", key: "command" });
    const inCall = session("drift", [call]);
    expect(labelText(inCall, call)?.slice(5, 6)).toBe("庚");
    expect(
      scoreSession(inCall, [at(5, 6, "/messages/1/tool_calls/0/function/arguments/command")]).found,
    ).toEqual([call]);
  });

  it("never loses or doubles a label or a prediction", () => {
    const span = fc
      .tuple(fc.nat(10), fc.integer({ min: 1, max: 5 }))
      .map(([start, size]) => [start, start + size] as const);
    fc.assert(
      fc.property(fc.array(span), fc.array(span), (drifts, predicted) => {
        const labels = drifts.map(([start, end]) => label(start, end));
        const score = scoreSession(
          session("drift", labels),
          predicted.map(([start, end]) => at(start, end)),
        );
        expect(score.found.length + score.missed.length).toBe(drifts.length);
        expect(score.right.length + score.wrong.length).toBe(predicted.length);
        expect(score.found.length > 0).toBe(score.right.length > 0);
      }),
      { numRuns: 200 },
    );
  });
});

describe("tally", () => {
  const scores = [
    scoreSession(session("drift", [label(2, 4), label(7, 11, { level: "sentence" })]), [at(2, 4), at(0, 1)]),
    scoreSession(session("explained", [label(2, 4, { verdict: "explained", reason: "echo" })], "jpn"), [
      at(2, 3),
      at(3, 4),
    ]),
    scoreSession(session("explained", []), []),
  ];

  it("computes recall over drifts, precision over predictions, false alarms over explained sessions", () => {
    expect(tally(scores)).toEqual({
      drifts: 2,
      explained: 2,
      recall: 1 / 2,
      precision: 1 / 4,
      f1: 1 / 3,
      falseAlarms: 1 / 2,
    });
  });

  it("scores a silent system with an F1 of zero and no precision", () => {
    const silent = [scoreSession(session("drift", [label(2, 4)]), [])];
    expect(tally(silent)).toMatchObject({ recall: 0, precision: null, f1: 0, falseAlarms: null });
  });

  it("narrows recall to a level", () => {
    expect(tally(scores, "word")).toMatchObject({ drifts: 1, recall: 1 });
    expect(tally(scores, "sentence")).toMatchObject({ drifts: 1, recall: 0 });
    expect(tally(scores, "response").recall).toBeNull();
  });

  it("gives no rate over nothing", () => {
    expect(tally([])).toEqual({
      drifts: 0,
      explained: 0,
      recall: null,
      precision: null,
      f1: null,
      falseAlarms: null,
    });
  });

  it("groups by key, largest group first", () => {
    expect(groupBy(scores, (s) => s.session.lang).map(([lang, group]) => [lang, group.length])).toEqual([
      ["eng", 2],
      ["jpn", 1],
    ]);
  });
});
