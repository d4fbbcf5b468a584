/** The eval suite: prompts, and what two invented models answer. */
export const CASES = [
  {
    prompt: "Summarise the incident for the on-call engineer.",
    "parrot-1": "The queue was full, so the worker 重启 twice, then it recovered.",
    "parrot-2": "The queue was full, so the worker 重启 twice, then it recovered.",
  },
  {
    prompt: "Nenne die drei Schritte, mit denen man den Filter wechselt.",
    "parrot-1": "Deckel abnehmen, den alten Filter herausziehen, den neuen bis zum Anschlag einsetzen.",
    "parrot-2": "Deckel abnehmen, den alten Filter herausziehen, 然后 den neuen bis zum Anschlag einsetzen.",
  },
  {
    prompt: "The label on the box says 轻拿轻放. What does it ask for?",
    "parrot-1": "轻拿轻放 asks the carrier to handle the box with care.",
    "parrot-2": "轻拿轻放 asks the carrier to handle the box gently.",
  },
];

/** What a run of the suite writes: one conversation a line. */
export function outputsOf(model) {
  const lines = CASES.map((one) =>
    JSON.stringify({
      model,
      messages: [
        { role: "user", content: one.prompt },
        { role: "assistant", content: one[model] },
      ],
    }),
  );
  return `${lines.join("\n")}\n`;
}
