import type { Finding } from "../model/finding.js";

const SCRIPTS: readonly (readonly [name: string, test: RegExp])[] = [
  ["Han", /\p{Script=Han}/u],
  ["kana", /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ["Hangul", /\p{Script=Hangul}/u],
  ["Latin", /\p{Script=Latin}/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["other letters", /\p{L}/u],
  ["digits", /\p{N}/u],
];

function scriptClass(character: string): string {
  return SCRIPTS.find(([, test]) => test.test(character))?.[0] ?? "other";
}

/**
 * What a text is made of, instead of the text: `[Han 2]`, `[Latin 14, other 3]` (code points, most frequent class first).
 * Empty stays empty.
 */
export function redactText(text: string): string {
  const classes = new Map<string, number>();
  for (const character of text) {
    const name = scriptClass(character);
    classes.set(name, (classes.get(name) ?? 0) + 1);
  }
  if (classes.size === 0) return "";
  const parts = [...classes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return `[${parts.map(([name, number]) => `${name} ${number}`).join(", ")}]`;
}

/**
 * A finding without the words that were scanned: the run, its surroundings, and the texts of an explanation's detail.
 * Place, fingerprint, session and model names stay, so that it can be looked up and compared with a baseline.
 */
export function redactFinding(finding: Finding): Finding {
  return {
    ...finding,
    run: {
      ...finding.run,
      text: redactText(finding.run.text),
      evidence: finding.run.evidence.map(({ name, weight }) => ({ name, weight })),
    },
    context: { before: redactText(finding.context.before), after: redactText(finding.context.after) },
    explanation: finding.explanation && {
      reason: finding.explanation.reason,
      detail: Object.fromEntries(
        Object.entries(finding.explanation.detail).map(([key, value]) => [
          key,
          typeof value === "string" ? redactText(value) : value,
        ]),
      ),
    },
  };
}
