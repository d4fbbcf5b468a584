import { readdirSync, readFileSync } from "node:fs";
import { packageFile } from "../tool.js";

/** A page of the manual: what a rule reports, or when an explanation holds. */
export interface ManualPage {
  readonly name: string;
  readonly kind: "rule" | "explanation";
  /** The first sentence, for lists. */
  readonly summary: string;
  /** Markdown: headings, paragraphs, lists, fenced blocks, inline code. */
  readonly text: string;
}

const FOLDERS = [
  ["rule", "rules"],
  ["explanation", "explanations"],
] as const;

/** All pages of the installed package (`docs/rules`, `docs/explanations`), rules first, in order of name. */
export function readManual(): readonly ManualPage[] {
  return FOLDERS.flatMap(([kind, folder]) => {
    const at = packageFile(`docs/${folder}/`);
    return readdirSync(at)
      .filter((file) => file.endsWith(".md"))
      .sort()
      .map((file) => {
        const text = readFileSync(new URL(file, at), "utf8");
        const summary = text.split("\n").find((line) => line !== "" && !line.startsWith("#")) ?? "";
        return { name: file.slice(0, -3), kind, summary, text };
      });
  });
}
