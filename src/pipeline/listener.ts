import { hasHan, isChineseSentence, plainLanguages } from "../identify/index.js";
import { asksForReply, type OtherLanguages, type SessionContext } from "../judge/index.js";
import type { UtteranceMeta } from "../model/utterance.js";
import { createBlockTracker, segmentLine } from "../segment/index.js";
import { isCourteousInChinese } from "./courtesy.js";
import type { Line } from "./line-buffer.js";
import { NAMES_CHINESE } from "./names-chinese.js";
import type { Session } from "./session.js";

/** A line of code with a comment in Chinese. */
const CHINESE_COMMENT = /(?:#|\/\/|\/\*|--|<!--|^\s*\*)\s*[^\n]{0,40}\p{Script=Han}{2}/u;

/** At most this much of a prompt is searched for what it asks, in UTF-16 units. */
const PROMPT_LIMIT = 65_536;

/** Text that the model reads: remembered for echoes, and searched for what it asks. */
export interface Listener {
  line(line: Line): void;
  /** Text without anything that could be an echo, cut anywhere, instead of its lines. */
  plain(text: string): void;
  end(): void;
}

/** @param session the conversation that the text belongs to */
export function createListener(meta: UtteranceMeta, session: Session): Listener {
  const isPrompt = meta.role === "user" && meta.channel === "prompt";
  if (isPrompt && (meta.part ?? 0) === 0) session.beginTurn();
  const source = isPrompt ? `user turn ${session.turn}` : `${meta.channel} (turn ${session.turn})`;
  let heard = "";

  return {
    line({ text }) {
      if (hasHan(text)) {
        session.read.add(text, source);
        if (CHINESE_COMMENT.test(text)) session.chineseComment();
      }
      session.others?.read.add(text, source);
      if (heard.length < PROMPT_LIMIT) heard += `${text}\n`;
    },
    plain(text) {
      if (heard.length < PROMPT_LIMIT) heard += text;
    },
    end() {
      const said = heard;
      if (said === "") return;
      if (session.others !== null) hearLanguages(said, meta, session.others);
      if (isPrompt) session.later(said.length, (context) => hearUser(said, context, session));
      else if (meta.role === "tool") {
        if (NAMES_CHINESE.test(said)) session.later(said.length, (context) => context.toolSaid(said));
      } else session.later(said.length, (context) => context.asked(said, "system"));
    },
  };
}

/** Fewer letters of a line do not say in which language the user wrote or pasted it. */
const LINE_LETTERS = 40;
/** A short request of a person is in the person's language, where its function words agree. */
const REQUEST_LETTERS = 18;

/** For scans that flag other languages: which the user wrote whole lines in, and which a prompt names. */
function hearLanguages(heard: string, meta: UtteranceMeta, others: OtherLanguages): void {
  if (meta.role !== "user" && meta.role !== "system") return;
  others.named(heard, meta.role === "user" && meta.channel === "prompt" ? "user" : "system");
  if (meta.role !== "user") return;
  if (meta.channel === "prompt") {
    const said = heard.slice(0, 400).replace(/\s+/g, " ");
    for (const language of plainLanguages(said, REQUEST_LETTERS)) others.written.add(language);
  }
  for (const line of heard.split("\n")) {
    if ((line.match(/\p{L}/gu)?.length ?? 0) < LINE_LETTERS) continue;
    for (const language of plainLanguages(line)) others.written.add(language);
  }
}

/** "Translate into English: …": what follows a request of three words and more is material. */
const MATERIAL = /^\s*(?:[^\s\p{Script=Han}:：]+\s+){2,}[^\s\p{Script=Han}:：]+\s*[:：]/u;

/** The writer's own Chinese: a sentence, or a short turn that is Chinese as a whole. */
function writesChinese(prose: string): boolean {
  if (MATERIAL.test(prose.slice(0, 400))) return false;
  return isChineseSentence(prose) || isChineseSentence(prose.replace(/[，,、]/g, " "));
}

/** A setting in pasted code that names the language to write. */
const TARGET_TAG = /(?:lang\w*|locale|region)["']?\s*[=:]\s*["']?(?:zh|cn|tw|hk)(?![\p{L}\p{N}])/iu;

const SHORT_TURN = 40;
/** Words of a request in English: with one of them a short turn with ideographs only mentions those. */
const ENGLISH_REQUEST =
  /(?<![\p{L}])(?:the|a|an|is|are|was|what|why|how|who|when|where|which|please|fix|rename|translate|go|on|to|of|in|and|or|my|your|it|this|that|with|for|from|not|no|yes|can|could|should|would|do|does|add|remove|change|make|use|write|explain|show|tell|give|find|check|update|create|delete|test|run|search|print|label|button|means?|says?)(?![\p{L}])/iu;

/** A short turn whose only other words are terms: 修复 bug, 导出 CSV, 用 React 重写. */
function shortChinese(asked: string): boolean {
  const text = asked.trim();
  if (
    text.length > SHORT_TURN ||
    !/\p{Script=Han}{2}|^\p{Script=Han}[，,]/u.test(text) ||
    ENGLISH_REQUEST.test(text)
  )
    return false;
  const others = text.match(/[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}._/+#-]*/gu) ?? [];
  const letters = text.replace(/[\p{Script=Han}\p{Script=Latin}]/gu, "");
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return (
    others.length >= 1 && others.length <= Math.max(2, han) && others.length <= 4 && !/\p{L}/u.test(letters)
  );
}

const ONLY_HAN = /^[\p{Script=Han}\p{P}\p{N}\s]+$/u;

/** Words of one person to another: a pronoun, a particle of mood. */
const SAID = /[你您我咱吗嗎呢吧啊哦]/u;

/** A message in Chinese that the user quotes or pastes. */
function chineseMessage(text: string): string | null {
  if (!hasHan(text)) return null;
  const pieces = text.slice(0, PROMPT_LIMIT).split(/[\n"“”„«»「」『』]/u);
  return (
    pieces.find(
      (piece) => isChineseSentence(piece) || (SAID.test(piece) && /\p{Script=Han}{3}/u.test(piece)),
    ) ?? null
  );
}

/** Takes what the user wrote in their own words: code, quotations, links and pasted lines set aside. */
function hearUser(text: string, context: SessionContext, { userPool }: Session): void {
  const tracker = createBlockTracker();
  // Asked before this turn is added to the pool.
  const spoken = hasHan(text) ? context.userLanguage : null;
  let asked = "";
  let pasted = false;
  for (const line of text.split(/\r?\n/)) {
    const segments = segmentLine(line, tracker.state);
    const own = segments.filter((s) => s.kind === "prose" || s.kind === "heading");
    const prose = own.map((s) => line.slice(s.start, s.end)).join(" ");
    tracker.line(line);
    asked += `${segments
      .filter((s) => s.fence === undefined)
      .map((s) => (s.kind === "quote" || s.kind === "inline-code" ? "" : line.slice(s.start, s.end)))
      .join(" ")}\n`;
    if (tracker.state.fence !== null && TARGET_TAG.test(line)) asked += `${line}\n`;
    if (line.trim() === "") {
      pasted = false;
      continue;
    }
    if (!pasted && !line.startsWith(">")) {
      if (hasHan(prose) && context.userChinese === null && writesChinese(prose)) {
        context.userChinese = { turn: context.turn, quote: prose.trim().slice(0, 80) };
      }
      userPool.add(prose);
    }
    // What follows "here is the error:" is shown, not said.
    if (/[:：]\s*$/.test(line) && !isChineseSentence(prose)) pasted = true;
  }
  context.hear(text);
  context.asked(asked, "user");
  const message = chineseMessage(text);
  if (message !== null && asksForReply(asked)) context.replyAsked(message);
  const courteous = hasHan(asked) && spoken !== "jpn" && spoken !== "kor" && isCourteousInChinese(asked);
  if (context.userChinese === null && courteous) {
    context.userChinese = { turn: context.turn, quote: asked.trim().slice(0, 80) };
  }
  // A first turn of nothing but ideographs ("继续", "可以") is Chinese until kana or Hangul say otherwise.
  if (
    context.userChinese === null &&
    spoken === null &&
    ((ONLY_HAN.test(asked) && hasHan(asked)) || shortChinese(asked))
  ) {
    context.userChinese = { turn: context.turn, quote: asked.trim().slice(0, 80) };
  }
  context.userSpeaks(() => {
    const { language, script } = userPool.language();
    if (language !== "und") return language;
    return script === "" ? null : `und-${script}`;
  });
}
