import { counted, list, number } from "./format.js";
import { familyLabel, type Labels } from "./labels.js";
import { type FamilyFit, type NamedFamily, nameOf } from "./named-families.js";
import type { CandidateSupport, Sentence } from "./statement.js";
import type { SignatureTally, StatementInput } from "./statement-input.js";
import { capOf, labelOf } from "./support.js";

/** What was found beside the language, kind by kind; a family is named only by what may name one. */
export function evidenceSentences(
  input: StatementInput,
  families: readonly NamedFamily[],
  labels: Labels,
): Sentence[] {
  const said = (id: string, text: string): Sentence => ({ id, section: "other evidence", text });
  return [
    ...families.flatMap((family, i) =>
      aboutFamily(family, input, labels).map((s) => said(`${s.id}:${i + 1}`, s.text)),
    ),
    ...shared(input).map((s) => said(s.id, s.text)),
    ...undecidedFits(input).map((s) => said(s.id, s.text)),
    ...hypotheses(input).map((s) => said(s.id, s.text)),
  ];
}

type Said = Pick<Sentence, "id" | "text">;

function aboutFamily(family: NamedFamily, input: StatementInput, labels: Labels): Said[] {
  const said: Said[] = [];
  if (family.kinds.includes("template")) {
    const where = `at least ${counted(family.templateSessions, "session")} (${counted(family.occurrences, "time")} in all)`;
    said.push({
      id: "template",
      text: `Strings of ${familyLabel(family.family)} (its chat template, tool calls or documented leaks, and no other family's in the sources read) stand in ${where}, used and not mentioned. A template tells of the post-training rather than the base: distillates keep it on another base, and renamed copies keep everything.`,
    });
  }
  for (const fit of family.fits)
    said.push({
      id: `tokenizer-${fit.test}-${fit.index + 1}`,
      text: fitText(family, fit, partOf(input, fit.index), labels),
    });
  if (family.kinds.includes("model-id")) {
    said.push({
      id: "model-id",
      text: `A model id that names ${familyLabel(family.family)} stands in ${counted(family.idMessages, "message")} where the format does not keep one. An id is decisive only when it is genuine; gateways and tests write ids too.`,
    });
  }
  return [...said, { id: "family-cap", text: strengthText(family, labels) }];
}

function fitText(family: NamedFamily, fit: FamilyFit, part: string, labels: Labels): string {
  const what = fit.test === "counts" ? "stated token counts" : "edges of stream chunks";
  const whose = family.inTable ? ` of ${familyLabel(family.family)}` : "";
  const names = list(fit.names.map((name) => labels.tokenizer(name)));
  const refuted =
    fit.refuted.length === 0 ? "" : ` and refute ${list(fit.refuted.map((name) => labels.tokenizer(name)))}`;
  return `The ${what}${part} fit ${names}${whose} (${number(fit.matched)} of ${number(fit.compared)} agree)${refuted}. That picks among the ${counted(fit.candidates, "candidate")} supplied and names a tokenizer, not a product.`;
}

function strengthText(family: NamedFamily, labels: Labels): string {
  const { cap } = capOf(family satisfies Pick<CandidateSupport, "kinds" | "events">);
  const most = cap === null ? "" : ` Whatever it were, it could not be more than ${cap}.`;
  return `No likelihood ratio is calibrated for ${labelOf(family, labels)}, so no word of the scale is used.${most}`;
}

function shared(input: StatementInput): Said[] {
  const signatures = input.signatures ?? [];
  const found = (of: (row: SignatureTally) => boolean): number =>
    Math.max(0, ...signatures.filter(of).map(({ sessions }) => sessions));
  const few = found(({ tier, families }) => tier === "B" || (tier === "A" && families.length !== 1));
  const many = found(({ tier }) => tier === "C");
  const said: Said[] = [];
  if (few > 0)
    said.push({
      id: "template-few",
      text: `Template strings that a few families share stand in at least ${counted(few, "session")}; they name none of them.`,
    });
  if (many > 0)
    said.push({
      id: "template-many",
      text: `Template strings that many families share stand in at least ${counted(many, "session")}; they carry no weight.`,
    });
  return said;
}

/** ` in part 1 of 2 (…)`, where the messages of several stated models were compared each for itself. */
function partOf({ tokenizers }: StatementInput, index: number): string {
  const alike = tokenizers.flatMap(({ test }, i) => (test === tokenizers[index]?.test ? [i] : []));
  return alike.length < 2
    ? ""
    : ` in part ${alike.indexOf(index) + 1} of ${alike.length} (the messages of one stated model each)`;
}

function undecidedFits(input: StatementInput): Said[] {
  return input.tokenizers.flatMap(({ test, verdict, groups }, index): Said[] => {
    const candidates = groups.reduce((sum, { names }) => sum + names.length, 0);
    const what = `${test === "counts" ? "token counts" : "stream chunks"}${partOf(input, index)}`;
    const fitting = groups.filter((group) => group.verdict === "fits");
    const several = fitting.length > 1 || fitting.some((group) => nameOf(group) === null);
    if (verdict === "fits")
      return several
        ? [
            {
              id: `tokenizer-${test}-several:${index + 1}`,
              text: `The ${what} fit several candidate tokenizers, so they name none.`,
            },
          ]
        : [];
    const text =
      verdict === "none-fits"
        ? `The ${what} fit none of the ${counted(candidates, "candidate tokenizer")}: a common outcome. The tokenizer was not among them, or the numbers come from elsewhere.`
        : `The ${what} do not decide between the ${counted(candidates, "candidate tokenizer")}.`;
    return [{ id: `tokenizer-${test}-${verdict}:${index + 1}`, text }];
  });
}

function hypotheses(input: StatementInput): Said[] {
  const stated = new Set(
    input.modelClaims.filter(({ standing }) => standing === "stated").map(({ id }) => id),
  ).size;
  const said: Said[] = [];
  if (input.selfIdentifications > 0)
    said.push({
      id: "self-identification",
      text: `In ${counted(input.selfIdentifications, "place")} the writer says which model it is. Models have called themselves by each other's names on their makers' own interfaces: a hypothesis to test, with a likelihood ratio of 2 at most, all places together.`,
    });
  if (input.idHints > 0)
    said.push({
      id: "id-hints",
      text: `${counted(input.idHints, "tool call has an id", "tool calls have ids")} of a known shape. Such ids tell of server and gateway first: a hypothesis, no more.`,
    });
  if (stated > 0)
    said.push({
      id: "model-claims",
      text: `The log states ${counted(stated, "model id")} (listed in the evidence). That is what the harness or gateway says: a hypothesis, no more.`,
    });
  if ((input.singleTokens?.toward ?? 0) > 0)
    said.push({
      id: "single-token-toward",
      text: `${counted(input.singleTokens!.toward, "run of Chinese is", "runs of Chinese are")} one token in the vocabulary of a Chinese laboratory alone. That hints at the tokenizer; any model can write any phrase.`,
    });
  return said;
}
