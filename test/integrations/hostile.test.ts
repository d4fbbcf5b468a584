import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GENERATED, PARTS, promptContext, promptReminded } from "../../src/integrations/ai-sdk-shape.js";
import { MESSAGES, messagesContext, messagesReminded } from "../../src/integrations/anthropic-shape.js";
import { CHAT, chatContext, chatReminded } from "../../src/integrations/openai-shape.js";
import { checkPolicy } from "../../src/integrations/policy.js";
import { RESPONSES, responsesContext, responsesReminded } from "../../src/integrations/responses-shape.js";
import { type Json, replaceAt } from "../../src/integrations/shape.js";
import { Watcher } from "../../src/integrations/watcher.js";

const TEXT = "a final状态 check, and so on";
const CALL = { index: 0, id: "t", function: { name: "edit", arguments: `{"a":"${TEXT}"}` } };
const RESPONSE = { output: [{ type: "message", content: [{ type: "output_text", text: TEXT }] }] };
/** Chunks and requests as they should be, from which any part is then replaced by anything. */
const SOUND = [
  [CHAT, { choices: [{ index: 0, delta: { content: TEXT, tool_calls: [CALL] }, finish_reason: "stop" }] }],
  [CHAT, { choices: [{ message: { content: [{ type: "text", text: TEXT, thinking: [{ text: TEXT }] }] } }] }],
  [RESPONSES, { type: "response.output_text.delta", output_index: 0, content_index: 0, delta: TEXT }],
  [RESPONSES, { type: "response.completed", response: RESPONSE }],
  [MESSAGES, { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: TEXT } }],
  [MESSAGES, { content: [{ type: "tool_use", input: { a: [TEXT] } }] }],
  [PARTS, { type: "text-delta", id: "1", delta: TEXT }],
  [PARTS, { type: "tool-call", toolCallId: "1", input: CALL.function.arguments }],
  [GENERATED, { content: [{ type: "text", text: TEXT }], providerMetadata: {} }],
] as const;
const REQUESTS = [
  [chatContext, chatReminded, { messages: [{ role: "user", content: [{ type: "text", text: TEXT }] }] }],
  [responsesContext, responsesReminded, { instructions: TEXT, input: [{ role: "user", content: TEXT }] }],
  [
    messagesContext,
    messagesReminded,
    { system: TEXT, messages: [{ role: "user", content: [{ text: TEXT }] }] },
  ],
  [promptContext, promptReminded, { prompt: [{ role: "tool", content: [{ output: { value: TEXT } }] }] }],
] as const;

/** Paths of all values in a value. */
function paths(value: unknown, at: (string | number)[] = []): (string | number)[][] {
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const key = (name: string): string | number => (Array.isArray(value) ? Number(name) : name);
  return [at, ...inner.flatMap(([name, one]) => paths(one, [...at, key(name)]))];
}

const odd = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom("constructor", "__proto__", undefined));

describe("chunks and requests of any shape", () => {
  it("are given out, and never throw", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SOUND),
        fc.nat(),
        odd,
        fc.boolean(),
        ([shape, sound], n, value, redact) => {
          const all = paths(sound);
          const broken = replaceAt<Json>(sound, all[n % all.length]!, value);
          const policy = checkPolicy({ action: redact ? "redact" : "annotate" });
          const watcher = new Watcher<Json>(policy, shape, []);
          const out = [sound, broken, sound].flatMap((chunk) => watcher.chunk(chunk));
          expect(out.length + watcher.end().length).toBeGreaterThan(2);
        },
      ),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...REQUESTS), fc.nat(), odd, ([context, reminded, sound], n, value) => {
        const all = paths(sound).slice(1);
        const broken = replaceAt<Json>(sound, all[n % all.length]!, value);
        for (const { text } of context(broken)) expect(typeof text).toBe("string");
        expect(JSON.stringify(reminded(broken, "Write English."))).toContain("Write English.");
      }),
      { numRuns: 200 },
    );
  });
});
