import type { Finding } from "../model/finding.js";

/** Raw JSON in which a run may begin: CJK, an escape, or the half of one. */
const SUSPECT = /[\u2e80-\uffff]|\\u|\\$/;

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Text of one place that was not given out yet, and what is to be replaced in it. Offsets: UTF-16 units of the place. */
export class HeldText {
  readonly #json: boolean;
  #text = "";
  /** Offset of the held text in all text of the place. */
  #start = 0;
  /** Bytes before the held text. */
  #bytes = 0;
  #edits: Edit[] = [];

  /** @param json the text is JSON: places of findings are bytes of it, and what is put in is escaped */
  constructor(json: boolean) {
    this.#json = json;
  }

  add(text: string): void {
    this.#text += text;
  }

  replace(drift: Finding, by: string): void {
    const { start, end, byteOffset, byteLength } = drift.location;
    if (!this.#json) this.#edits.push({ start, end, text: by });
    else {
      const text = JSON.stringify(by).slice(1, -1);
      this.#edits.push({ start: this.#unitAt(byteOffset), end: this.#unitAt(byteOffset + byteLength), text });
    }
  }

  /**
   * Gives out what is settled, changed where it was to be.
   * @param settled offset up to which nothing will be found any more; ignored for JSON, of which all goes out up to the
   * first sign of East Asian text
   */
  take(settled: number): string {
    const first = this.#text.search(SUSPECT);
    const json = first < 0 ? this.#text.length : first;
    return this.#out(this.#json ? json : settled - this.#start);
  }

  takeAll(): string {
    return this.#out(this.#text.length);
  }

  #out(length: number): string {
    const cut = Math.max(0, Math.min(length, this.#text.length));
    if (cut === 0) return "";
    const raw = this.#text.slice(0, cut);
    let out = "";
    let from = 0;
    for (const edit of this.#edits.sort((a, b) => a.start - b.start)) {
      const start = Math.max(edit.start - this.#start, from);
      const end = Math.min(edit.end - this.#start, cut);
      if (end <= start) continue;
      out += raw.slice(from, start) + edit.text;
      from = end;
    }
    this.#edits = this.#edits.filter((edit) => edit.end > this.#start + cut);
    this.#text = this.#text.slice(cut);
    this.#start += cut;
    this.#bytes += new TextEncoder().encode(raw).length;
    return out + raw.slice(from);
  }

  #unitAt(byte: number): number {
    // No Buffer: edge runtimes have none.
    const inside = new TextEncoder().encode(this.#text).subarray(0, Math.max(0, byte - this.#bytes));
    return this.#start + new TextDecoder("utf-8", { ignoreBOM: true }).decode(inside).length;
  }
}
