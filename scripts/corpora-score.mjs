/**
 * Scoring of predictions against the labelled corpora. Pure functions: no file is read and nothing is printed here.
 *
 * A prediction is a span in one string of a session: `{ pointer, start, end }`, UTF-16 offsets, `pointer` as RFC 6901
 * within the session's JSON object, `start`/`end` half-open. What counts:
 * - a labelled drift is *found* when a prediction overlaps it;
 * - a prediction is *false* when it overlaps no labelled drift of its session;
 * - an explained run is *flagged* when a false prediction overlaps it;
 * - an explained session (one without any drift) is a *false alarm* when it has any prediction.
 */

/** JSON pointer of the string that a label's offsets refer to. */
export function labelPointer(label) {
  const message = `/messages/${label.message}`;
  if (!label.field.startsWith("tool_calls/")) return `${message}/${label.field}`;
  return `${message}/${label.field}/function/arguments/${label.key}`;
}

/** Channel of a label (by its field) or of a prediction (by its pointer). */
export function channelOf({ field, pointer }) {
  const place = field ?? pointer.replace(/^\/messages\/\d+\//, "");
  if (place === "content") return "answer";
  return place === "reasoning_content" ? "reasoning" : "tool-input";
}

/** Number of ideographs, in code points. */
export function hanCount(text) {
  return text.match(/\p{Script=Han}/gu)?.length ?? 0;
}

/** Every string that the model wrote in a session, with its pointer. */
export function assistantTexts(session) {
  const texts = [];
  for (const [index, message] of session.messages.entries()) {
    if (message.role !== "assistant") continue;
    const at = `/messages/${index}`;
    for (const field of ["reasoning_content", "content"]) {
      if (typeof message[field] === "string") texts.push({ pointer: `${at}/${field}`, text: message[field] });
    }
    for (const [call, { function: made }] of (message.tool_calls ?? []).entries()) {
      for (const [key, text] of Object.entries(made.arguments)) {
        // Numbers, lists and objects hold no labels.
        if (typeof text !== "string") continue;
        texts.push({ pointer: `${at}/tool_calls/${call}/function/arguments/${key}`, text });
      }
    }
  }
  return texts;
}

/** The text that a label's offsets refer to, or undefined when the label points nowhere. */
export function labelText(session, label) {
  const pointer = labelPointer(label);
  return assistantTexts(session).find((t) => t.pointer === pointer)?.text;
}

/** A `finding` event that raises an alarm: unexplained, and more than a note. */
export function isAlarm(event) {
  return event.type === "finding" && event.explanation === null && event.severity !== "note";
}

/** The prediction that a finding makes about its session. */
export function fromFinding({ location, level, certainty, run }) {
  const { pointer, start, end } = location;
  return { pointer, start, end, level, certainty, text: run.text };
}

const overlaps = (label, p) =>
  labelPointer(label) === p.pointer && label.start < p.end && p.start < label.end;

/** Compares one session's labels with the predictions made about it. */
export function scoreSession(session, predictions) {
  const drifts = session.labels.filter((label) => label.verdict === "drift");
  const explained = session.labels.filter((label) => label.verdict === "explained");
  const wrong = predictions.filter((p) => !drifts.some((label) => overlaps(label, p)));
  return {
    session,
    found: drifts.filter((label) => predictions.some((p) => overlaps(label, p))),
    missed: drifts.filter((label) => !predictions.some((p) => overlaps(label, p))),
    right: predictions.filter((p) => drifts.some((label) => overlaps(label, p))),
    wrong,
    flagged: explained.filter((label) => wrong.some((p) => overlaps(label, p))),
  };
}

const ratio = (part, whole) => (whole === 0 ? null : part / whole);
const harmonicMean = (a, b) => (a + b === 0 ? 0 : (2 * a * b) / (a + b));

/**
 * Adds up scores. A rate over nothing is `null`, never 0 or 1.
 * @param level when given, recall over drifts of that level only
 */
export function tally(scores, level) {
  const ofLevel = (labels) => labels.filter((label) => level === undefined || label.level === level).length;
  const sum = (count) => scores.reduce((total, score) => total + count(score), 0);
  const found = sum((s) => ofLevel(s.found));
  const drifts = found + sum((s) => ofLevel(s.missed));
  const right = sum((s) => s.right.length);
  const wrong = sum((s) => s.wrong.length);
  const explained = scores.filter((s) => s.session.kind === "explained");
  const alarmed = explained.filter((s) => s.wrong.length > 0).length;
  const recall = ratio(found, drifts);
  const precision = ratio(right, right + wrong);
  return {
    drifts,
    explained: explained.length,
    recall,
    precision,
    f1: recall === null ? null : harmonicMean(recall, precision ?? 0),
    falseAlarms: ratio(alarmed, explained.length),
  };
}

/** Groups scores by a key, in order of falling size, then by name. */
export function groupBy(scores, key) {
  const groups = new Map();
  for (const score of scores) {
    const name = key(score);
    groups.set(name, [...(groups.get(name) ?? []), score]);
  }
  return [...groups].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
}
