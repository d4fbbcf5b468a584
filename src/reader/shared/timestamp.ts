/** Largest instant that `Date` can hold, in milliseconds. */
const MAX_MILLISECONDS = 8.64e15;
/** Numbers from here on are milliseconds (as seconds they would lie beyond the year 5000). */
const MILLISECONDS_FROM = 1e11;
const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;

/** A logged time as ISO 8601: strings that already are stay as logged, numbers are epoch seconds or milliseconds. */
export function isoTimestamp(value: unknown): string | undefined {
  if (typeof value === "string") return value.length <= 64 && ISO.test(value) ? value : undefined;
  if (typeof value !== "number" || !Number.isFinite(value) || value <= 0) return undefined;
  const milliseconds = value >= MILLISECONDS_FROM ? value : value * 1000;
  return milliseconds <= MAX_MILLISECONDS ? new Date(milliseconds).toISOString() : undefined;
}
