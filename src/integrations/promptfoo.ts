import type { Finding } from "../model/finding.js";
import { type CheckOptions, checkDrift, type DriftOutput } from "../output/check-output.js";
import { type ContextTurn, contextTurns, isConversation } from "../output/context-turns.js";
import { driftFrames, failureText } from "../output/drift-report.js";
import { str } from "../reader/shared/guards.js";

/** What promptfoo calls a `GradingResult`. */
export interface GradingResult {
  readonly pass: boolean;
  /** 1 when nothing was found, else 1 less the highest certainty, so that a `threshold` can be set. */
  readonly score: number;
  readonly reason: string;
  readonly namedScores?: Readonly<Record<string, number>>;
  /** One for each drift. */
  readonly componentResults?: readonly GradingResult[];
}

/** The parts of promptfoo's `AssertionValueFunctionContext` that are read. */
export interface PromptfooContext {
  readonly prompt?: string | undefined;
  readonly vars?: Readonly<Record<string, unknown>> | undefined;
  /** The assertion's `config`: options of `checkDrift`. */
  readonly config?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * An assertion for promptfoo (`type: javascript`): passes when the output holds no unexplained switch of language. What
 * the model was asked is the rendered prompt (a JSON list of messages counts by its roles), or without one the variables.
 * @throws ConfigError for a `config` that does not fit; promptfoo shows it as the reason
 */
export function noDrift(output: unknown, context: PromptfooContext = {}): GradingResult {
  const options: CheckOptions = { context: asked(context), ...context.config };
  const check = checkDrift(judgeable(output), options);
  if (check.pass) {
    const reason = `no unexpected switch of language in ${check.exposure.characters} characters`;
    return { pass: true, score: 1, reason, namedScores: { drifts: 0 } };
  }
  return {
    pass: false,
    score: scoreOf(check.drifts),
    reason: failureText(check, "expected no switch of language"),
    namedScores: { drifts: check.drifts.length },
    componentResults: check.drifts.map((drift) => ({
      pass: false,
      score: scoreOf([drift]),
      reason: driftFrames([drift], false),
    })),
  };
}

export default noDrift;

function scoreOf(drifts: readonly Finding[]): number {
  return 1 - Math.max(...drifts.map(({ certainty }) => certainty));
}

/** promptfoo parses output that is JSON: messages are judged as such, anything else by its strings. */
function judgeable(output: unknown): DriftOutput {
  if (typeof output === "string") return output;
  if (isConversation(output)) return output;
  return JSON.stringify(output ?? "", null, 2);
}

function asked({ prompt, vars }: PromptfooContext): ContextTurn[] {
  if (prompt !== undefined) return parsedTurns(prompt) ?? [{ role: "user", text: prompt }];
  const texts = Object.values(vars ?? {}).map((value) => str(value) ?? JSON.stringify(value) ?? "");
  return texts.map((text) => ({ role: "user", text }));
}

/** A chat prompt is JSON that promptfoo hands on as text. */
function parsedTurns(prompt: string): ContextTurn[] | null {
  if (!prompt.trimStart().startsWith("[")) return null;
  try {
    const value: unknown = JSON.parse(prompt);
    return isConversation(value) ? contextTurns(value) : null;
  } catch {
    return null;
  }
}
