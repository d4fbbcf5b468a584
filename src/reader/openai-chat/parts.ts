import { isObject, type JsonObject, nonEmpty } from "../shared/guards.js";
import type { JsonPath } from "../shared/json-pointer.js";

/** A string that the model wrote, in a message or a delta. `path` starts there. */
export interface Part {
  readonly kind: "answer" | "reasoning" | "reasoning-summary" | "refusal";
  readonly path: JsonPath;
  readonly text: string;
}

/** Members that hold reasoning as one string: DeepSeek, Qwen, Kimi, GLM, xAI | Groq, OpenRouter, vLLM | others. */
const REASONING_KEYS = ["reasoning_content", "reasoning", "thinking"] as const;

/**
 * What the model wrote, reasoning first. Gateways repeat the same reasoning under several names: one is taken. It is a
 * summary when the structured form (OpenRouter's `reasoning_details`) says so.
 */
export function partsOf(value: JsonObject): readonly Part[] {
  return [...reasoningParts(value), ...contentParts(value), ...spokenParts(value)];
}

function reasoningParts(value: JsonObject): readonly Part[] {
  const details = detailParts(value.reasoning_details);
  for (const key of REASONING_KEYS) {
    const text = nonEmpty(value[key]);
    if (text === undefined) continue;
    const summary = details.length > 0 && details.every((part) => part.kind === "reasoning-summary");
    return [{ kind: summary ? "reasoning-summary" : "reasoning", path: [key], text }];
  }
  return details;
}

function detailParts(details: unknown): readonly Part[] {
  if (!Array.isArray(details)) return [];
  return details.flatMap((detail: unknown, index): Part[] => {
    if (!isObject(detail)) return [];
    const path = ["reasoning_details", index] as const;
    const text = nonEmpty(detail.text);
    if (text !== undefined) return [{ kind: "reasoning", path: [...path, "text"], text }];
    const summary = nonEmpty(detail.summary);
    if (summary !== undefined)
      return [{ kind: "reasoning-summary", path: [...path, "summary"], text: summary }];
    return [];
  });
}

function contentParts(value: JsonObject): readonly Part[] {
  const { content } = value;
  if (typeof content === "string")
    return content === "" ? [] : [{ kind: "answer", path: ["content"], text: content }];
  if (!Array.isArray(content)) return [];
  return content.flatMap((part: unknown, index): readonly Part[] =>
    isObject(part) ? contentPart(part, ["content", index]) : [],
  );
}

function contentPart(part: JsonObject, path: JsonPath): readonly Part[] {
  const of = (kind: Part["kind"], key: string): readonly Part[] => {
    const text = nonEmpty(part[key]);
    return text === undefined ? [] : [{ kind, path: [...path, key], text }];
  };
  if (part.type === "refusal") return of("refusal", "refusal");
  if (part.type === "reasoning") return [...of("reasoning", "reasoning"), ...of("reasoning", "text")];
  if (part.type !== "thinking") return of("answer", "text");
  // Mistral nests the text of a thinking part once more.
  if (!Array.isArray(part.thinking)) return of("reasoning", "thinking");
  return part.thinking.flatMap((inner: unknown, index): Part[] => {
    const text = isObject(inner) ? nonEmpty(inner.text) : undefined;
    return text === undefined
      ? []
      : [{ kind: "reasoning", path: [...path, "thinking", index, "text"], text }];
  });
}

/** A refusal, and what an audio answer says. */
function spokenParts(value: JsonObject): readonly Part[] {
  const parts: Part[] = [];
  const refusal = nonEmpty(value.refusal);
  if (refusal !== undefined) parts.push({ kind: "refusal", path: ["refusal"], text: refusal });
  const transcript = isObject(value.audio) ? nonEmpty(value.audio.transcript) : undefined;
  if (transcript !== undefined)
    parts.push({ kind: "answer", path: ["audio", "transcript"], text: transcript });
  return parts;
}
