import type { Session } from "./corpora-score.mjs";

export interface CorpusFile {
  readonly name: string;
  readonly path: string;
  readonly sessions: readonly Session[];
}

export const PARTS: readonly ["tuned", "held-out"];
export function readPart(part: string): CorpusFile[];
export function partHash(files: readonly CorpusFile[]): string;
