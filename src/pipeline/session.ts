import { createLanguagePool, type LanguagePool } from "../identify/index.js";
import {
  createOtherLanguages,
  createSessionContext,
  type OtherLanguages,
  type SessionContext,
} from "../judge/index.js";
import type { UtteranceMeta } from "../model/utterance.js";

/** Everything that a scan knows of one conversation. */
export interface Session {
  readonly context: SessionContext;
  /** The user's own prose. */
  readonly userPool: LanguagePool;
  /** What one speaker (the model, or a sub-agent) wrote on any channel. */
  speakerPool(meta: UtteranceMeta): LanguagePool;
  /** What it showed of languages other than Chinese; null when they are not flagged. */
  readonly others: OtherLanguages | null;
  /** The file that the current tool call names, for the strings that follow in the same call. */
  toolFile: string | null;
}

function createSession(id: string, watchOthers: boolean): Session {
  const speakers = new Map<string, LanguagePool>();
  return {
    context: createSessionContext(id),
    userPool: createLanguagePool(),
    others: watchOthers ? createOtherLanguages() : null,
    toolFile: null,
    speakerPool(meta) {
      const key = `${meta.role}\n${meta.agent ?? ""}`;
      let pool = speakers.get(key);
      if (pool === undefined) {
        pool = createLanguagePool();
        speakers.set(key, pool);
      }
      return pool;
    },
  };
}

/** Sessions kept open at once in one source; where sessions interleave more than this the oldest is forgotten. */
const OPEN_SESSIONS = 32;

/** The sessions of one source, the most recently used ones kept. */
export class Sessions {
  readonly #open = new Map<string, Session>();
  readonly #onNew: () => void;
  readonly #watchOthers: boolean;

  /** @param watchOthers whether languages other than Chinese are flagged */
  constructor(onNew: () => void, watchOthers: boolean) {
    this.#onNew = onNew;
    this.#watchOthers = watchOthers;
  }

  get(id: string): Session {
    let session = this.#open.get(id);
    if (session === undefined) {
      session = createSession(id, this.#watchOthers);
      this.#onNew();
      if (this.#open.size >= OPEN_SESSIONS) this.#open.delete(this.#open.keys().next().value!);
    } else {
      this.#open.delete(id);
    }
    this.#open.set(id, session);
    return session;
  }
}
