export type Random = () => number;
export type TextKind = "English" | "code" | "JSON" | "agent log" | "Chinese";
export const KINDS: readonly TextKind[];
export function seeded(seed: number): Random;
export function pick<T>(random: Random, from: readonly T[]): T;
export function makeTexts(kind: TextKind, n: number, seed: number): string[];
export function makeWordyTexts(n: number, seed: number): string[];
