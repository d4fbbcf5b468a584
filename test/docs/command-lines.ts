/** A page's fenced blocks in one language, with the words after it. */
export function fencedBlocks(
  page: string,
  language: string,
): { readonly info: string; readonly code: string }[] {
  return Array.from(
    page.matchAll(/^```(\w+)(?: ([\w-]+))?\n([\s\S]*?)^```/gm),
    ([, name, info = "", code]) => ({ name, info, code: code! }),
  ).filter(({ name }) => name === language);
}

/** Commands of langdrift in shell lines: their words, without quotes, comments and what follows a pipe. */
export function commandLines(script: string): readonly (readonly string[])[] {
  return script.split("\n").flatMap((line) => {
    const words: string[] = [];
    for (const [word] of line.matchAll(/(?:"[^"]*"|[^\s"])+/g)) {
      if (word.startsWith("#") || word === "|") break;
      words.push(word.replaceAll('"', ""));
    }
    const start = words.indexOf("langdrift");
    return start < 0 || !/^(?:npx --yes)?$/.test(words.slice(0, start).join(" "))
      ? []
      : [words.slice(start + 1)];
  });
}
