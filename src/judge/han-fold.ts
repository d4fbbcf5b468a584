import { SIMPLIFIED_FORMS } from "./han-fold.generated.js";

function readForms(): ReadonlyMap<string, string> {
  const forms = new Map<string, string>();
  for (const group of SIMPLIFIED_FORMS.split(" ")) {
    const [simplified, ...traditional] = group;
    for (const form of traditional) forms.set(form, simplified!);
  }
  return forms;
}

let forms: ReadonlyMap<string, string> | undefined;

/**
 * A text with every traditional character replaced by the simplified one that stands for it, character by character (the
 * table is OpenCC's): 檢查 and 检查 fold to the same. Characters of no table stay; the length may change for rare ones.
 */
export function foldHan(text: string): string {
  forms ??= readForms();
  let folded = "";
  for (const character of text) folded += forms.get(character) ?? character;
  return folded;
}
