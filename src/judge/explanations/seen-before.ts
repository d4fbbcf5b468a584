import { type ExplanationRule, explain } from "../run-in-context.js";

/** `echo`: the run's text stands in what the model had read before. */
export const echo: ExplanationRule = ({ run, session, native }) => {
  const source = session.read.find(run.text, native !== null);
  return source === null ? null : explain("echo", { source });
};

/** `repeat`: the same drift was already reported in an earlier utterance of this session. */
export const repeat: ExplanationRule = ({ run, session, utterance }) => {
  const first = session.reported(run.text);
  return first === null || first === utterance ? null : explain("repeat", { firstUtterance: first });
};
