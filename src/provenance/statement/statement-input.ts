import type { Reason } from "../../model/finding.js";
import type { RateInterval } from "../../model/rate.js";
import type { LikelihoodRatios } from "../likelihood-ratio.js";
import type { Mention, Tier } from "../signatures/index.js";
import type { Exclusion, FitVerdict, OverallVerdict } from "../tokenizer-fit/index.js";

/** What was counted in a text. */
export interface ObservedText {
  /** Written by models (or unknown writers). */
  readonly tokens: number;
  readonly sessions: number;
  /** Sessions with at least one unexplained switch into Chinese. */
  readonly sessionsWithOnset: number;
  /** Onsets per million tokens from whole sessions, where onsets are common; stands for the exact interval over tokens. */
  readonly sessionRate?: RateInterval;
}

/** A text of a known source, in the setting of the observed one. */
export interface ControlText extends ObservedText {
  readonly name: string;
  /** Family of the signature table that the user says this control is of. Without one, only language speaks for it. */
  readonly family?: string;
}

/** Strings of one row of the signature table that were used, not mentioned. */
export interface SignatureTally {
  readonly families: readonly string[];
  readonly tier: Tier;
  readonly sessions: number;
  readonly occurrences: number;
}

/** One group of a tokenizer comparison: candidates that the texts do not tell apart. */
export interface TokenizerGroup {
  readonly names: readonly string[];
  /** One for each name: the family that the candidate states, or null. Without one it is known by its name alone. */
  readonly families: readonly (string | null)[];
  readonly verdict: FitVerdict;
  readonly messages: number;
  /** Messages whose count agrees; for stream chunks, edges that do. */
  readonly matched: number;
  /** What `matched` is out of. */
  readonly compared: number;
}

export interface TokenizerResult {
  readonly test: "counts" | "chunks";
  readonly verdict: OverallVerdict;
  readonly groups: readonly TokenizerGroup[];
}

/** Runs by where the single-token test points. */
export interface SingleTokenTally {
  readonly away: number;
  readonly toward: number;
  /** Whether a vocabulary of a Chinese laboratory was among those asked. */
  readonly askedChinese: boolean;
}

/** A model id in the log. */
export interface ModelClaim {
  readonly id: string;
  readonly families: readonly string[];
  readonly messages: number;
  /**
   * `stated`: where the format keeps it, which is what the harness or gateway says; a hypothesis. `unexpected`: elsewhere
   * in the traffic, where nobody meant to show it; this kind alone is evidence.
   */
  readonly standing: "stated" | "unexpected";
}

/** What was looked at and not counted, by reason. */
export interface LeftOut {
  /** Runs with a benign explanation. */
  readonly explained: Readonly<Partial<Record<Reason, number>>>;
  /** Strings of the signature table that no model leaked. */
  readonly mentions: Readonly<Partial<Record<Mention, number>>>;
  /** Messages whose token count says nothing about their text: an `Exclusion`, or another reason. */
  readonly uncountable: Readonly<Partial<Record<Exclusion | (string & {}), number>>>;
}

/** All that a statement is made of. Counts are whole and at least 0. */
export interface StatementInput {
  readonly observed: ObservedText;
  readonly controls: readonly ControlText[];
  /** Of the observed onsets, with rows for the controls and "other or unknown"; null when no control has text. */
  readonly likelihood: LikelihoodRatios | null;
  /** How tokens were counted, in the observed text and the controls alike. Default `estimated`, from characters. */
  readonly tokenUnit?: "estimated" | "counted";
  /** Where the controls come from. Default `controls`: the user supplied them. */
  readonly baseline?: "controls" | "published";
  /** Null when no text was there to look into, as in summaries of sessions. */
  readonly signatures: readonly SignatureTally[] | null;
  /** One for each test, and for each model that the log states. */
  readonly tokenizers: readonly TokenizerResult[];
  /** Null when the test was not made. */
  readonly singleTokens: SingleTokenTally | null;
  /** Places where the writer says which model it is. */
  readonly selfIdentifications: number;
  /** Tool calls whose id has a known shape. */
  readonly idHints: number;
  readonly modelClaims: readonly ModelClaim[];
  readonly leftOut: LeftOut;
  readonly complete: boolean;
  /** Errors met while reading. */
  readonly problems: number;
  /** Of this tool and of packages whose numbers are used, by name. Printed as they are: tokenizers go by their typed names. */
  readonly versions: Readonly<Record<string, string>>;
  readonly seed: number;
  /** Names of controls and tokenizers that the user typed: no other is printed in prose. */
  readonly typedNames: readonly string[];
}
