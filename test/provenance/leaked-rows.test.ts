import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { gatherEvidence } from "../../src/evidence.js";
import type { Signature } from "../../src/provenance/signatures/index.js";
import { SIGNATURES } from "../../src/provenance/signatures/table.js";

const folder = mkdtempSync(join(tmpdir(), "langdrift-rows-"));
afterAll(() => rmSync(folder, { recursive: true }));

const ASKED = "Please go through the plan again and write down in plain words what is left to do.";
const ANSWERED = "We went through the plan again and wrote it down.";

/** Another string of the family, for rows that say nothing alone. */
function companyOf(row: Signature, text: string): string {
  if (row.alone !== false) return "";
  const others = SIGNATURES.filter(({ families }) => families.some((one) => row.families.includes(one)));
  return others
    .flatMap(({ texts }) => texts)
    .find((other) => !other.includes(text) && !text.includes(other))!;
}

/** A session for each string of the table, in the format of Claude Code. */
const CASES = SIGNATURES.flatMap((row) => row.texts.map((text) => ({ row, text })));
const LEAKED = CASES.map(({ row, text }) => [ASKED, `${ANSWERED} ${text} ${companyOf(row, text)}`] as const);

function transcript(turns: readonly (readonly [asked: string, answered: string])[]): string {
  const records = turns.flatMap(([asked, answered], i) => {
    const common = { sessionId: `s${i}`, version: "2.1.30", timestamp: "2026-11-20T09:00:00.000Z" };
    const message = { role: "assistant", model: "model-a", content: [{ type: "text", text: answered }] };
    return [
      { ...common, uuid: `u${i}`, type: "user", message: { role: "user", content: asked } },
      { ...common, uuid: `a${i}`, type: "assistant", message },
    ];
  });
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}

async function evidenceOf(name: string, turns: Parameters<typeof transcript>[0]) {
  writeFileSync(join(folder, name), transcript(turns));
  return (await gatherEvidence([name], { cwd: folder, text: true })).text!;
}

describe("every string of the table, in a log", () => {
  it("is found where a model leaked it, in a session of its own", async () => {
    const { signatures } = await evidenceOf("leaked.jsonl", LEAKED);
    const found = new Map(signatures.map(({ text, leaks }) => [text, leaks]));
    expect(CASES.filter(({ text }) => !((found.get(text) ?? 0) > 0)).map(({ text }) => text)).toEqual([]);
  });

  it("is none where the user discusses it, and the model answers in the same terms", async () => {
    const discussed = CASES.map(({ row, text }, i) => {
      const asked = `Why does our template hold ${text} there, and ${companyOf(row, text)}?`;
      return [asked, LEAKED[i]![1]] as const;
    });
    const { leakedRows, signatures } = await evidenceOf("discussed.jsonl", discussed);
    expect(leakedRows).toEqual([]);
    expect(signatures.reduce((sum, { mentions }) => sum + mentions, 0)).toBeGreaterThanOrEqual(CASES.length);
  });
});
