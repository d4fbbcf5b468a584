import { createLanguagePool, type LanguagePool } from "../identify/index.js";
import { createSessionContext, type SessionContext } from "../judge/index.js";
import type { UtteranceMeta } from "../model/utterance.js";

/** Everything that a scan knows of one conversation. */
export interface Session {
  readonly context: SessionContext;
  /** The user's own prose. */
  readonly userPool: LanguagePool;
  /** What one speaker (the model, or a sub-agent) wrote on any channel. */
  speakerPool(meta: UtteranceMeta): LanguagePool;
  /** The file that the current tool call names, for the strings that follow in the same call. */
  toolFile: string | null;
}

function createSession(id: string): Session {
  const speakers = new Map<string, LanguagePool>();
  return {
    context: createSessionContext(id),
    userPool: createLanguagePool(),
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

  constructor(onNew: () => void) {
    this.#onNew = onNew;
  }

  get(id: string): Session {
    let session = this.#open.get(id);
    if (session === undefined) {
      session = createSession(id);
      this.#onNew();
      if (this.#open.size >= OPEN_SESSIONS) this.#open.delete(this.#open.keys().next().value!);
    } else {
      this.#open.delete(id);
    }
    this.#open.set(id, session);
    return session;
  }
}
