import type { CleanLines, RawLines } from "../../model/lines.js";
import type { Position, RawRecord } from "../../model/location.js";
import type { Reader, ReaderSession } from "../../model/reader.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import { lineAt, logLine, withLineEnd } from "../shared/log-line.js";
import { logPrefixEnd } from "../shared/log-prefix.js";
import { hasControl } from "../shared/terminal.js";

/** Text of any kind: notes, Markdown, source code, application logs, terminal captures. Takes every source. */
export const plainReader: Reader = {
  format: "plain",
  title: "Plain text, Markdown, source code, logs, terminal captures",
  recognisedBy: "everything that no other reader knows",
  livesIn: "anywhere",
  recognise: () => "lines",
  create: (uri) => createSession(uri),
};

const KEY = "text";

/** One utterance a source, open from its first line to its end, so that a followed file is examined line by line. */
function createSession(uri: string): ReaderSession {
  let isOpen = false;

  function* begin(): Generator<ReaderEvent> {
    if (isOpen) return;
    isOpen = true;
    yield { type: "open", key: KEY, meta: { role: "unknown", channel: "text", session: uri } };
  }

  function* tell(record: RawRecord): Generator<ReaderEvent> {
    const line = logLine(record);
    const text = record.terminated ? `${line.text}\n` : line.text;
    if (text !== "") yield { type: "text", key: KEY, text, origin: withLineEnd(line) };
  }

  return {
    *record(record) {
      yield* begin();
      yield* tell(record);
    },
    *lines(lines) {
      yield* begin();
      for (const each of shownLines(lines)) {
        if ("spans" in each) yield { type: "lines", key: KEY, lines: each };
        else yield* tell(each);
      }
    },
    *end() {
      if (isOpen) yield { type: "close", key: KEY };
      isOpen = false;
    },
  };
}

/** What lines say without what loggers put before them; those that a terminal shows differently are records. */
function* shownLines(raw: RawLines): Generator<CleanLines | RawRecord> {
  const { text, feeds } = raw;
  const controls = hasControl(text);
  let told = new ToldLines(raw);
  let start = 0;
  for (const [index, feed] of feeds.entries()) {
    const end = controls && text.charCodeAt(feed - 1) === 0x0d && feed > start ? feed - 1 : feed;
    if (controls && hasControl(text.slice(start, end))) {
      if (told.spans.length > 0) yield told;
      told = new ToldLines(raw);
      yield lineAt(raw, index, start, end);
    } else told.add(logPrefixEnd(text, start), end);
    start = feed + 1;
  }
  if (told.spans.length > 0) yield told;
}

class ToldLines implements CleanLines {
  readonly spans: number[] = [];
  units = 0;
  readonly #raw: RawLines;

  constructor(raw: RawLines) {
    this.#raw = raw;
  }

  get text(): string {
    return this.#raw.text;
  }

  get ascii(): boolean {
    return this.#raw.ascii;
  }

  add(start: number, end: number): void {
    this.spans.push(start, end);
    this.units += end - start + 1;
  }

  position(offset: number): Position {
    return this.#raw.position(offset);
  }
}
