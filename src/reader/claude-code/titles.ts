import type { ReaderEvent } from "../../model/reader-event.js";
import { utterance } from "../shared/emit.js";
import { type JsonObject, str } from "../shared/guards.js";
import { RecentSet } from "../shared/recent-set.js";
import type { RecordContext } from "./context.js";

/** The member that holds the title, by the record's type. */
const TITLE_KEYS: Readonly<Record<string, string>> = {
  summary: "summary",
  "ai-title": "aiTitle",
  "custom-title": "customTitle",
};

const KNOWN_TITLES = 2_000;

/** The name of the member with the title, or undefined for records that are no title. */
export function titleKey(value: JsonObject): string | undefined {
  const type = str(value.type);
  return type !== undefined && Object.hasOwn(TITLE_KEYS, type) ? TITLE_KEYS[type] : undefined;
}

/**
 * Titles, which a small model makes. They are written again each time a session is re-opened; each counts once in its
 * session.
 */
export class Titles {
  readonly #seen = new RecentSet(KNOWN_TITLES);

  events(record: RecordContext, key: string): ReaderEvent[] {
    const text = record.value[key];
    if (typeof text !== "string") {
      record.oddShape();
      return [];
    }
    if (!this.#seen.add(`${record.meta.session}\n${text}`)) return [];
    const meta = { ...record.meta, role: "assistant", channel: "title", synthetic: true } as const;
    return utterance(record.key(), meta, text, record.json.origin([key]));
  }
}
