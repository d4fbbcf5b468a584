/** `1,204`; a whole number. Without `Intl`, whose first formatter costs a one-line scan more than the scan itself. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** Three significant digits and no closing zeros. */
const short = (value: number): string => String(Number(value.toPrecision(3)));

/** `1,204 utterances`, `1 utterance`. */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : plural}`;
}

/** A size in three significant digits: `780 k`, `3.1 M`; whole below ten thousand. */
export function amount(value: number): string {
  if (value < 10_000) return count(value);
  if (value < 999_500) return `${short(value / 1e3)} k`;
  if (value < 999_500_000) return `${short(value / 1e6)} M`;
  return `${short(value / 1e9)} G`;
}

/** Decimal units: `512 B`, `34.5 MB`. */
export function bytes(value: number): string {
  if (value < 1000) return `${count(value)} B`;
  if (value < 999_500) return `${short(value / 1e3)} kB`;
  if (value < 999_500_000) return `${short(value / 1e6)} MB`;
  return `${short(value / 1e9)} GB`;
}

/** `340 ms`, `1.2 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${count(Math.floor(seconds / 60))} min ${seconds % 60} s`;
}
