import { isAsciiLetter, isAsciiWord, isSpace, skipSpace, trimEnd } from "./chars.js";

/** Words that start statements in common languages; the tie-breaker of a line's score, never enough alone. */
const STATEMENT_WORDS: ReadonlySet<string> = new Set(
  (
    "const let var val function async await export import from require def class struct enum interface type return " +
    "public private protected static final func fn pub mut package using namespace if elif else for while switch case " +
    "try catch except finally throw raise yield print println echo select insert update delete create alter drop new"
  ).split(" "),
);

/** Commands that people and agents start a shell line with. */
const COMMANDS: ReadonlySet<string> = new Set(
  (
    "cd ls dir cat cp mv rm mkdir rmdir touch chmod chown ln find grep rg sed awk head tail sort wc echo export source " +
    "sudo git gh npm npx pnpm yarn bun node deno python python3 pip pip3 uv poetry pytest ruby gem go cargo rustc make " +
    "cmake docker kubectl helm curl wget ssh scp rsync tar unzip apt apt-get brew systemctl java mvn gradle bash sh zsh"
  ).split(" "),
);

/** Operators that prose does not use; arrows (`->`, `=>`) and `::` are left out because it does. */
const OPERATORS: readonly string[] = [
  "&&",
  "||",
  "==",
  "!=",
  ">=",
  "<=",
  "+=",
  "-=",
  ":=",
  "++;",
  ") =>",
  "?.",
  "});",
];

/**
 * True when a line that stands in text, outside any fence, is a statement of code. A score over shapes: how the line
 * ends, assignment to a name, a call with a quoted argument, operators, statement words, shell commands.
 *
 * @param needed score from which on it is code; 1 is enough where code is likely, in a fence without a language
 */
export function looksLikeCode(line: string, start: number, needed = 2): boolean {
  const end = codeEnd(line, start);
  const first = skipSpace(line, start, end);
  if (first >= end) return false;
  const head = line.slice(first, Math.min(end, first + 400));
  const score =
    endScore(line, first, end) +
    assignmentScore(line, first, end) +
    callScore(line, first, end) +
    operatorScore(head) +
    wordScore(line, first, end) -
    sentenceScore(line, first, end);
  return score >= needed;
}

/** End of the statement, before a comment at the end of the line. */
function codeEnd(line: string, start: number): number {
  const end = trimEnd(line, start, line.length);
  const slashes = line.indexOf(" //", start);
  if (slashes > start) return trimEnd(line, start, slashes);
  const block = line.indexOf(" /*", start);
  return block > start && line.endsWith("*/") ? trimEnd(line, start, block) : end;
}

function endScore(line: string, first: number, end: number): number {
  const last = line.charAt(end - 1);
  if (last === ";")
    return isSpace(line.charCodeAt(end - 2)) ? 0 : ")]}\"'`".includes(line.charAt(end - 2)) ? 2 : 1;
  if (last === "{" && end - first > 1) return 1;
  if (last === "}") return 1;
  if (last === "," || last === ":") return ")]}".includes(line.charAt(end - 2)) ? 1 : 0;
  return 0;
}

/** `name = value`, `a.b["c"] := value`, with at most two words before the name (`const`, a type). */
function assignmentScore(line: string, first: number, end: number): number {
  let words = 0;
  let depth = 0;
  for (let i = first; i < Math.min(end, first + 120); i++) {
    const unit = line.charCodeAt(i);
    if (unit === 0x5b || unit === 0x3c) depth++;
    else if (unit === 0x5d || unit === 0x3e) depth--;
    else if (unit === 0x3d && depth <= 0) {
      if (i === first || "=>~".includes(line.charAt(i + 1) || " ") || words === 0) return 0;
      const value = skipSpace(line, i + 1, end);
      const spaced = isSpace(line.charCodeAt(i - 1)) || ":+-*/|".includes(line.charAt(i - 1));
      const even = spaced === value > i + 1;
      if (!even || words > 3 || value === end) return 0;
      return (words === 1 ? 1 : 0) + (startsLiteral(line, value, end) ? 1 : 0);
    } else if (isAsciiWord(unit) || (unit === 0x24 && depth <= 0)) {
      if (!isAsciiWord(line.charCodeAt(i - 1)) && line.charAt(i - 1) !== "." && depth <= 0) words++;
    } else if (depth <= 0 && !isSpace(unit) && !".:+-*/|&".includes(line.charAt(i))) return 0;
  }
  return 0;
}

