import { OWN_TEXT } from "../read-index.js";
import { type ExplanationRule, explain } from "../run-in-context.js";
import { grownIn } from "./requested.js";

/**
 * `echo`: the run's text stands in what the model had read before. What it wrote itself when Chinese was due may be
 * mentioned again, but does not excuse a word grown into a sentence.
 */
export const echo: ExplanationRule = (input) => {
  const source = input.session.read.find(input.run.text, input.native !== null);
  if (source === null || (source === OWN_TEXT && grownIn(input))) return null;
  return explain("echo", { source });
};

/** `repeat`: the same drift was already reported in an earlier utterance of this session. */
export const repeat: ExplanationRule = ({ run, session, place }) => {
  const first = session.reported(run.text);
  return first === null || first === place ? null : explain("repeat", { first });
};
