import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { get_encoding } from "tiktoken";
import { afterAll, describe, expect, test } from "vitest";
import { closedSchema } from "./closed-schema.js";
import { langdriftIn } from "./in-process.js";
import { CLEAN, DRIFTED, DRIFTED_AGAIN, sessionLog, summaryOf } from "./sessions.js";

const BIN = resolve(import.meta.dirname, "../../bin/langdrift.js");
const folder = mkdtempSync(join(tmpdir(), "langdrift-evidence-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return name;
}

const langdrift = langdriftIn(folder);
/** In a process of its own, from what is published: the tokenizers and tables are loaded beside it. */
const built = (...args: readonly string[]) =>
  spawnSync(process.execPath, [BIN, ...args], { cwd: folder, encoding: "utf8" });

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
const provenanceSchema = ajv.compile(closedSchema("langdrift-provenance-1.schema.json"));
const compareSchema = ajv.compile(closedSchema("langdrift-compare-1.schema.json"));
/** What a schema says against a report. */
function faults(validate: typeof compareSchema, report: unknown): unknown {
  return validate(report) ? [] : validate.errors;
}

const read = (name: string): string => readFileSync(join(folder, name), "utf8");

const one = file(
  "one.jsonl",
  sessionLog("s1", [{ text: CLEAN }, { text: DRIFTED }, { text: DRIFTED_AGAIN }]),
);
const two = file("two.jsonl", sessionLog("s2", [{ text: CLEAN }], { model: "model-b", day: "2026-11-21" }));

describe("scan --summary and merge", () => {
  test("count by session, model, day and channel, and merge to the same whatever the order", async () => {
    const run = await langdrift("scan", one, two, "--summary", "both.json", "--quiet");
    expect(run.status, run.stderr).toBe(1);
    expect((await langdrift("scan", one, "--summary", "one.json")).status).toBe(1);
    expect((await langdrift("scan", "./two.jsonl", "--summary", "two.json")).status).toBe(0);
    expect((await langdrift("merge", "two.json", "one.json", "one.json")).stdout).toBe(read("both.json"));
    expect((await langdrift("merge", "both.json", "two.json", "-o", "out.json")).status).toBe(0);
    expect(read("out.json")).toBe(read("both.json"));

    const { sessions } = JSON.parse(read("both.json"));
    const cells = sessions.flatMap((s: { cells: unknown[] }) => s.cells);
    expect(cells).toHaveLength(2);
    expect(cells).toContainEqual({
      model: "model-a",
      day: "2026-11-20",
      channel: "answer",
      utterances: 3,
      characters: (CLEAN + DRIFTED + DRIFTED_AGAIN).length,
      tokens: expect.any(Number),
      findings: 2,
    });
    expect(cells).toContainEqual(expect.objectContaining({ model: "model-b", utterances: 1, findings: 0 }));
    expect(read("both.json")).not.toContain("状态");
  });

  test("say what is wrong with a file or an option, with exit code 2", async () => {
    file(
      "wrong.json",
      '{"type":"langdrift-summary","version":1,"complete":true,"tokens":"estimated","settings":[],"sessions":[{"id":"x"}]}',
    );
    const wrong = await langdrift("merge", "wrong.json");
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain("wrong.json: /sessions/0/");
    const advice = "`langdrift scan … --summary FILE` writes one";
    const log = (await langdrift("merge", one)).stderr;
    expect(log).toContain("one.jsonl: is no session summary (it is not JSON)");
    expect(log).toContain(advice);
    file("report.json", (await langdrift("scan", one, "-f", "json")).stdout);
    const compared = await langdrift("compare", "report.json", two);
    expect(compared.status).toBe(2);
    expect(compared.stderr).toContain("report.json: is no session summary (it is a report of langdrift)");
    expect(compared.stderr).toContain(advice);
    expect((await langdrift("scan", one, "--summary", "one.jsonl")).stderr).toContain(
      "would overwrite a scanned file",
    );
    expect((await langdrift("scan", one, "--flag", "fr", "--summary", "x.json")).stderr).toContain("--flag");
  });

  test("mark the summary of a partial scan, and count exactly when asked", async () => {
    file("partial.jsonl", `${read(one)}{"type":"assistant" nonsense}\n${read(two)}`);
    expect((await langdrift("scan", "partial.jsonl", "--summary", "partial.json")).status).toBe(2);
    expect(JSON.parse(read("partial.json")).complete).toBe(false);
    expect((await langdrift("merge", "partial.json")).status).toBe(2);
    expect((await langdrift("scan", two, "--summary", "exact.json", "--exact-tokens")).status).toBe(0);
    const exact = JSON.parse(read("exact.json"));
    expect(exact.tokens).toBe("o200k_base");
    const encoding = get_encoding("o200k_base");
    expect(exact.sessions[0].cells[0].tokens).toBe(encoding.encode(CLEAN).length);
    encoding.free();
    expect((await langdrift("merge", "exact.json", "both.json")).stderr).toContain("different units");
  });
});

describe("provenance", () => {
  test("gives the checked intervals and likelihood ratios of the design, from summaries", async () => {
    file("x.json", summaryOf("x", 1, 100_000));
    file("a.json", summaryOf("a", 12, 1_000_000));
    file("b.json", summaryOf("b", 2, 5_000_000));
    const args = ["provenance", "x.json", "--control", "a=a.json", "--control", "b=b.json"];
    const run = await langdrift(...args, "-f", "json");
    expect(run.status, run.stderr).toBe(0);
    const report = JSON.parse(run.stdout);
    expect(faults(provenanceSchema, report)).toEqual([]);
    expect(report.total).toMatchObject({ sessions: 2, onsets: 1, tokens: 100_000, exact: { rate: 10 } });
    expect(report.total.exact.low).toBeCloseTo(0.253, 2);
    expect(report.total.exact.high).toBeCloseTo(55.7, 1);
    expect(report.total.jeffreys.low).toBeCloseTo(1.08, 2);
    const { rows } = report.likelihood;
    expect(rows.map((row: { name: string | null }) => row.name)).toEqual(["a", "b", null]);
    expect(10 ** rows[0].against[1].log10).toBeCloseTo(7.4, 1);
    expect(report.signatures).toBeNull();
    // One event is weak support at most, whatever the ratio.
    expect(report.statement.support[0]).toMatchObject({
      verbal: "weak support",
      whyCapped: expect.arrayContaining(["one event"]),
    });
    expect(report.statement).not.toHaveProperty("evidence");

    const text = (await langdrift(...args)).stdout;
    expect(text).toContain("1 of 2, 50 %");
    expect(text).toContain("10 (95 % exact 0.253-55.7; Jeffreys 1.08-46.7)");
    expect(text).toMatch(/a : b +7\.4\d* \(/);
    expect(text).toContain("other or unknown");
    expect(text).toContain("It is not the probability that a product uses a model");
    expect((await langdrift("provenance", "x.json")).stdout).toContain("Uncalibrated");
  });

  test("finds, built, template strings, single tokens and the tokenizer in logs, and leaves unsure counts out", () => {
    const encoding = get_encoding("o200k_base");
    const counted = (text: string) => ({ text, tokens: encoding.encode(text).length + 3 });
    const numbers = Array.from({ length: 20 }, (_, i) =>
      counted(`${CLEAN} It took ${i * 7919 + 13} seconds and ${(i + 3) * 104_729} bytes, at ${i}.`),
    );
    const leaks = [
      "The plan is here <｜tool▁calls▁begin｜>",
      "We looked at the天天中彩票 list again and wrote the points of it down.",
      "A template of that kind holds `<|im_middle|>` somewhere near its start.",
    ].map(counted);
    encoding.free();
    const reasoning = JSON.stringify({
      sessionId: "s9",
      version: "2.1.30",
      uuid: "r1",
      timestamp: "2026-11-20T10:00:00.000Z",
      type: "assistant",
      message: {
        id: "msg_r",
        role: "assistant",
        model: "model-a",
        content: [
          { type: "thinking", thinking: "Let us see.", signature: "c2ln" },
          { type: "text", text: CLEAN },
        ],
        usage: { input_tokens: 1, output_tokens: 99 },
      },
    });
    file("rich.jsonl", `${sessionLog("s9", [...numbers, ...leaks])}${reasoning}\n`);
    const run = built("provenance", "rich.jsonl", "-f", "json");
    expect(run.status, run.stderr).toBe(0);
    const report = JSON.parse(run.stdout);
    expect(faults(provenanceSchema, report)).toEqual([]);
    expect(report.likelihood).toBeNull();
    expect(report.signatures).toContainEqual(
      expect.objectContaining({
        text: "<｜tool▁calls▁begin｜>",
        tier: "A",
        leaks: 1,
        sessions: 1,
        model: "model-a",
      }),
    );
    expect(report.signatures).toContainEqual(
      expect.objectContaining({ text: "<|im_middle|>", leaks: 0, mentions: 1 }),
    );
    const { runs, fits, excluded } = report.tokenEvidence;
    expect(runs).toEqual([
      expect.objectContaining({ text: "天天中彩票", single: ["o200k_base"], direction: "away" }),
    ]);
    expect(excluded).toEqual({ "visible-reasoning": 1 });
    expect(fits).toHaveLength(1);
    expect(fits[0]).toMatchObject({ model: "model-a", messages: 23, reasoningUnstated: 23 });
    const fit = fits[0].fit.groups.find((group: { names: string[] }) => group.names.includes("o200k_base"));
    expect(fit).toMatchObject({ verdict: "fits", offset: 3, matched: 23 });
    const said = report.statement.sentences.map((sentence: { text: string }) => sentence.text).join(" ");
    expect(said).toContain("family “deepseek”");
    expect(said).toContain("points away from a Chinese base");
    expect(report.statement.baselineQuality).toBe("none");
  });

  test("exits with 2 for what it cannot read, and 0 whatever it finds", async () => {
    expect((await langdrift("provenance", "both.json")).status).toBe(0);
    const missing = await langdrift("provenance", one, "none.jsonl");
    expect(missing.status).toBe(2);
    expect(missing.stdout).toContain("1 session");
    expect((await langdrift("provenance", "both.json", "--control", "nothing")).stderr).toContain(
      "NAME=PATH",
    );
    expect((await langdrift("provenance", "both.json", "--control", "c=none.jsonl")).status).toBe(2);
    expect((await langdrift("provenance", "both.json", "--tokenizer", "t=none.json")).stderr).toContain(
      "cannot be read",
    );
  });
});

describe("compare", () => {
  test("gives the checked p-value and ratio of the design", async () => {
    file("before.json", summaryOf("before", 3, 4_100_000));
    file("after.json", summaryOf("after", 14, 3_800_000, 2));
    const run = await langdrift("compare", "before.json", "after.json", "-f", "json");
    expect(run.status, run.stderr).toBe(0);
    const comparison = JSON.parse(run.stdout);
    expect(faults(compareSchema, comparison)).toEqual([]);
    const { onsets, switches, shared } = comparison;
    expect(onsets.p).toBeCloseTo(0.006, 4);
    expect(onsets.ratio).toBeCloseTo(5.0, 1);
    expect(onsets.low).toBeCloseTo(1.4, 1);
    expect(onsets.high).toBeCloseTo(27, 0);
    expect(switches.ratio).toBeCloseTo(10.1, 1);
    expect(shared).toBe(0);
    const { stdout } = await langdrift("compare", "before.json", "after.json");
    expect(stdout).toContain("Rate of B over A: 5.04 (95 % exact 1.41-27.3)");
    expect(stdout).toContain("conditional exact test: p = 0.006,");
    expect(stdout).toContain("Single switches, whole sessions shuffled 2,000 times: ratio 10.1");
  });

  test("takes logs and globs, says what both sides share, and what it cannot read", async () => {
    const run = await langdrift("compare", "t*o.jsonl", one);
    expect(run.status, run.stderr).toBe(0);
    expect(run.stdout).toContain("Rate of B over A: ∞");
    const endless = JSON.parse((await langdrift("compare", two, one, "-f", "json")).stdout);
    expect([endless.onsets.ratio, faults(compareSchema, endless)]).toEqual([null, []]);
    expect((await langdrift("compare", one, one)).stdout).toContain("1 session on both sides");
    expect((await langdrift("compare", one, "none.jsonl")).status).toBe(2);
    expect((await langdrift("compare", one)).stderr).toContain("Name two sets");
  });
});
