import type { Role } from "../model/utterance.js";
import type { OutputChannel, OutputPlace } from "../monitor.js";

/** JSON as a provider sends it; nothing about it is certain. */
export type Json = Readonly<Record<string, unknown>>;

/** One text of the model in a chunk or response. */
export interface Field {
  readonly place: OutputPlace & { readonly channel: OutputChannel };
  readonly path: readonly (string | number)[];
  /** A text, or the arguments of a tool call as a value. */
  readonly value: unknown;
  /** The whole text of its place; where the place came in pieces before, it is those again. */
  readonly whole?: boolean;
}

/** What the model has read. */
export interface Said {
  readonly role: Exclude<Role, "unknown">;
  readonly text: string;
}

/** How one kind of response is made: chunks of a stream, or one object. Data in, data out. */
export interface Shape<C> {
  fields(chunk: C): readonly Field[];
  /** Whether a chunk ends a place. */
  ends(chunk: C, place: OutputPlace): boolean;
  /** A chunk that carries what a place still held back; it goes out ahead of the chunk that ended the place. */
  rest(text: string, place: OutputPlace, like: C): C;
  /** Puts the drifts beside the text. */
  annotate(chunk: C, drifts: readonly unknown[]): C;
}

/** A stream each of whose chunks tells its own shape. */
export const byChunk = <C>(of: (chunk: C) => Shape<C>): Shape<C> => ({
  fields: (chunk) => of(chunk).fields(chunk),
  ends: (chunk, place) => of(chunk).ends(chunk, place),
  rest: (text, place, like) => of(like).rest(text, place, like),
  annotate: (chunk, drifts) => of(chunk).annotate(chunk, drifts),
});

export const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const recordsOf = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.map((one) => (isRecord(one) ? one : {})) : [];

/** The name in a value that a provider gave as a text or a number. */
export const idOf = (value: unknown, or = ""): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : or;

/** A copy with another value at a path; everything beside the path is the same object. */
export function replaceAt<T>(value: T, [key, ...path]: readonly (string | number)[], by: unknown): T {
  if (key === undefined) return by as T;
  const inner = (value as Record<string | number, unknown>)[key];
  const changed = replaceAt(inner, path, by);
  if (Array.isArray(value)) return value.map((one, i) => (i === key ? changed : one)) as T;
  return { ...value, [key]: changed };
}

/** The text of a string or of content parts (`text`, `content`, nested), one part a line. */
export function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (Array.isArray(content))
    return content
      .map(textOf)
      .filter((text) => text !== "")
      .join("\n");
  if (!isRecord(content)) return "";
  return textOf(content.text ?? content.thinking ?? content.content ?? content.output ?? "");
}

/** Adds `langdrift: { drifts }` to an object, for providers whose chunks have no place for metadata. */
export const annotated = <C extends object>(chunk: C, drifts: readonly unknown[]): C => ({
  ...chunk,
  langdrift: { drifts },
});
