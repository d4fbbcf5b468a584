import type { ExplanationRule } from "../run-in-context.js";
import { askedName } from "./asked-name.js";
import { data } from "./data.js";
import {
  bilingualParagraph,
  codeInChinese,
  existingPath,
  expectedLanguage,
  ownHan,
  userLanguage,
} from "./due.js";
import { inscription } from "./inscription.js";
import { mojibake } from "./mojibake.js";
import { name } from "./name.js";
import { pictograph } from "./pictograph.js";
import { quoted } from "./quoted.js";
import { requested } from "./requested.js";
import { romanised } from "./romanised.js";
import { echo, repeat } from "./seen-before.js";

/**
 * In order of authority: what makes the language due, what the session shows, what the run itself shows.
 * The first that holds is the explanation.
 */
export const EXPLANATION_RULES: readonly ExplanationRule[] = [
  expectedLanguage,
  userLanguage,
  ownHan,
  requested,
  echo,
  repeat,
  mojibake,
  pictograph,
  data,
  quoted,
  name,
  romanised,
  inscription,
  askedName,
  bilingualParagraph,
  codeInChinese,
  existingPath,
];
