import { scriptOf } from "./scripts.js";

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Longest material between two ideographs that is looked at, in UTF-16 units. */
const MAX_GAP = 48;
const MAX_WORD = 20;
/** How far a clause is followed on either side when it is weighed. */
const MAX_CLAUSE = 200;

const PLAIN = "，。、：；！？·…—～％,:;!?.%";
const OPENING = "（《〈“「『【(";
const CLOSING = "）》〉”」』】)";
const WORD = /[A-Za-z][\w.+#'-]*/g;
const EMOJI = /[\p{Extended_Pictographic}\u200d\ufe0f]/gu;

/**
 * Decides whether two stretches of Han read as one Chinese stretch. Between them may stand white space, Chinese or ASCII
 * sentence punctuation, ASCII digits, emoji, a bracket or quotation that opens and closes inside the stretch, and at
 * most one Latin word of up to 20 characters. A Latin word must be glued to the Han on both sides (`提高OCR精度`), or the
 * clause must hold at least as many ideographs as Latin letters (`正在使用 URL 引用`): two Han words in a Latin sentence
 * (`the 日志 and the 配置`) stay apart. Where kana stand around, only marks that Japanese hardly uses join.
 * @param left what is joined so far
 */
export function isJoined(line: string, segment: Span, left: Span, right: Span): boolean {
  if (right.start - left.end > MAX_GAP) return false;
  const gap = line.slice(left.end, right.start);
  if (isInKana(line, segment, left, right)) return CHINESE_MARK.test(gap);
  const words = gap.match(WORD) ?? [];
  if (words.length > 1 || (words[0]?.length ?? 0) > MAX_WORD) return false;
  if (!isPlain(gap.replace(WORD, "").replace(EMOJI, ""))) return false;
  if (!bracketsFit(line, segment, left, gap)) return false;
  return words.length === 0 || gap === words[0] || hanPrevails(line, segment, left, right);
}

// In Japanese text the words on either side of 、 or a space are as a rule both Japanese; these marks it hardly uses.
const CHINESE_MARK = /^[，；：？！]$/;
const KANA = /[\u3041-\u3096\u30a1-\u30fa]/;

function isInKana(line: string, segment: Span, left: Span, right: Span): boolean {
  const start = Math.max(segment.start, left.end - MAX_CLAUSE);
  return KANA.test(line.slice(start, Math.min(segment.end, right.start + MAX_CLAUSE)));
}

function isPlain(text: string): boolean {
  for (const character of text) {
    const digit = character >= "0" && character <= "9";
    if (!digit && !/\s/.test(character) && !PLAIN.includes(character)) {
      if (!OPENING.includes(character) && !CLOSING.includes(character)) return false;
    }
  }
  return true;
}

/** A closing mark must have been opened inside the stretch; an opening one must close before the stretch goes on. */
function bracketsFit(line: string, segment: Span, left: Span, gap: string): boolean {
  for (let i = 0; i < gap.length; i++) {
    const kind = OPENING.indexOf(gap[i]!);
    if (kind >= 0 && !closesInside(line, segment, left.end + i, CLOSING[kind]!)) return false;
    const closed = CLOSING.indexOf(gap[i]!);
    if (
      closed >= 0 &&
      !line.slice(Math.max(left.start, left.end - MAX_CLAUSE), left.end + i).includes(OPENING[closed]!)
    )
      return false;
  }
  return true;
}

function closesInside(line: string, segment: Span, opening: number, closing: string): boolean {
  const end = Math.min(segment.end, opening + MAX_CLAUSE);
  const closed = line.slice(opening, end).indexOf(closing);
  if (closed < 0) return false;
  const next = line.slice(opening + closed + 1, end);
  return scriptOf(next.codePointAt(0) ?? 0) === "Hani" || /^[，。、：；！？]/.test(next);
}

const CLAUSE_MARK = "。！？；|";

function hanPrevails(line: string, segment: Span, left: Span, right: Span): boolean {
  let start = left.start;
  const first = Math.max(segment.start, left.start - MAX_CLAUSE);
  while (start > first && !endsClause(line, start - 1)) start--;
  let end = right.end;
  const last = Math.min(segment.end, right.end + MAX_CLAUSE);
  while (end < last && !endsClause(line, end)) end++;
  let balance = 0;
  for (let i = Math.max(start, left.end - MAX_CLAUSE); i < end; i++) {
    const script = scriptOf(line.codePointAt(i)!);
    if (script === "Hani") balance++;
    else if (script !== "none") balance--;
  }
  return balance >= 0;
}

function endsClause(line: string, at: number): boolean {
  const character = line[at]!;
  if (CLAUSE_MARK.includes(character)) return true;
  return ".!?;:—–".includes(character) && /^(?:\s|$)/.test(line.slice(at + 1, at + 2));
}
