import type { Expectation, Finding, Level, Reason } from "../model/finding.js";
import type { SegmentKind } from "../model/segment.js";
import type { Channel, Role } from "../model/utterance.js";
import { languageName, runLanguage } from "./language-name.js";

/** Noun for what an utterance is, and whether it takes an article. */
const CHANNEL_NOUN = {
  answer: ["answer", true],
  reasoning: ["reasoning", false],
  "reasoning-summary": ["reasoning summary", true],
  "tool-input": ["tool argument", true],
  summary: ["summary", true],
  title: ["title", true],
  prompt: ["prompt", true],
  injected: ["injected text", false],
  system: ["system text", false],
  "tool-output": ["tool output", false],
  event: ["notice", true],
  text: ["text", false],
} satisfies Record<Channel, readonly [string, boolean]>;

/** Where inside the utterance, when that is not plain prose. */
const SEGMENT_PLACE = {
  prose: "",
  heading: "a heading of ",
  code: "code of ",
  comment: "a code comment of ",
  string: "a string literal of ",
  "inline-code": "inline code of ",
  quote: "a quotation of ",
  link: "a link or path of ",
  data: "data of ",
} satisfies Record<SegmentKind, string>;

const BASIS = {
  config: "as configured",
  instruction: "by an instruction",
  user: "from the user's own turns",
  matrix: "from the text around it",
} satisfies Record<Expectation["basis"], string>;

const REASON = {
  "user-language": "the user writes this language in this session",
  requested: "an instruction asks for it",
  echo: "it stands in what the model had read before",
  quoted: "it is mentioned, not used",
  data: "it is a key or a value of data",
  name: "it is a name",
  japanese: "it is kanji in Japanese text",
  korean: "it is hanja in Korean text",
  mojibake: "it is text decoded with the wrong encoding",
  symbol: "it holds no ideograph with a meaning of its own",
  repeat: "the same switch was found before in this session",
  expected: "this language was due here",
} satisfies Record<Reason, string>;

/** English names that begin with a vowel letter and a consonant sound ("a Ukrainian answer"). */
const CONSONANT_SOUND = /^(?:Uk|Eu|Ew)/;

function withArticle(phrase: string): string {
  return `${/^[AEIOU]/i.test(phrase) && !CONSONANT_SOUND.test(phrase) ? "an" : "a"} ${phrase}`;
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function either(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

/** `English`, `English or French`, `Latin-script text`; empty when nothing was known to be due. */
function dueLanguages(expected: Expectation): string {
  return either(
    expected.languages.map((code) => languageName(code) + (code.startsWith("und-") ? " text" : "")),
  );
}

function utterancePhrase(finding: Finding): string {
  const [noun, countable] = CHANNEL_NOUN[finding.channel];
  const phrase = [either(finding.expected.languages.map(languageName)), noun].filter(Boolean).join(" ");
  return countable ? withArticle(phrase) : phrase;
}

/** What was found and where: "Chinese (simplified) in an English answer". */
function whatAndWhere(finding: Finding): string {
  const language = runLanguage(finding.run.language, finding.run.script);
  if (finding.level === ("response" satisfies Level)) {
    const [noun, countable] = CHANNEL_NOUN[finding.channel];
    const due = dueLanguages(finding.expected);
    const whole = capitalised(countable ? withArticle(noun) : noun);
    return `${whole} in ${language}${due === "" ? "" : ` where ${due} was due`}`;
  }
  return `${capitalised(language)} in ${SEGMENT_PLACE[finding.run.segment]}${utterancePhrase(finding)}`;
}

function nothingExplains(role: Role): string {
  return role === "unknown"
    ? "nothing in the text explains it"
    : "nothing the user wrote or the model read explains it";
}

/** The finding in one sentence, without a full stop. Holds no scanned text. */
export function findingSentence(finding: Finding): string {
  const { explanation } = finding;
  const why =
    explanation === null
      ? nothingExplains(finding.role)
      : `explained (${explanation.reason}): ${reasonSentence(explanation.reason)}`;
  return `${whatAndWhere(finding)}; ${why}`;
}

/** What it means that an explanation holds. */
export function reasonSentence(reason: Reason): string {
  return REASON[reason];
}

/** Who wrote it, with which model, when in the session, and why which language was due. Holds text of the log (model, agent). */
export function findingFacts(finding: Finding): string[] {
  const due = dueLanguages(finding.expected);
  return [
    `${finding.role} ${finding.channel}`,
    ...(finding.model === null ? [] : [finding.model]),
    ...(finding.agent === null ? [] : [`sub-agent ${finding.agent}`]),
    `turn ${finding.turn}`,
    ...(due === "" ? [] : [`${due} due ${BASIS[finding.expected.basis]}`]),
  ];
}

/** `certainty 0.94 in decibans: base +11.8, between-delimiters -4`, or nothing for an explained run. */
export function certaintySentence({ certainty, certaintyParts }: Finding): string {
  const parts = certaintyParts
    .filter(({ weight }) => Math.abs(weight) >= 0.05)
    .map(({ name, weight }) => `${name} ${weight > 0 ? "+" : ""}${Math.round(10 * weight) / 10}`);
  return parts.length === 0 ? "" : `certainty ${certainty.toFixed(2)} in decibans: ${parts.join(", ")}`;
}

/** `source: user turn 3, position: 17`, or nothing. Holds scanned text. */
export function explanationDetail(finding: Finding): string {
  return Object.entries(finding.explanation?.detail ?? {})
    .map(([key, value]) => `${key}: ${value}`)
    .join(", ");
}
