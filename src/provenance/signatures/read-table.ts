import { ConfigError } from "../../errors.js";
import { didYouMean } from "../../suggestion.js";
import type { Signature, Tier } from "./signature.js";

const TIERS: readonly Tier[] = ["A", "B", "C"];
const KEYS = ["families", "tier", "about", "source", "texts", "alone", "inArguments"];
/** Bounds that keep the compiled table small; UTF-16 units for texts. */
const MOST_ROWS = 1000;
const MOST_TEXTS = 100;
const SHORTEST = 3;
const LONGEST = 200;

/** A signature table that is not one. */
export class SignatureTableError extends ConfigError {
  override readonly name: string = "SignatureTableError";
  /** RFC 6901 pointer of the value at fault; empty for the whole. */
  readonly pointer: string;

  constructor(pointer: string, allowed: string) {
    const place = pointer === "" ? "its top" : pointer;
    super(`The signature table is wrong at ${place}: ${allowed}.`, "invalid-signatures");
    this.pointer = pointer;
  }
}

function fail(place: string, allowed: string): never {
  throw new SignatureTableError(place, allowed);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function knownKeys(value: Record<string, unknown>, allowed: readonly string[], place: string): void {
  for (const key of Object.keys(value)) {
    if (!allowed.includes(key))
      fail(
        place,
        `it has no "${key.slice(0, 40)}".${didYouMean(key, allowed)} Allowed: ${allowed.join(", ")}`,
      );
  }
}

function string(value: unknown, place: string, shortest: number, longest: number): string {
  const fits =
    typeof value === "string" &&
    value.length >= shortest &&
    value.length <= longest &&
    !/\p{Surrogate}/u.test(value) &&
    !/[\r\n]/.test(value);
  return fits
    ? (value as string)
    : fail(place, `it must be one line of ${shortest} to ${longest} characters`);
}

function strings(value: unknown, place: string, shortest: number): string[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_TEXTS)
    fail(place, `it must be a list of 1 to ${MOST_TEXTS} strings`);
  return (value as unknown[]).map((one, i) => string(one, `${place}/${i}`, shortest, LONGEST));
}

function flag(value: unknown, place: string): boolean {
  return typeof value === "boolean" ? value : fail(place, "it must be true or false");
}

function signatureOf(value: unknown, place: string): Signature {
  if (!isRecord(value)) fail(place, "it must be an object");
  knownKeys(value, KEYS, place);
  const tier = TIERS.find((known) => known === value.tier);
  return {
    families: strings(value.families, `${place}/families`, 1),
    tier: tier ?? fail(`${place}/tier`, `it must be one of ${TIERS.join(", ")}`),
    about: string(value.about, `${place}/about`, 1, LONGEST),
    source: string(value.source, `${place}/source`, 1, 1000),
    texts: strings(value.texts, `${place}/texts`, SHORTEST),
    ...(value.alone === undefined ? {} : { alone: flag(value.alone, `${place}/alone`) }),
    ...(value.inArguments === undefined
      ? {}
      : { inArguments: flag(value.inArguments, `${place}/inArguments`) }),
  };
}

/**
 * Reads a user's own table, `{ "signatures": [ … ] }` with rows of type {@link Signature}, from parsed JSON. `families`
 * and `texts` hold 1 to 100 strings; a table holds up to 1,000 rows.
 *
 * @throws SignatureTableError that names the place of the fault as a JSON pointer
 */
export function readSignatureTable(json: unknown): readonly Signature[] {
  if (!isRecord(json)) fail("", 'it must be an object with a list "signatures"');
  knownKeys(json, ["signatures", "$schema"], "");
  const { signatures } = json;
  if (!Array.isArray(signatures) || signatures.length > MOST_ROWS)
    fail("/signatures", `it must be a list of up to ${MOST_ROWS} rows`);
  return (signatures as unknown[]).map((row, i) => signatureOf(row, `/signatures/${i}`));
}
