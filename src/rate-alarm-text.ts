import type { RateAlarm } from "./model/rate.js";
import { amount, count, counted } from "./report/numbers.js";
import { figure } from "./report/text-table.js";

/** An alarm in words: the signal, how much text it rests on, what it does not say. */
export function rateAlarmText({ model, sessions, onsets, tokens, above, alpha, e }: RateAlarm): string {
  const whose = model === null ? "text without a stated model" : `text that the log says "${model}" wrote`;
  return (
    `In ${whose}, ${count(onsets)} of ${counted(sessions, "session")} had a first unexplained switch into Chinese within ${amount(tokens)} tokens ` +
    `(estimated) that came in while watching. That is evidence of a rate above ${figure(above)} per million tokens ` +
    `(e-value ${figure(e)}, alarm from ${count(Math.round(1 / alpha))}; at a rate not above it, at most ${figure(100 * alpha)} % of such ` +
    "monitors ever alarm). It does not say why: prompts, users, sampling, serving faults and routing raise a rate as well as " +
    "another model does. It says nothing about which model wrote the text."
  );
}
