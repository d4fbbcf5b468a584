import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { ScanEvent } from "../src/model/scan-event.js";
import { scan } from "../src/scan.js";
import { collect } from "./laws/events.js";

const ROOT = resolve(import.meta.dirname, "..");
const events = await collect(scan(["corpora/examples"], { cwd: ROOT, explain: true }));
const findings = events.filter((e): e is Extract<ScanEvent, { type: "finding" }> => e.type === "finding");
const ends = events.filter((e): e is Extract<ScanEvent, { type: "end" }> => e.type === "end");

describe("the embedded examples", () => {
  test("each file is recognised as what it is", () => {
    expect(Object.fromEntries(ends.map((e) => [e.uri.split("/").at(-1)!.slice(0, 12), e.format]))).toEqual({
      "RELEASE-NOTE": "plain",
      "agent.log": "plain",
      "chat-stream.": "openai-chat",
      "claude-code-": "claude-code",
      "eval-answers": "messages",
      "rollout-2026": "codex-rollout",
    });
  });

  test("drifts of every level and channel, and explained runs of many kinds", () => {
    const drifts = findings.filter((f) => f.explanation === null);
    expect(new Set(drifts.map((f) => f.level))).toEqual(new Set(["word", "sentence", "response"]));
    const channels = new Set(drifts.map((f) => f.channel));
    for (const channel of ["answer", "reasoning", "tool-input", "text"]) expect(channels).toContain(channel);
    const reasons = new Set(findings.map((f) => f.explanation?.reason));
    for (const reason of [
      "echo",
      "requested",
      "user-language",
      "quoted",
      "japanese",
      "korean",
      "data",
      "mojibake",
      "symbol",
      "repeat",
    ]) {
      expect(reasons).toContain(reason);
    }
  });

  test("where each drift stands", () => {
    const shown = findings
      .filter((f) => f.explanation === null)
      .map(
        (f) =>
          `${f.location.uri.split("/").at(-1)!.slice(0, 12)}:${f.location.line} ${f.level} ${f.channel} ${f.run.text}`,
      );
    expect(shown).toMatchInlineSnapshot(`
      [
        "RELEASE-NOTE:3 word text 因为",
        "RELEASE-NOTE:10 sentence text 重新启动服务。",
        "RELEASE-NOTE:12 sentence text 已知问题",
        "RELEASE-NOTE:31 word text 预览",
        "agent.log:3 sentence text 已自动切换到备用传感器",
        "agent.log:4 word text 土壤",
        "chat-stream.:37 word answer 防水",
        "chat-stream.:55 word answer 总计",
        "chat-stream.:15 sentence reasoning 天气可能下雨，要带雨具",
        "claude-code-:3 sentence reasoning 先确认表头的顺序",
        "claude-code-:7 word answer 列",
        "claude-code-:8 sentence tool-input 逐行拼接，字段里的引号要加倍",
        "claude-code-:10 sentence tool-input 表头一致",
        "eval-answers:1 word answer 隐藏式",
        "eval-answers:2 word answer 无料",
        "eval-answers:4 word answer 议",
        "eval-answers:6 word answer 然后",
        "rollout-2026:7 word reasoning-summary 时区",
        "rollout-2026:12 sentence tool-input 避免跨日错误",
        "rollout-2026:15 response answer 已修复，午夜之后的日期现在按当地时间计算。",
      ]
    `);
  });
});

describe("exposure of the Claude Code example", () => {
  /** An independent count: plain JSON, no reader. */
  function count(): Map<string, { utterances: number; characters: number }> {
    const total = new Map<string, { utterances: number; characters: number }>();
    const add = (key: string, characters: number, utterances = 1): void => {
      const t = total.get(key) ?? { utterances: 0, characters: 0 };
      total.set(key, { utterances: t.utterances + utterances, characters: t.characters + characters });
    };
    const leaves = (value: unknown): string[] =>
      typeof value === "string"
        ? [value]
        : value !== null && typeof value === "object"
          ? Object.values(value).flatMap(leaves)
          : [];
    for (const line of readFileSync(resolve(ROOT, "corpora/examples/claude-code-session.jsonl"), "utf8")
      .trim()
      .split("\n")) {
      const record = JSON.parse(line);
      if (record.type !== "assistant") continue;
      for (const block of record.message.content) {
        const key = (channel: string): string => `${channel} ${record.message.model}`;
        if (block.type === "text") add(key("answer"), block.text.length);
        if (block.type === "thinking" && block.thinking !== "") add(key("reasoning"), block.thinking.length);
        if (block.type === "tool_use") add(key("tool-input"), leaves(block.input).join("").length);
      }
    }
    return total;
  }

  test("agrees with a count done without the readers, by channel and model", () => {
    const { exposure } = ends.find((e) => e.format === "claude-code")!;
    const told = exposure.strata
      .filter((s) => s.role === "assistant" && ["answer", "reasoning", "tool-input"].includes(s.channel))
      .map(
        (s) => [`${s.channel} ${s.model}`, { utterances: s.utterances, characters: s.characters }] as const,
      );
    expect(told.length).toBeGreaterThan(2);
    expect(new Map(told)).toEqual(count());
  });
});
