import type { Label, Message, Prediction, Session } from "../../scripts/corpora-score.mjs";

/** A drift in the answer of `sessionWith`. */
export const driftAt = (start: number, end: number, more: Partial<Label> = {}): Label => ({
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

export const predictionAt = (start: number, end: number, more: Partial<Prediction> = {}): Prediction => ({
  pointer: "/messages/1/content",
  start,
  end,
  ...more,
});

/** A session with one answer, whose labels take their text from it. */
export function sessionWith(answer: string, labels: readonly Label[], more: Partial<Session> = {}): Session {
  const messages: Message[] = [
    { role: "user", content: "?" },
    { role: "assistant", content: answer },
  ];
  const texted = labels.map((label) => ({ ...label, text: answer.slice(label.start, label.end) }));
  const kind = labels.some((label) => label.verdict === "drift") ? "drift" : "explained";
  return { id: "x-001", lang: "eng", kind, messages, labels: texted, note: "", ...more };
}
