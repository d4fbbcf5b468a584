import { createLanguagePool } from "../identify/index.js";

/** Share of the messages from which on a language is one of the history's. */
const SHARE = 0.2;
/** One or two messages in Chinese do not make it the language of a history that is otherwise in another. */
const LEAST = 3;

/** The language, or the script of a message too short to tell more; null for one without letters. */
function languageOf(text: string): string | null {
  const pool = createLanguagePool();
  pool.add(text);
  const { language, script } = pool.language();
  if (language !== "und") return language;
  return script === "" ? null : `und-${script}`;
}

/**
 * The languages that messages are written in: the most frequent one, and those of a fifth of the messages and of three
 * at least. Many messages are too short to tell more than their script, which then counts as a language.
 *
 * @returns ISO 639-3 codes or `und-Latn`, as `Source.expect` takes them; empty when nothing is known
 */
export function historyLanguages(messages: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const message of messages) {
    const language = languageOf(message);
    if (language !== null) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const most = Math.max(0, ...counts.values());
  const due = [...counts].filter(([, count]) => count === most || (count >= LEAST && count >= SHARE * all));
  return due.map(([language]) => language).sort();
}
