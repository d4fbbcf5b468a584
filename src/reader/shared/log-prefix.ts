// Every expression below is sticky, has bounded repetition and no two neighbours that could share a character.
const DATE_TIME =
  /[[(]?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?[\])]?(?=[\s:|,\]-]|$)/y;
const TIME = /\[\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]|\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?=[\s|]|$)/y;
const SYSLOG =
  /(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]{1,64} [\w./-]{1,48}(?:\[\d{1,9}\])?: /y;
const GLOG = /[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{1,9} {1,8}\d{1,9} [\w./-]{1,64}:\d{1,6}\] /y;
const SEPARATOR = /[ \t]{1,16}(?:(?:-|\||::) )?|: ?/y;
const LEVEL =
  /(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|SUCCESS|trace|debug|info|notice|warn|warning|error|critical|fatal)(?![\w-])/y;
const BRACKETED_LEVEL = /\[(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL) {0,4}\]/iy;
/** A logger, thread, file or process in brackets: ASCII, no spaces. */
const BRACKETED = /\[[\w.:/#@=-]{1,64}\]/y;
/** A logger name between separators, as in `%(asctime)s - %(name)s - %(levelname)s`. */
const NAMED = /[A-Za-z_][\w.]{0,63}(?:[:/]\w{1,64}){0,3}(?= [-|] )/y;
/** Fields after the time that are read at most. */
const MAX_FIELDS = 6;

/**
 * Length of what a logger puts before the message: time, level, logger name. 0 when the line has no such prefix. A name
 * counts only after a time or level, so that ordinary text in brackets is left alone.
 */
export const logPrefixLength = (line: string): number => logPrefixEnd(line, 0);

/** The same for the line that starts at an offset of a text of many lines: where its prefix ends, or the offset. */
export function logPrefixEnd(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (!mayBegin(first)) return at;
  const whole = wholePrefix(text, at, first);
  if (whole > 0) return at + whole;
  const time = isLetter(first) ? 0 : match(DATE_TIME, text, at) || match(TIME, text, at);
  const level = time > 0 ? 0 : leadingLevel(text, at);
  return time + level === 0 ? at : fieldsEnd(text, at + time + level, time > 0);
}

/** Of the forms that say everything at once. What a character rules out is not tried. */
function wholePrefix(text: string, at: number, first: number): number {
  if (first === 0x3c || text.charCodeAt(at + 3) === 0x20) return match(SYSLOG, text, at);
  return isDigit(text.charCodeAt(at + 1)) && isLetter(first) ? match(GLOG, text, at) : 0;
}

function fieldsEnd(text: string, from: number, timed: boolean): number {
  let end = from;
  for (let field = 0; field < MAX_FIELDS; field += 1) {
    const next = text.charCodeAt(end);
    if (next === 0x20 || next === 0x09 || next === 0x3a) end += match(SEPARATOR, text, end);
    const first = text.charCodeAt(end);
    let length = 0;
    if (first === 0x5b) length = match(BRACKETED_LEVEL, text, end) || match(BRACKETED, text, end);
    else if (timed && (isLetter(first) || first === 0x5f)) {
      length = match(LEVEL, text, end) || match(NAMED, text, end);
    }
    if (length === 0) break;
    end += length;
  }
  return end;
}

/** Without a time a level must be marked as one: `[INFO]` or `INFO:`. */
function leadingLevel(text: string, at: number): number {
  if (text.charCodeAt(at) === 0x5b) return match(BRACKETED_LEVEL, text, at);
  const bare = match(LEVEL, text, at);
  return bare > 0 && text.charAt(at + bare) === ":" ? bare : 0;
}

/** `[`, `(`, `<`, a digit or an ASCII letter: most lines of prose are told by their first character. */
function mayBegin(unit: number): boolean {
  return unit === 0x5b || unit === 0x28 || unit === 0x3c || isDigit(unit) || isLetter(unit);
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function isLetter(unit: number): boolean {
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function match(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex - at : 0;
}
