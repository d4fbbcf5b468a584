import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createGuard } from "../../src/integrations/guard.js";
import { checkPolicy, DriftError, type DriftPolicy, retryOnDrift } from "../../src/integrations/policy.js";
import type { OutputPlace } from "../../src/monitor.js";

const ASK = "Please fix the failing test and tell me what you changed.";
const LEAK = "I looked at the queue, did a final状态 check, and 然后 it passed.\nAll tests 通过 now.\nDone.";
const CLEAN = LEAK.replaceAll("状态", "[redacted]")
  .replaceAll("然后", "[redacted]")
  .replaceAll("通过", "[redacted]");

function cut(text: string, places: readonly number[]): string[] {
  const at = [...new Set(places.map((p) => p % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, i) => text.slice(from, at[i] ?? text.length));
}

function run(policy: DriftPolicy, pieces: readonly string[], place: OutputPlace) {
  const guard = createGuard(policy);
  guard.context(ASK, "user");
  const out = pieces.map((piece) => guard.feed(piece, place).text);
  return {
    guard,
    out:
      out.join("") +
      guard
        .endMessage()
        .rest.map((r) => r.text)
        .join(""),
  };
}

const cuts = fc.array(fc.nat(400), { maxLength: 12 });

describe("the guard of a policy", () => {
  it("redacts every run of text, however it is cut, and leaves the rest as it is", () => {
    fc.assert(
      fc.property(cuts, (places) => {
        const { out, guard } = run({ action: "redact" }, cut(LEAK, places), { channel: "answer" });
        expect(out).toBe(CLEAN);
        expect(guard.drifts.map((d) => LEAK.slice(d.location.start, d.location.end))).toEqual([
          "状态",
          "然后",
          "通过",
        ]);
      }),
      { numRuns: 60 },
    );
  });

  it("redacts inside the JSON of a tool call, written plainly or escaped, and it stays JSON", () => {
    const args = { path: "src/queue.ts", note: `He said "ok".\n${LEAK}`, count: 3 };
    const want = { ...args, note: `He said "ok".\n${CLEAN}` };
    const plain = JSON.stringify(args);
    const escaped = plain.replace(
      /[^\0-\x7e]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    fc.assert(
      fc.property(cuts, fc.boolean(), (places, ascii) => {
        const { out } = run({ action: "redact" }, cut(ascii ? escaped : plain, places), {
          channel: "tool-input",
          json: true,
        });
        expect(JSON.parse(out)).toEqual(want);
      }),
      { numRuns: 60 },
    );
  });

  it("redacts each run of a response that is in the wrong language as a whole", () => {
    const { out } = run({ action: "redact" }, cut("测试现在通过了。队列已经满了，所以失败。", [3, 9]), {
      channel: "answer",
    });
    expect(out).not.toMatch(/\p{Script=Han}/u);
  });

  it("redacts whole lines in another language that is flagged, the same line again too", () => {
    const line = "Nous avons vérifié les journaux du serveur et tout fonctionne correctement maintenant.";
    const own = "I checked the logs of the server, and everything works as it should now.";
    const text = [own, line, own, own, line, own].join("\n");
    const policy: DriftPolicy = { action: "redact", expect: ["en"], flag: ["fr"], failOn: "note" };
    expect(run(policy, cut(text, [40, 130, 200]), { channel: "answer" }).out).toBe(
      [own, "[redacted]", own, own, "[redacted]", own].join("\n"),
    );
  });

  it("gives out text without East Asian signs at once, and holds back no more than the open clause", () => {
    const guard = createGuard({ action: { answer: "redact" } });
    guard.context(ASK, "user");
    expect(guard.feed("The queue was fu", "answer").text).toBe("The queue was fu");
    expect(guard.feed("ll, so 重", "answer").text).toBe("ll, so ");
    expect(guard.feed("启 it", "answer").text).toBe("");
    expect(guard.feed(", twice", "answer").text).toBe("[redacted] it, twice");
    expect(guard.feed("; 👍 “quoted” ＡＢ", "answer").text).toBe("; 👍 “quoted” ＡＢ");
    expect(guard.feed("日志", "reasoning").text).toBe("日志");
  });

  it("takes the action of each channel, and counts from a severity on", () => {
    const told: string[] = [];
    const policy: DriftPolicy = {
      action: { default: "report", answer: "abort", "tool-input": "annotate" },
      onDrift: (drift) => told.push(drift.channel),
    };
    const guard = createGuard(policy);
    guard.context(ASK, "user");
    expect(guard.whole(LEAK, "reasoning").action).toBe("report");
    expect(guard.whole('{"a":"check 状态 now"}', { channel: "tool-input", json: true }).action).toBe(
      "annotate",
    );
    const verdict = guard.whole(LEAK, "answer");
    const error = guard.error(verdict);
    expect(error).toBeInstanceOf(DriftError);
    expect(error).toMatchObject({ code: "drift", action: "abort", drift: verdict.drifts[0] });
    expect(error!.drifts).toHaveLength(told.length);
    expect(createGuard({ ...policy, failOn: "error" }).whole(LEAK, "answer").drifts).toEqual([]);
  });

  it("tells what grows side by side apart", () => {
    const guard = createGuard({});
    guard.context(ASK, "user");
    guard.feed("The 状", { channel: "answer", id: "0" });
    guard.feed("All ", { channel: "answer", id: "1" });
    guard.feed("态 is fine.", { channel: "answer", id: "0" });
    guard.feed("good.", { channel: "answer", id: "1" });
    guard.endMessage();
    expect(guard.drifts.map((d) => d.run.text)).toEqual(["状态"]);
  });

  it("does not report what the model said earlier, and takes a tool's words for read", () => {
    const guard = createGuard({});
    guard.context(ASK, "user");
    guard.context("I did a final状态 check.", "assistant");
    guard.context("编号,金额", "tool");
    guard.whole("The column 金额 holds the sum.", "answer");
    expect(guard.drifts).toEqual([]);
  });

  it("asks again at most so often, and only where the policy says retry", async () => {
    const drift = run({ expect: ["en"] }, [LEAK], { channel: "answer" }).guard.drifts[0]!;
    const asked: (string | null)[] = [];
    const ask =
      (action: "abort" | "retry", good: number) => async (reminder: string | null, attempt: number) => {
        asked.push(reminder);
        if (attempt < good) throw new DriftError(drift, [drift], action);
        return attempt;
      };
    expect(await retryOnDrift({ retries: 2 }, ask("retry", 2))).toBe(2);
    expect(asked).toEqual([null, expect.stringContaining("English"), expect.stringContaining("English")]);
    await expect(retryOnDrift({}, ask("retry", 2))).rejects.toBeInstanceOf(DriftError);
    asked.length = 0;
    await expect(retryOnDrift({}, ask("abort", 2))).rejects.toBeInstanceOf(DriftError);
    expect(asked).toEqual([null]);
  });

  it("says what is wrong with a policy", () => {
    expect(() => checkPolicy({ action: "abrot" as "abort" })).toThrow(/abort/);
    expect(() => checkPolicy({ action: { anser: "abort" } as never })).toThrow(/answer/);
    expect(() => checkPolicy({ retries: -1 })).toThrow(/retries/);
    expect(() => createGuard({ expect: ["xx-nope"] })).toThrow(/expect/);
  });
});
