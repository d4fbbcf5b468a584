import { createLanguagePool, type LanguagePool } from "../identify/index.js";
import {
  createOtherLanguages,
  createSessionContext,
  type OtherLanguages,
  type ReadIndex,
  type SessionContext,
} from "../judge/index.js";
import type { UtteranceMeta } from "../model/utterance.js";

/** Text that waits to be thought about, in UTF-16 units; more is thought about at once. */
const MOST_WAITING = 1 << 20;

/** Everything that a scan knows of one conversation. */
export interface Session {
  /** What the conversation has shown so far; what waited is thought about first. */
  readonly context: SessionContext;
  /** Number of user turns so far. */
  readonly turn: number;
  /** What the model has read, for echoes. Does not depend on what waits. */
  readonly read: ReadIndex;
  /** The user's own prose. */
  readonly userPool: LanguagePool;
  /** What one speaker (the model, or a sub-agent) wrote on any channel. */
  speakerPool(meta: UtteranceMeta): LanguagePool;
  /** What it showed of languages other than Chinese; null when they are not flagged. */
  readonly others: OtherLanguages | null;
  /** The file that the current tool call names, for the strings that follow in the same call. */
  toolFile: string | null;
  /** The user's next turn begins. */
  beginTurn(): void;
  /** Notes a code comment in Chinese that the model has read. */
  chineseComment(): void;
  /**
   * Puts off what need not be known before the first run is judged: most sessions have none.
   *
   * @param units of text that it keeps alive
   */
  later(units: number, think: (context: SessionContext) => void): void;
}

class LazySession implements Session {
  readonly userPool = createLanguagePool();
  readonly others: OtherLanguages | null;
  toolFile: string | null = null;
  turn = 0;
  readonly #context: SessionContext;
  readonly #speakers = new Map<string, LanguagePool>();
  #waiting: ((context: SessionContext) => void)[] = [];
  #units = 0;

  constructor(id: string, watchOthers: boolean) {
    this.#context = createSessionContext(id);
    this.others = watchOthers ? createOtherLanguages() : null;
  }

  get context(): SessionContext {
    if (this.#waiting.length > 0) this.#settle();
    return this.#context;
  }

  get read(): ReadIndex {
    return this.#context.read;
  }

  speakerPool({ role, agent }: UtteranceMeta): LanguagePool {
    const key = `${role}\n${agent ?? ""}`;
    let pool = this.#speakers.get(key);
    if (pool === undefined) {
      pool = createLanguagePool();
      this.#speakers.set(key, pool);
    }
    return pool;
  }

  beginTurn(): void {
    this.turn++;
    this.later(0, (context) => context.beginTurn());
    this.others?.beginTurn();
  }

  chineseComment(): void {
    this.#context.chineseComments++;
  }

  later(units: number, think: (context: SessionContext) => void): void {
    this.#waiting.push(think);
    this.#units += units + 1;
    if (this.#units > MOST_WAITING) this.#settle();
  }

  #settle(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#units = 0;
    for (const think of waiting) think(this.#context);
  }
}

/** Sessions kept open at once in one source; where sessions interleave more than this the oldest is forgotten. */
const OPEN_SESSIONS = 32;

/** The sessions of one source, the most recently used ones kept. */
export class Sessions {
  readonly #open = new Map<string, Session>();
  readonly #onNew: () => void;
  readonly #watchOthers: boolean;
  #latest = "";

  /** @param watchOthers whether languages other than Chinese are flagged */
  constructor(onNew: () => void, watchOthers: boolean) {
    this.#onNew = onNew;
    this.#watchOthers = watchOthers;
  }

  get(id: string): Session {
    let session = this.#open.get(id);
    if (session !== undefined && id === this.#latest) return session;
    this.#latest = id;
    if (session === undefined) {
      session = new LazySession(id, this.#watchOthers);
      this.#onNew();
      if (this.#open.size >= OPEN_SESSIONS) this.#open.delete(this.#open.keys().next().value!);
    } else {
      this.#open.delete(id);
    }
    this.#open.set(id, session);
    return session;
  }
}
