export interface Kind {
  readonly shape: "claude-code" | "codex-rollout" | "openai-chat" | "anthropic-messages" | "plain";
  readonly language: "english" | "accents" | "japanese";
  readonly han: number;
  readonly escaped?: true;
  readonly longLine?: true;
  readonly stream?: true;
}

export const KINDS: Readonly<Record<string, Kind>>;
export function chunksOf(kind: Kind, bytes: number, seed?: number): Generator<Buffer>;
export function inputFile(folder: string, name: string, bytes: number, seed?: number): string;
export function inputFolder(
  folder: string,
  name: string,
  count: number,
  bytes: number,
  seed?: number,
): string;
