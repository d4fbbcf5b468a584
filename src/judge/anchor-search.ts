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
 * Two units are looked up at a time, so that the cost hardly depends on the number of anchors.
 *
 * @param rows by pattern: lower-case texts of which a match holds at least one, with U+0000 before those that begin a word;
 * null for a pattern that may always match
 */
export function createAnchorSearch(rows: readonly (readonly string[] | null)[]): AnchorSearch {
  const starts = new Map<number, Anchor[]>();
  // A cheap answer for most places: whether an anchor may begin with these two units.
  const mayStart = new Uint8Array(0x10000);
  rows.forEach((anchors, pattern) => {
    for (const anchor of anchors ?? []) note(starts, mayStart, anchor, pattern);
  });
  return (text) => {
    const lower = text.toLowerCase();
    const possible = new Set<number>();
    const look = (key: number, at: number): void => {
      for (const { text: anchor, beginsWord, patterns } of starts.get(key) ?? NONE) {
        if (beginsWord && at > 0 && LETTER.test(lower[at - 1]!)) continue;
        if (lower.startsWith(anchor, at)) for (const each of patterns) possible.add(each);
      }
    };
    let first = lower.charCodeAt(0);
    for (let at = 0; at < lower.length; at++) {
      const second = at + 1 < lower.length ? lower.charCodeAt(at + 1) : 0;
      if (mayStart[hashOf(first, second)] === 1) look(keyOf(first, second), at);
      if (first >= 0x80 && starts.has(first)) look(first, at);
      first = second;
    }
    return (pattern) => rows[pattern] === null || possible.has(pattern);
  };
}

const NONE: readonly Anchor[] = [];
/** What a pattern that begins with a word has before it is none of these; half a pair counts as none. */
const LETTER = /\p{L}/u;

/** Two units as one number; a single unit is a number below 0x10000. */
const keyOf = (first: number, second: number): number => (first + 1) * 0x10000 + second;
const hashOf = (first: number, second: number): number => (first * 31 + second) & 0xffff;

function note(starts: Map<number, Anchor[]>, mayStart: Uint8Array, anchor: string, pattern: number): void {
  const beginsWord = anchor.startsWith("\0");
  const text = beginsWord ? anchor.slice(1) : anchor;
  const [first, second] = [text.charCodeAt(0), text.charCodeAt(1)];
  const key = text.length === 1 ? first : keyOf(first, second);
  const anchors = starts.get(key) ?? [];
  const known = anchors.find((one) => one.text === text && one.beginsWord === beginsWord);
  if (known === undefined) anchors.push({ text, beginsWord, patterns: [pattern] });
  else known.patterns.push(pattern);
  starts.set(key, anchors);
  if (text.length > 1) mayStart[hashOf(first, second)] = 1;
}
