import { ConfigError } from "../errors.js";
import { didYouMean } from "../suggestion.js";

function listed(values: readonly string[]): string {
  return values.length < 2 ? values.join("") : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}

/** One of a closed set of words. `name` is the flag or variable that the user wrote. */
export function choice<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new ConfigError(`${name} must be ${listed(allowed)}, not "${value}".${didYouMean(value, allowed)}`);
}

/** Words separated by commas, at least one. */
export function list(name: string, value: string): string[] {
  const items = value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
  if (items.length === 0) throw new ConfigError(`${name} must name at least one value, separated by commas.`);
  return items;
}

/** Words of a closed set, separated by commas. */
export function choices<T extends string>(name: string, value: string, allowed: readonly T[]): T[] {
  return list(name, value).map((item) => choice(name, item, allowed));
}

/** A whole number of at least `minimum`. */
export function wholeNumber(name: string, value: string, minimum: number): number {
  const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= minimum) return number;
  throw new ConfigError(`${name} must be a whole number of at least ${minimum}, not "${value}".`);
}

/** A number from 0 to 1. */
export function fraction(name: string, value: string): number {
  const number = /^(?:\d{1,9}|\d{0,9}\.\d{1,17})$/.test(value) ? Number(value) : Number.NaN;
  if (number >= 0 && number <= 1) return number;
  throw new ConfigError(`${name} must be a number from 0 to 1, not "${value}".`);
}

/** A number above 0. */
export function positive(name: string, value: string): number {
  const number = /^(?:\d{1,9}|\d{0,9}\.\d{1,17})$/.test(value) ? Number(value) : Number.NaN;
  if (number > 0) return number;
  throw new ConfigError(`${name} must be a number above 0, not "${value}".`);
}

/** A number between 0 and 1, neither of them. */
export function probability(name: string, value: string): number {
  const number = fraction(name, value);
  if (number > 0 && number < 1) return number;
  throw new ConfigError(`${name} must lie between 0 and 1, such as 0.01, not "${value}".`);
}

/** The value of a variable that stands for a flag without a value. */
export function yesOrNo(name: string, value: string): boolean {
  return ["1", "true", "yes"].includes(
    choice(name, value.toLowerCase(), ["1", "0", "true", "false", "yes", "no"]),
  );
}

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const ISO_TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * A point in time as ISO 8601 in UTC: a date, a date and time (local where no zone is given), or a span before now
 * (`90m`, `24h`, `7d`, `2w`).
 * @param now milliseconds since the epoch
 */
export function pointInTime(name: string, value: string, now: number): string {
  const span = /^(\d{1,6})([mhdw])$/.exec(value);
  const time =
    span !== null
      ? now - Number(span[1]) * UNIT_MS[span[2] as keyof typeof UNIT_MS]
      : ISO_TIME.test(value)
        ? Date.parse(value)
        : Number.NaN;
  const date = new Date(time);
  if (!Number.isNaN(date.getTime())) return date.toISOString();
  throw new ConfigError(
    `${name} must be a date (2026-11-24), a time (2026-11-24T09:30:00Z) or a span (90m, 24h, 7d, 2w), not "${value}".`,
  );
}
