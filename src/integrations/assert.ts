import { LangdriftError } from "../errors.js";
import type { Finding } from "../model/finding.js";
import { type CheckOptions, checkDrift, type DriftCheck, type DriftOutput } from "../output/check-output.js";
import { failureText } from "../output/drift-report.js";

export { type CheckOptions, checkDrift, type DriftCheck, type DriftOutput } from "../output/check-output.js";

/**
 * A failed assertion in the shape that test runners know from `node:assert`: name `AssertionError`, code
 * `ERR_ASSERTION`, `actual` (the runs that were found), `expected` (none) and `operator`.
 */
export class DriftAssertionError extends LangdriftError {
  override readonly name = "AssertionError";
  readonly generatedMessage = true;
  readonly operator = "assertNoDrift";
  readonly actual: readonly string[];
  readonly expected: readonly string[] = [];
  readonly drifts: readonly Finding[];

  constructor(check: DriftCheck) {
    super("ERR_ASSERTION", failureText(check, "expected no switch of language"));
    this.drifts = check.drifts;
    this.actual = check.drifts.map(({ run }) => run.text);
  }
}

/**
 * Fails when finished output holds a drift, for any test runner.
 * @throws DriftAssertionError with each drift in its frame
 * @throws ConfigError as `checkDrift`
 * @example
 * assertNoDrift(await agent.run("Fix the test."), { context: "Fix the test." });
 */
export function assertNoDrift(output: DriftOutput, options: CheckOptions = {}): void {
  const check = checkDrift(output, options);
  if (!check.pass) throw new DriftAssertionError(check);
}
