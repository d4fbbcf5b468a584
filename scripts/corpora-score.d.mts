import type { ScanEvent } from "../src/model/scan-event.js";

export interface Label {
  readonly message: number;
  readonly field: string;
  readonly key?: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly verdict: "drift" | "explained";
  readonly reason: string | null;
  readonly level: "word" | "sentence" | "response";
}

export interface Message {
  readonly role: "system" | "user" | "assistant" | "tool";
  readonly content: string | null;
  readonly reasoning_content?: string;
  readonly tool_call_id?: string;
  readonly tool_calls?: readonly {
    readonly id: string;
    readonly type: "function";
    readonly function: { readonly name: string; readonly arguments: Readonly<Record<string, string>> };
  }[];
}

export interface Session {
  readonly id: string;
  readonly lang: string;
  readonly kind: "drift" | "explained";
  readonly pair?: string;
  readonly messages: readonly Message[];
  readonly labels: readonly Label[];
  readonly note: string;
}

export interface Prediction {
  readonly pointer: string | null;
  readonly start: number;
  readonly end: number;
  readonly text?: string;
  readonly level?: string;
  readonly certainty?: number;
}

export interface Score {
  readonly session: Session;
  readonly found: readonly Label[];
  readonly missed: readonly Label[];
  readonly right: readonly Prediction[];
  readonly wrong: readonly Prediction[];
  /** Explained runs that a wrong prediction overlaps. */
  readonly flagged: readonly Label[];
}

export interface Tally {
  readonly drifts: number;
  readonly explained: number;
  readonly recall: number | null;
  readonly precision: number | null;
  readonly f1: number | null;
  readonly falseAlarms: number | null;
}

type Found = Extract<ScanEvent, { type: "finding" }>;

export function labelPointer(label: Label): string;
export function channelOf(place: {
  readonly field?: string;
  readonly pointer?: string | null;
}): "answer" | "reasoning" | "tool-input";
export function hanCount(text: string): number;
export function assistantTexts(session: Session): { readonly pointer: string; readonly text: string }[];
export function labelText(session: Session, label: Label): string | undefined;
export function isAlarm(event: ScanEvent): event is Found;
export function fromFinding(finding: Pick<Found, "location" | "level" | "certainty" | "run">): Prediction;
export function scoreSession(session: Session, predictions: readonly Prediction[]): Score;
export function tally(scores: readonly Score[], level?: string): Tally;
export function groupBy(scores: readonly Score[], key: (score: Score) => string): [string, Score[]][];
