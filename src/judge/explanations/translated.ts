import { isEveryday } from "../everyday.js";
import type { RunInContext } from "../run-in-context.js";

/** Its meaning follows in quotation marks: `**海晏河清**, “calm seas, clear rivers”`, `借景 («заимствованный пейзаж»)`. */
const MEANING_IN_QUOTES =
  /^[*_"”’»」)）\]]{0,3}(?: ?[(（]|,? ?[—–=] ?|, ?| )["“‘«„'](?=[^"”’»']{2,80}["”’»'])/u;
/** The mark between them; a blank alone is none: a leaked noun stands before a quoted value too. */
const MARK = /[(（—–=,)）\]]/u;

/** "… means", "… literally": the word is spoken of. */
const IS_SAID_TO_MEAN =
  /^["”’»」*_)]{0,3},? (?:means?|meaning|literally|translates|stands for|is Chinese for|bedeutet|wörtlich|heißt (?:so viel|wörtlich)|signifie|veut dire|littéralement|significa|quiere decir|literalmente|quer dizer|vuol dire|letteralmente|означает|значит|буквально|дословно|znaczy|dosłownie|oznacza|betekent|letterlijk|betyder|bokstavligen|anlamına|demek|nghĩa là|có nghĩa|artinya|berarti|secara harfiah|แปลว่า|หมายถึง|تعني|يعني|ومعناه|का मतलब|का अर्थ|znamená|doslova|означає)(?![\p{L}\p{M}])/iu;

/** A word and its character in brackets, with an explanation behind. */
const EXPLAINED_BEHIND =
  /^\s?[)）\]][*_]{0,2}(?: ?[—–]| ?[«"“‘„']|, (?:«|["“‘„']|(?:the|a|an|literally|i\.e\.|der|die|das|ein|eine|wörtlich|le|la|les|un|une|littéralement|el|los|una|literalmente|o|um|uma|il|lo|letteralmente|то есть|буквально|czyli|dosłownie|letterlijk|een|yani) ))/u;

/** Whether the text around a run says what it means, as it does with a word that is spoken of. */
export function isTranslated({ run, line, native }: RunInContext): boolean {
  if (native !== null || (run.segment.kind !== "prose" && run.segment.kind !== "heading")) return false;
  const before = line.slice(Math.max(0, run.start - 40), run.start);
  const after = line.slice(run.end, run.end + 100);
  if (/\p{L}$/u.test(before)) return false;
  const quotes = MEANING_IN_QUOTES.exec(after);
  if (quotes !== null && MARK.test(quotes[0].slice(0, -1))) return true;
  if (IS_SAID_TO_MEAN.test(after)) return true;
  if (!/[\p{L}\p{M}][*_"”’»]{0,3} ?[(（[]$/u.test(before)) return false;
  if (EXPLAINED_BEHIND.test(after)) return true;
  // A leak in brackets doubles a plain word, and is one itself.
  return /^\s?[)）\]]/.test(after) && !isEveryday(run.text);
}
