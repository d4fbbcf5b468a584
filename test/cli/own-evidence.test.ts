import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { loadRankFile } from "../../src/provenance/tokenizer-fit/load-tiktoken.js";
import type { ModelFit } from "../../src/token-evidence.js";
import { makeTexts } from "../provenance/tokenizer-fit/texts.js";
import {
  INVENTED_PATTERN,
  inventedRankFile,
  inventedTokenizerJson,
} from "../provenance/tokenizer-fit/tokenizers.js";
import { langdriftIn } from "./in-process.js";
import { CLEAN, sessionLog } from "./sessions.js";

const folder = mkdtempSync(join(tmpdir(), "langdrift-own-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string): void => writeFileSync(join(folder, name), content);
const langdrift = langdriftIn(folder);

const row = {
  families: ["acme"],
  tier: "A",
  about: "turn mark",
  source: "our template",
  texts: ["[[acme-turn]]"],
};
const call = (id: string) => ({
  sessionId: "s1",
  version: "2.1.30",
  uuid: `tool ${id}`,
  timestamp: "2026-11-20T10:00:00.000Z",
  type: "assistant",
  message: {
    role: "assistant",
    model: "model-a",
    content: [{ type: "tool_use", id, name: "read", input: { path: "a.ts", why: "to see it" } }],
  },
});

describe("provenance with a table of one's own", () => {
  test("finds its strings where they leaked, and counts calls with ids of a known shape", async () => {
    const turns = [{ text: `${CLEAN}[[acme-turn]]` }, { text: "We call `[[acme-turn]]` a turn mark." }];
    const calls = [call(`toolu_${"aB3".repeat(8)}`), call("functions.read:0"), call("7")];
    const tail = calls.map((record) => `${JSON.stringify(record)}\n`).join("");
    file("log.jsonl", sessionLog("s1", turns) + tail);
    file("own.json", JSON.stringify({ signatures: [row] }));
    const run = await langdrift("provenance", "log.jsonl", "--signatures", "own.json", "-f", "json");
    expect(run.status, run.stderr).toBe(0);
    const { signatures, statement } = JSON.parse(run.stdout);
    expect(signatures).toEqual([
      expect.objectContaining({ text: "[[acme-turn]]", families: ["acme"], leaks: 1, mentions: 1 }),
    ]);
    const said = statement.sentences.map((sentence: { text: string }) => sentence.text).join(" ");
    expect(said).toContain("family “acme”");
    expect(said).toContain("2 tool calls have ids of a known shape");
  });

  test.each([
    [
      "broken.json",
      '{\n  "signatures": [\n    { "families": ["a"] "tier"',
      "broken.json:3: the signature table is not JSON",
    ],
    [
      "tier.json",
      JSON.stringify({ signatures: [row, { ...row, tier: "D" }] }, null, 1),
      "tier.json:18: The signature table is wrong at /signatures/1/tier: it must be one of A, B, C",
    ],
  ])("says what is wrong in %s, with its line", async (name, content, message) => {
    file(name, content);
    const run = await langdrift("provenance", "log.jsonl", "--signatures", name);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(message);
  });
});

describe("provenance with tokenizers of one's own", () => {
  test("compares a tokenizer.json and a rank file with its pattern", async () => {
    const contents = inventedRankFile();
    const truth = await loadRankFile({ name: "truth", contents, pattern: INVENTED_PATTERN });
    const texts = makeTexts("agent log", 12, 7);
    const turns = texts.map((text) => ({ text, tokens: truth.count(text) + 2 }));
    file("counted.jsonl", sessionLog("s2", turns));
    file("tokenizer.json", inventedTokenizerJson());
    file("invented.tiktoken", `${contents}\n`);
    const run = await langdrift(
      ...["provenance", "counted.jsonl", "-f", "json"],
      ...["--tokenizer", "ours=tokenizer.json", "--tokenizer", "ranks=invented.tiktoken"],
      ...["--tokenizer-pattern", `ranks=${INVENTED_PATTERN}`],
    );
    expect(run.status, run.stderr).toBe(0);
    const [{ fit }] = JSON.parse(run.stdout).tokenEvidence.fits as [ModelFit];
    const verdicts = fit.groups.map(({ names, verdict }) => [names.join(), verdict]);
    expect(verdicts).toContainEqual(["ours,ranks", "fits"]);
    expect(verdicts.filter(([, verdict]) => verdict === "fits")).toHaveLength(1);
    expect(fit.groups.find(({ names }) => names.includes("ours"))).toMatchObject({ offset: 2, matched: 12 });
  });

  test("says what a file lacks", async () => {
    const bare = await langdrift("provenance", "counted.jsonl", "--tokenizer", "ranks=invented.tiktoken");
    expect(bare.status).toBe(2);
    expect(bare.stderr).toContain("add --tokenizer-pattern ranks=REGEX");
    file("wrong.json", '{"model": {"type": "none"}}');
    const wrong = await langdrift("provenance", "counted.jsonl", "--tokenizer", "w=wrong.json");
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toMatch(/"?w"?.*tokenizer/);
  });
});
