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
  /** Languages in which the user wrote or pasted whole lines, ISO 639-3, with the first such turn. */
  readonly written: Map<string, number>;
  /** Starts a user turn: what was named for one turn only ends. */
  beginTurn(): void;
  /** Notes the languages that a prompt names: a mention anywhere may be a request. */
  named(text: string, by: "user" | "system"): void;
  /** Who named a language that is still due by it, or null. */
  namedBy(language: string): "user" | "system" | null;
  /** Text already reported in this session, with the place at which it was. */
  readonly reported: Map<string, number>;
}

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
  return {
    read: createWordIndex(),
    written: new Map(),
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
