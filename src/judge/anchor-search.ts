interface Anchor {
  readonly text: string;
  /** Whether no letter stands before it. */
  readonly beginsWord: boolean;
  /** Numbers of the patterns that it stands for. */
  readonly patterns: number[];
}

/** Says which patterns can match in a text at all: see {@link createAnchorSearch}. */
export type AnchorSearch = (text: string) => (pattern: number) => boolean;

/**
 * Looks for the anchors of many patterns in one pass: a pattern of which no anchor stands in a text does not match there.
 * Three units are looked up at a time, so that the cost hardly depends on the number of anchors.
 *
 * @param rows by pattern: lower-case texts of which a match holds at least one, with U+0000 before those that begin a word;
 * null for a pattern that may always match
 */
export function createAnchorSearch(rows: readonly (readonly string[] | null)[]): AnchorSearch {
  // By their length, up to three units.
  const starts = [new Starts(1), new Starts(2), new Starts(3)];
  rows.forEach((anchors, pattern) => {
    for (const anchor of anchors ?? []) {
      const beginsWord = anchor.startsWith("\0");
      const text = beginsWord ? anchor.slice(1) : anchor;
      starts[Math.min(text.length, 3) - 1]!.add(text, beginsWord, pattern);
    }
  });
  const [singles, pairs, triples] = starts as [Starts, Starts, Starts];
  return (text) => {
    const lower = text.toLowerCase();
    const possible = new Set<number>();
    let before = 0;
    let first = lower.charCodeAt(0);
    let second = lower.length > 1 ? lower.charCodeAt(1) : 0;
    for (let at = 0; at < lower.length; at++) {
      const third = at + 2 < lower.length ? lower.charCodeAt(at + 2) : 0;
      const inWord = before >= 0x61 && before <= 0x7a;
      if (triples.may(first, second, third, inWord)) triples.look(lower, at, possible);
      if (pairs.may(first, second, 0, inWord)) pairs.look(lower, at, possible);
      if (first >= 0x80) singles.look(lower, at, possible);
      before = first;
      first = second;
      second = third;
    }
    return (pattern) => rows[pattern] === null || possible.has(pattern);
  };
}

/** What a pattern that begins with a word has before it is none of these; half a pair counts as none. */
const LETTER = /\p{L}/u;

/** Anchors that are told apart by their first units. */
class Starts {
  readonly #units: number;
  readonly #anchors = new Map<string, Anchor[]>();
  /** A cheap answer for most places: 0 where no anchor begins, 1 where only one that begins a word does. */
  readonly #may = new Uint8Array(0x10000);

  constructor(units: number) {
    this.#units = units;
  }

  add(text: string, beginsWord: boolean, pattern: number): void {
    const key = text.slice(0, this.#units);
    const anchors = this.#anchors.get(key) ?? [];
    const known = anchors.find((one) => one.text === text && one.beginsWord === beginsWord);
    if (known === undefined) anchors.push({ text, beginsWord, patterns: [pattern] });
    else known.patterns.push(pattern);
    this.#anchors.set(key, anchors);
    const unit = (at: number): number => (at < this.#units ? text.charCodeAt(at) : 0);
    const place = hashOf(unit(0), unit(1), unit(2));
    this.#may[place] = Math.max(this.#may[place]!, beginsWord ? 1 : 2);
  }

  /** Whether an anchor may begin with these units. @param inWord whether a letter stands before them */
  may(first: number, second: number, third: number, inWord: boolean): boolean {
    return this.#may[hashOf(first, second, third)]! > (inWord ? 1 : 0);
  }

  /** Adds the patterns of the anchors that stand at a place. */
  look(lower: string, at: number, possible: Set<number>): void {
    for (const { text, beginsWord, patterns } of this.#anchors.get(lower.slice(at, at + this.#units)) ?? []) {
      if (!lower.startsWith(text, at)) continue;
      if (beginsWord && at > 0 && LETTER.test(lower[at - 1]!)) continue;
      for (const each of patterns) possible.add(each);
    }
  }
}

const hashOf = (first: number, second: number, third: number): number =>
  (first * 961 + second * 31 + third) & 0xffff;
