import type { Expectation } from "../model/finding.js";
import { goesOn } from "./follow-up.js";
import { withoutMarks } from "./pinyin.js";
import { asksForName, asksWhatIsWritten } from "./questions.js";
import { createReadIndex, hanOf, type ReadIndex } from "./read-index.js";
import {
  findAnswerLanguages,
  findRequests,
  findRulesInToolOutput,
  findSystemRequests,
  type LanguageRequest,
  refusesChinese,
} from "./requests.js";

/** A request together with who made it and when. */
export interface StandingRequest extends LanguageRequest {
  readonly by: "user" | "system" | "tool";
  readonly turn: number;
}

/** A stretch in which the user wrote Chinese, for the explanation. */
export interface ChineseTurn {
  readonly turn: number;
  readonly quote: string;
}

/**
 * What one conversation has shown so far. The only mutable state of judging; the wiring feeds it in the order in which
 * the model read.
 */
export interface SessionContext {
  readonly id: string;
  /** Number of user turns so far. */
  readonly turn: number;
  readonly read: ReadIndex;
  /** The language of the user's own turns. */
  readonly userLanguage: string | null;
  /** Set by the wiring from pooled identification, which is costly and done when somebody asks. */
  userSpeaks(language: () => string | null): void;
  userChinese: ChineseTurn | null;
  /** Chinese paragraphs that a document of unknown writer has had so far. */
  chineseParagraphs: number;
  /** Code comments in Chinese that the model has read so far. */
  chineseComments: number;
  /** Starts a user turn: what was asked for one turn only ends. */
  beginTurn(): void;
  /** A prompt with quotes, code and pasted text blanked out. */
  asked(text: string, by: "user" | "system"): void;
  /** A tool result, searched for rules about the language to write in. */
  toolSaid(text: string): void;
  /** The start of each of the user's turns, letters without marks, latest last; at most 16,000 UTF-16 units. */
  readonly said: string;
  /** A turn of the user, quotations and all, for what it spells in Latin letters. */
  hear(text: string): void;
  /** The user showed a message in Chinese and asked what to say to it. */
  replyAsked(message: string): void;
  /** Whether this turn asks for a name, or for what stands written on a thing. */
  nameAsked(): boolean;
  writingAsked(): boolean;
  /** Whether Chinese was forbidden or complained of, in this turn or for good. */
  refused(): boolean;
  /** The requests that hold now, latest first. */
  requests(): readonly StandingRequest[];
  /** The latest request for the model's own words, if any. */
  instruction(): StandingRequest | null;
  /** Remembers a drift with the place at which it was reported first. */
  remember(run: string, place: number): void;
  reported(run: string): number | null;
}

/** What a request can ask for that is no language of an answer. */
const NO_LANGUAGE: ReadonlySet<string> = new Set(["hani", "multi", "topic"]);
const REQUEST_LIMIT = 100;
const REPEAT_LIMIT = 10_000;
/** So much of a turn is searched for spellings in Latin letters, and of all turns together, in UTF-16 units. */
const HEARD = 4000;
const HEARD_IN_ALL = 16_000;

/** @param id identity of the conversation */
export function createSessionContext(id: string): SessionContext {
  let turn = 0;
  let index: ReadIndex | null = null;
  let said = "";
  let question = "";
  let requests: StandingRequest[] = [];
  /** What the turn before asked for. */
  let earlier: readonly StandingRequest[] = [];
  /** The turn in which Chinese was refused, or `good` for a standing rule. */
  let refusedFor: number | "good" | null = null;
  const drifts = new Map<string, number>();
  let identify: () => string | null = () => null;
  let known: { readonly language: string | null } | null = null;

  const holds = (r: StandingRequest): boolean => r.scope === "standing" || r.turn === turn;
  const add = (found: readonly LanguageRequest[], by: StandingRequest["by"]): void => {
    // A new instruction for the model's own words replaces the old one ("answer in English again").
    if (found.some((r) => r.answer) && by !== "tool") requests = requests.filter((r) => !r.answer);
    for (const request of found) requests.unshift({ ...request, by, turn });
    requests = requests.slice(0, REQUEST_LIMIT);
  };

  return {
    id,
    get userLanguage() {
      known ??= { language: identify() };
      return known.language;
    },
    userSpeaks(language) {
      identify = language;
      known = null;
    },
    userChinese: null,
    chineseParagraphs: 0,
    chineseComments: 0,
    get turn() {
      return turn;
    },
    get read() {
      index ??= createReadIndex();
      return index;
    },
    beginTurn() {
      earlier = requests.filter((r) => r.turn === turn && r.scope === "turn");
      turn++;
      requests = requests.filter(holds);
    },
    get said() {
      return said;
    },
    hear(text) {
      question = text.slice(0, HEARD);
      said = `${said}\n${withoutMarks(text.slice(0, HEARD))}`.slice(-HEARD_IN_ALL);
    },
    replyAsked(message) {
      add([{ language: "topic", scope: "turn", answer: false, quote: message.slice(0, 80) }], "user");
    },
    nameAsked: () => asksForName(question),
    writingAsked: () => asksWhatIsWritten(question),
    refused: () => refusedFor === "good" || refusedFor === turn,
    asked(text, by) {
      if (refusesChinese(text)) refusedFor = by === "system" ? "good" : refusedFor === "good" ? "good" : turn;
      const own = by === "system" ? findSystemRequests(text) : findRequests(text, false);
      const found = own.some((request) => request.answer) ? own : [...own, ...findAnswerLanguages(text)];
      const leans = by === "user" && found.length === 0 && goesOn(text);
      add(leans ? earlier : found, by);
    },
    toolSaid(text) {
      add(findRulesInToolOutput(text), "tool");
    },
    requests: () => requests.filter(holds),
    instruction: () =>
      requests.find((r) => r.answer && holds(r) && r.by !== "tool" && !NO_LANGUAGE.has(r.language)) ?? null,
    remember(run, place) {
      const han = hanOf(run);
      if (han === "" || drifts.has(han)) return;
      drifts.set(han, place);
      if (drifts.size > REPEAT_LIMIT) drifts.delete(drifts.keys().next().value!);
    },
    reported: (run) => drifts.get(hanOf(run)) ?? null,
  };
}

/** What is known about the language that is due, in the order of its authority. */
export function expectationOf(
  session: SessionContext,
  config: readonly string[] | "auto",
  matrix: string | null,
): Expectation {
  if (config !== "auto") return { languages: config, basis: "config" };
  const instruction = session.instruction();
  if (instruction !== null) return { languages: [instruction.language], basis: "instruction" };
  const user: string[] = [];
  if (session.userLanguage !== null && session.userLanguage !== "cmn") user.push(session.userLanguage);
  if (session.userChinese !== null) user.push("cmn");
  if (user.length > 0) return { languages: user, basis: "user" };
  return { languages: matrix === null ? [] : [matrix], basis: "matrix" };
}