/** A literal, a call or a member access starts here: what follows `=` in code. */
function startsLiteral(line: string, from: number, end: number): boolean {
  const first = line.charAt(from);
  if ("\"'`[{(/".includes(first)) return true;
  let i = from;
  while (i < end && (isAsciiWord(line.charCodeAt(i)) || line.charCodeAt(i) === 0x2e)) i++;
  if (i === from) return first === "<" || first === "&" || first === "-";
  const after = line.charAt(i);
  return i === end || "([{\"'`".includes(after) || after === ";";
}

/** `name.of.function("…` at the start of a statement that also ends like one. */
function callScore(line: string, first: number, end: number): number {
  let i = first;
  while (i < end && (isAsciiWord(line.charCodeAt(i)) || ".$@#!".includes(line.charAt(i)))) i++;
  if (i === first || line.charCodeAt(i) !== 0x28) return 0;
  if (!");{}:,]([".includes(line.charAt(end - 1))) return 0;
  let argument = i + 1;
  while (argument < end && ("([{".includes(line.charAt(argument)) || isSpace(line.charCodeAt(argument))))
    argument++;
  if (isAsciiLetter(line.charCodeAt(argument)) && "\"'`".includes(line.charAt(argument + 1))) argument++;
  return "\"'`".includes(line.charAt(argument) || " ") ? 2 : 0;
}

function operatorScore(head: string): number {
  let score = 0;
  for (const operator of OPERATORS) if (score < 2 && head.includes(operator)) score++;
  return score;
}

function wordScore(line: string, first: number, end: number): number {
  let i = first;
  while (i < end && (isAsciiWord(line.charCodeAt(i)) || line.charCodeAt(i) === 0x2d)) i++;
  if (i === first)
    return "@#$}".includes(line.charAt(first)) && isAsciiLetter(line.charCodeAt(first + 1)) ? 1 : 0;
  const word = line.slice(first, Math.min(i, first + 16));
  const next = skipSpace(line, i, end);
  if (COMMANDS.has(word) && next > i && next < end) {
    const rest = line.slice(next, next + 400);
    return "\"'-/~.$".includes(rest.charAt(0)) || /\s(?:--?[A-Za-z]|&& |[|>] )/.test(rest) ? 2 : 1;
  }
  if (!STATEMENT_WORDS.has(word.toLowerCase())) return 0;
  if (word === word.toUpperCase()) return 1; // SQL
  return word === word.toLowerCase() && goesOnAsStatement(line, i, end) ? 1 : 0;
}

/**
 * Tells `for i in xs:` from "for example, …": after a statement word stands a bracket, a quotation mark, another
 * such word, or a name that an operator, a bracket or the end follows.
 */
function goesOnAsStatement(line: string, from: number, end: number): boolean {
  const next = skipSpace(line, from, end);
  if (next === end) return true;
  let stop = next;
  while (stop < end && (isAsciiWord(line.charCodeAt(stop)) || ".$-".includes(line.charAt(stop)))) stop++;
  if (stop === next) return "([{\"'`<*@#$&!".includes(line.charAt(next));
  const after = skipSpace(line, stop, end);
  if (after === end || "=([{:;<>!&|+*/%?\"'`".includes(line.charAt(after))) return true;
  const word = line.slice(next, Math.min(stop, next + 16));
  return (
    STATEMENT_WORDS.has(word) ||
    /^(?:in|of|as|from|import|extends|implements|is|not)\b/.test(line.slice(after, after + 11))
  );
}

/** A capital at the start and a full stop at the end: a sentence that happens to hold code marks. */
function sentenceScore(line: string, first: number, end: number): number {
  const capital = line.charCodeAt(first) >= 0x41 && line.charCodeAt(first) <= 0x5a;
  return capital && ".!?。".includes(line.charAt(end - 1)) ? 2 : 0;
}
