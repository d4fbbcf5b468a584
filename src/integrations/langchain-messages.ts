import type { OutputPlace } from "../monitor.js";
import { arr, isObject, member, num, str } from "../reader/shared/guards.js";

/** A piece of a model's output, and where it belongs. */
export interface ChunkPart {
  readonly text: string;
  readonly place: OutputPlace;
}

/** The output in one token callback: the chunk's message where there is one, else the token. */
export function chunkParts(token: string, chunk: unknown): ChunkPart[] {
  const message = isObject(chunk) ? chunk.message : undefined;
  if (!isObject(message)) return answer(token);
  const calls = arr(message.tool_call_chunks).flatMap((call, at) => {
    const text = str(member(call, "args")) ?? "";
    return text === "" ? [] : [toolInput(text, num(member(call, "index")) ?? at)];
  });
  const said = saidIn(message);
  const isSilent = said.length === 0 && calls.length === 0 && member(message, "content") === undefined;
  return isSilent ? answer(token) : [...said, ...calls];
}

/** The output of a run that did not stream: generations, each a message or a text. */
export function messageParts(generations: unknown): ChunkPart[] {
  return arr(generations)
    .flatMap(arr)
    .flatMap((generation) => {
      const message = member(generation, "message");
      if (!isObject(message)) return answer(str(member(generation, "text")) ?? "");
      const calls = arr(message.tool_calls).map((call, at) =>
        toolInput(JSON.stringify(member(call, "args") ?? {}), at),
      );
      return [...saidIn(message), ...calls];
    });
}

const REASONING_PARTS: ReadonlySet<string> = new Set(["thinking", "reasoning", "reasoning_content"]);

/** Reasoning and answer: content is a string or parts, and providers' reasoning stands beside it. */
function saidIn(message: object): ChunkPart[] {
  const extras = member(message, "additional_kwargs");
  const beside = str(member(extras, "reasoning_content")) ?? "";
  const content = member(message, "content");
  const summary = arr(member(member(extras, "reasoning"), "summary"));
  const parts = typeof content === "string" ? answer(content) : arr(content).flatMap(contentPart);
  return [
    ...(beside === "" ? [] : [{ text: beside, place: { channel: "reasoning" } as const }]),
    ...summary.flatMap((part, at) => reasoningSummary(str(member(part, "text")), at)),
    ...parts,
  ];
}

function contentPart(part: unknown, at: number): ChunkPart[] {
  if (typeof part === "string") return answer(part);
  const id = String(num(member(part, "index")) ?? at);
  if (REASONING_PARTS.has(str(member(part, "type")) ?? "")) {
    const text = ["thinking", "reasoning", "text"].map((key) => str(member(part, key))).find(Boolean);
    return text === undefined ? [] : [{ text, place: { channel: "reasoning", id } }];
  }
  const text = str(member(part, "text")) ?? "";
  return text === "" ? [] : [{ text, place: { channel: "answer", id } }];
}

const reasoningSummary = (text: string | undefined, at: number): ChunkPart[] =>
  text === undefined || text === ""
    ? []
    : [{ text, place: { channel: "reasoning-summary", id: String(at) } }];

const answer = (text: string): ChunkPart[] => (text === "" ? [] : [{ text, place: { channel: "answer" } }]);

const toolInput = (text: string, index: number): ChunkPart => ({
  text,
  place: { channel: "tool-input", id: `call ${index}`, json: true },
});
