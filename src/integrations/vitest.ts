import { expect } from "vitest";
import { type CheckOptions, checkDrift, type DriftCheck, type DriftOutput } from "../output/check-output.js";
import { failureText, nothingFoundText } from "../output/drift-report.js";

export type { CheckOptions, DriftOutput } from "../output/check-output.js";

/** What a matcher gives: a promise for output that is one. */
// biome-ignore lint/suspicious/noConfusingVoidType: the type of an assertion that returns nothing
export type Matched<T> = T extends PromiseLike<unknown> ? Promise<void> : void;

/** Options of `toStayInLanguage`: the language is its first argument. */
export type StayOptions = Omit<CheckOptions, "expect">;

declare module "vitest" {
  // biome-ignore lint/suspicious/noExplicitAny: merged declarations must repeat vitest's own parameter
  interface Matchers<T = any> {
    /**
     * Output (a text, messages, or a promise of either) holds no switch into Chinese, or into the languages of `flag`,
     * that nothing explains.
     */
    toHaveNoDrift(options?: CheckOptions): Matched<T>;
    /**
     * Output is in this language (or these) as far as languages can be told apart: flags any other, whole lines and
     * responses, and Chinese run by run.
     */
    toStayInLanguage(language: string | readonly string[], options?: StayOptions): Matched<T>;
  }
  /** For `expect.not`. */
  interface AsymmetricMatchersContaining {
    toHaveNoDrift(options?: CheckOptions): unknown;
    toStayInLanguage(language: string | readonly string[], options?: StayOptions): unknown;
  }
}

interface Result {
  readonly pass: boolean;
  message(): string;
}

/** What vitest gives a matcher: whether this run is coloured shows in its own painters. */
interface MatcherState {
  readonly isNot: boolean;
  readonly utils: { RECEIVED_COLOR(text: string): string };
}

function judged(state: MatcherState, received: unknown, options: CheckOptions, expectation: string): Result {
  const check: DriftCheck = checkDrift(received as DriftOutput, options);
  const color = state.utils.RECEIVED_COLOR("x") !== "x";
  return {
    pass: check.pass,
    message: () => (check.pass ? nothingFoundText(check) : failureText(check, expectation, color)),
  };
}

function result(
  state: MatcherState,
  received: unknown,
  options: CheckOptions,
  expectation: string,
): Result | Promise<Result> {
  if (!isPromise(received)) return judged(state, received, options, expectation);
  return Promise.resolve(received).then((value) => judged(state, value, options, expectation));
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}

expect.extend({
  toHaveNoDrift(received: unknown, options: CheckOptions = {}) {
    return result(this, received, options, "expected no switch of language");
  },
  toStayInLanguage(received: unknown, language: string | readonly string[], options: CheckOptions = {}) {
    const languages = typeof language === "string" ? [language] : language;
    const stay = { flag: ["any"], ...options, expect: languages };
    return result(this, received, stay, `expected output to stay in ${languages.join(" or ")}`);
  },
});
