import type { LikelihoodRatios } from "../likelihood-ratio.js";
import { MANY_AFFECTED } from "../onset-rate.js";
import { counted, list } from "./format.js";
import type { Labels } from "./labels.js";
import type { Caveat } from "./statement.js";
import type { StatementInput } from "./statement-input.js";

/** Other causes of the same observations, which no log excludes. Always printed. */
export const NOT_EXCLUDED: readonly Caveat[] = [
  { id: "context", text: "Chinese in prompts, memory or files that the log does not hold" },
  { id: "locale", text: "the user's language or region, as the service saw it" },
  { id: "sampling", text: "temperature, penalties, quantisation or faults of the serving software" },
  { id: "routing", text: "routing and fallbacks: one log may hold several models" },
  { id: "distillation", text: "training on text that another model wrote" },
  { id: "post-training", text: "post-training, which can add or remove such switches" },
  {
    id: "everyone",
    text: "an ordinary lapse: models of laboratories all over the world write stray Chinese",
  },
];

const THIN_ONSETS = 5;

/** Weaknesses of the numbers of this statement. */
export function caveatsOf(input: StatementInput, labels: Labels): readonly Caveat[] {
  const caveats: Caveat[] = [
    input.tokenUnit === "counted" ? COUNTED : ESTIMATED,
    {
      id: "recall",
      text: "Not every switch is found and not every one found is real; both errors fall on controls alike if they are of the same setting.",
    },
  ];
  const { observed, likelihood } = input;
  if (observed.sessionsWithOnset === 1)
    caveats.push({ id: "one-event", text: "All of it rests on one session." });
  const crowded = [observed, ...input.controls].filter(isCrowded);
  if (crowded.some(({ sessionRate }) => sessionRate === undefined)) caveats.push(CROWDED);
  if (crowded.length > 0 && likelihood !== null) caveats.push(CROWDED_RATIOS);
  if (input.signatures === null) caveats.push(NO_TEXT);
  if (!input.complete) caveats.push({ id: "partial", text: partial(input) });
  if (likelihood !== null) caveats.push(...controlCaveats(input, likelihood, labels));
  return caveats;
}

const ESTIMATED: Caveat = {
  id: "tokens-estimated",
  text: "Tokens are estimated from characters; tokenizers differ by up to a fifth.",
};

const COUNTED: Caveat = {
  id: "tokens-counted",
  text: "Tokens are counted with one tokenizer, which need not be that of the model; tokenizers differ by up to a fifth.",
};

const CROWDED: Caveat = {
  id: "many-affected",
  text: "Where one session in ten or more has Chinese, the rate per token is too low: a session counts once.",
};

const CROWDED_RATIOS: Caveat = {
  id: "many-affected-ratios",
  text: "Where one session in ten or more has Chinese, the ratios are rough: they count each session once, however long it is.",
};

const NO_TEXT: Caveat = {
  id: "no-text",
  text: "Template strings were not looked for: the input holds counts and no text.",
};

const isCrowded = ({ sessions, sessionsWithOnset }: StatementInput["observed"]): boolean =>
  sessionsWithOnset > 0 && sessionsWithOnset >= MANY_AFFECTED * sessions;

function partial({ problems }: StatementInput): string {
  const met = problems > 0 ? ` (${counted(problems, "problem")})` : "";
  return `The scan is incomplete${met}: part of the input was not examined, and the rest may differ from it.`;
}

function controlCaveats(input: StatementInput, { excluded }: LikelihoodRatios, labels: Labels): Caveat[] {
  const thin = input.controls.filter(
    ({ sessionsWithOnset, tokens }) => tokens > 0 && sessionsWithOnset < THIN_ONSETS,
  );
  const caveats: Caveat[] = [];
  if (thin.length > 0)
    caveats.push({
      id: "thin-controls",
      text: `Fewer than ${THIN_ONSETS} sessions with Chinese in ${list(thin.map(({ name }) => labels.control(name)))}: the rate is known only roughly, which the ratios allow for.`,
    });
  if (excluded.length > 0)
    caveats.push({
      id: "empty-controls",
      text: `Without text, so not weighed: ${list(excluded.map((name) => labels.control(name)))}.`,
    });
  return caveats;
}
