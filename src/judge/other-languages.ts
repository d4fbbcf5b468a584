import { namedLanguages } from "./named-languages.js";
import { isRefused } from "./requests.js";
import { createWordIndex, type WordIndex } from "./word-index.js";

/**
 * What a session has shown about languages other than Chinese. Kept only when they are flagged: the default scan does
 * none of this work.
 */
export interface OtherLanguages {
  /** What the model read, for echoes. */
  readonly read: WordIndex;
  /** Languages in which the user wrote or pasted whole lines, ISO 639-3: all of them are due. */
  readonly written: Set<string>;
  /** Notes letters of plain prose that the model wrote, when it was not foreign. */
  wrote(language: string, letters: number): void;
  /** Languages that most of what the model wrote is in; none before there is enough of it. */
  matrix(): readonly string[];
  /** Starts a user turn: what was named for one turn only ends. */
  beginTurn(): void;
  /** Notes the languages that a prompt names: a mention anywhere may be a request. */
  named(text: string, by: "user" | "system"): void;
  /** Who named a language that is still due by it, or null. */
  namedBy(language: string): "user" | "system" | null;
  /** Text already reported in this session, with the place at which it was. */
  readonly reported: Map<string, number>;
}

/** So many letters of plain prose set what is due where nobody said it. */
const MATRIX_LETTERS = 200;
/** Share of what was written that makes a language one of the text's own. */
const MATRIX_SHARE = 0.15;
const SEARCHED = 8_000;
const MOST_REPORTED = 10_000;

/** Sentences of a prompt: what refuses a language in one of them says nothing about the others. */
const sentencesOf = (text: string): string[] =>
  text
    .slice(0, SEARCHED)
    .split(/[.!?\n。！？;；]/u)
    .filter((sentence) => sentence.trim() !== "");

export function createOtherLanguages(): OtherLanguages {
  let turn = new Set<string>();
  const standing = new Set<string>();
  const own = new Map<string, number>();
  return {
    read: createWordIndex(),
    wrote(language, letters) {
      own.set(language, (own.get(language) ?? 0) + letters);
    },
    matrix() {
      const total = [...own.values()].reduce((sum, n) => sum + n, 0);
      if (total < MATRIX_LETTERS) return [];
      return [...own].filter(([, n]) => n >= MATRIX_SHARE * total).map(([language]) => language);
    },
    written: new Set(),
    reported: new Map(),
    beginTurn() {
      turn = new Set();
    },
    named(text, by) {
      for (const sentence of sentencesOf(text)) {
        for (const { language, at } of namedLanguages(sentence)) {
          if (isRefused(sentence, at)) continue;
          (by === "system" ? standing : turn).add(language);
        }
      }
    },
    namedBy(language) {
      if (turn.has(language)) return "user";
      return standing.has(language) ? "system" : null;
    },
  };
}

/** Remembers a reported text; the oldest are forgotten. */
export function rememberReported({ reported }: OtherLanguages, text: string, place: number): void {
  if (reported.has(text)) return;
  reported.set(text, place);
  if (reported.size > MOST_REPORTED) reported.delete(reported.keys().next().value!);
}
