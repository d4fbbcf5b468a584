import type { UtteranceObserver } from "./model/observer.js";

/** Joins observers of one utterance; null when none wants it. */
export function joinObservers(observers: readonly (UtteranceObserver | null)[]): UtteranceObserver | null {
  const wanted = observers.filter((observer) => observer !== null);
  if (wanted.length < 2) return wanted[0] ?? null;
  return {
    text(text) {
      for (const observer of wanted) observer.text?.(text);
    },
    line(line) {
      for (const observer of wanted) observer.line?.(line);
    },
    finding(finding) {
      for (const observer of wanted) observer.finding?.(finding);
    },
    end() {
      for (const observer of wanted) observer.end?.();
    },
  };
}
