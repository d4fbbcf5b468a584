import type { OutputChannel } from "../monitor.js";
import { type Field, idOf, isRecord, type Json, recordsOf, type Said, type Shape, textOf } from "./shape.js";

type Place = Field["place"];

/** Kinds of parts that come in deltas. */
const KINDS: Readonly<Record<string, OutputChannel>> = {
  text: "answer",
  reasoning: "reasoning",
  "tool-input": "tool-input",
};
const TYPE = /^(text|reasoning|tool-input)-(delta|end)$/;

const placeOf = (kind: string, id: unknown): Place => {
  const channel = KINDS[kind]!;
  return { channel, id: idOf(id), ...(channel === "tool-input" ? { json: true } : {}) };
};

/** Parts of a model's stream. A place is a part; a tool call repeats the input that came in deltas. */
export const PARTS: Shape<Json> = {
  fields(part) {
    if (part.type === "tool-call") return call(part, []);
    const [, kind, step] = TYPE.exec(idOf(part.type)) ?? [];
    if (kind === undefined || step !== "delta" || typeof part.delta !== "string" || part.delta === "")
      return [];
    return [{ place: placeOf(kind, part.id), path: ["delta"], value: part.delta }];
  },
  ends(part, { channel, id }) {
    if (part.type === "finish") return true;
    const [, kind, step] = TYPE.exec(idOf(part.type)) ?? [];
    return kind !== undefined && step === "end" && KINDS[kind] === channel && idOf(part.id) === id;
  },
  rest(delta, { id, channel }) {
    const kind = Object.keys(KINDS).find((one) => KINDS[one] === channel);
    return { type: `${kind}-delta`, id, delta };
  },
  annotate: noted,
};

/** The result of a whole generation. */
export const GENERATED: Shape<Json> = {
  fields: (result) =>
    recordsOf(result.content).flatMap((part, i): Field[] => {
      if (part.type === "tool-call") return call(part, ["content", i]);
      const kind = idOf(part.type);
      if (typeof part.text !== "string" || part.text === "" || !Object.hasOwn(KINDS, kind)) return [];
      return [{ place: placeOf(kind, i), path: ["content", i, "text"], value: part.text, whole: true }];
    }),
  ends: () => false,
  rest: (_text, _place, like) => like,
  annotate: noted,
};

function call(part: Json, path: readonly (string | number)[]): Field[] {
  const { input } = part;
  if (typeof input !== "string" || input === "") return [];
  return [
    { place: placeOf("tool-input", part.toolCallId), path: [...path, "input"], value: input, whole: true },
  ];
}

/** Puts the drifts into the provider metadata, beside what is there. */
export function noted(part: Json, drifts: readonly unknown[]): Json {
  const before = isRecord(part.providerMetadata) ? part.providerMetadata : {};
  return { ...part, providerMetadata: { ...before, langdrift: { drifts } } };
}

/** What the prompt of a call gives the model to read. */
export function promptContext(params: Json): Said[] {
  return recordsOf(params.prompt).flatMap(({ role, content }): Said[] => {
    if (role === "tool") return recordsOf(content).map((part) => ({ role, text: resultText(part.output) }));
    if (role === "user" || role === "assistant") return [{ role, text: textOf(content) }];
    return [{ role: "system", text: textOf(content) }];
  });
}

function resultText(output: unknown): string {
  const value = isRecord(output) ? output.value : output;
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/** A call whose prompt has one more message. */
export const promptReminded = (params: Json, reminder: string): Json => ({
  ...params,
  prompt: [...recordsOf(params.prompt), { role: "user", content: [{ type: "text", text: reminder }] }],
});
