/** What a line of data stands under: the keys whose blocks are open, and the heads of the columns of its table. */
export interface Structure {
  /** Keys of the blocks that a line with this text stands in, outermost first. */
  keysOf(line: string): readonly string[];
  /** Head of the column in which an offset (UTF-16) of a line stands, or null outside tables. */
  columnOf(line: string, offset: number): string | null;
  /** Goes on to the next line. */
  line(text: string): void;
}

interface OpenKey {
  readonly indent: number;
  readonly key: string;
}

interface TableHead {
  readonly separator: string;
  readonly cells: readonly string[];
}

/** `zh: {`, `"zh-CN": [`, `messages:`, `FORMATS = [`: a key whose value stands on the lines below. */
const OPENS =
  /^\s*(?:(?:export|const|let|var|public|static|final|val|def)\s+)*["'`]?([\p{L}_$][\p{L}\p{N}_$.-]{0,60})["'`]?\s*(?::[^=:]{0,60}=|[:=]|=>|:=)\s*(?:[{[(|>]\s*)?$/u;
/** What such a line ends in: settles most lines without the pattern. */
const OPENING = "=:>{[(|";
/** Separators with the fewest cells that make a row: prose has commas. */
const SEPARATORS = [
  ["|", 2],
  ["\t", 2],
  [";", 2],
  [",", 3],
] as const;
const MOST_KEYS = 32;
/** Longer lines open nothing. */
const LONGEST = 400;

const indentOf = (line: string): number => line.length - line.trimStart().length;

function cellsOf(line: string, separator: string): string[] {
  const inner = separator === "|" ? line.trim().replace(/^\||\|$/g, "") : line;
  return inner.split(separator).map((cell) => cell.trim());
}

/** A row of names: no sentence, no cell longer than a few words. */
function headOf(line: string, separated: boolean): TableHead | null {
  if (line.length > LONGEST) return null;
  for (const [separator, fewest] of SEPARATORS) {
    if (!line.includes(separator)) continue;
    const cells = cellsOf(line, separator);
    if (cells.length < (separated ? 2 : fewest)) continue;
    return cells.every((cell) => cell.length > 0 && cell.length <= 30 && !/[.!?。]\s/.test(cell))
      ? { separator, cells }
      : null;
  }
  return null;
}

/** Follows the lines of one utterance. Holds at most 32 keys and one table head. */
export function createStructure(): Structure {
  let open: OpenKey[] = [];
  let head: TableHead | null = null;
  /** In a fence of separated values two columns are enough. */
  let separated = false;
  return {
    keysOf(line) {
      const indent = indentOf(line);
      return open.filter((key) => key.indent < indent).map(({ key }) => key);
    },
    columnOf(line, offset) {
      if (head === null) return null;
      const before = line.slice(0, offset);
      const start = head.separator === "|" && /^\s*\|/.test(line) ? 1 : 0;
      const column = before.split(head.separator).length - 1 - start;
      const count = cellsOf(line, head.separator).length;
      return count === head.cells.length ? (head.cells[column] ?? null) : null;
    },
    line(text) {
      if (text.trim() === "" || text.startsWith("```")) {
        head = null;
        if (text.startsWith("```")) {
          open = [];
          separated = /^```(?:csv|tsv|table)\b/.test(text);
        }
        return;
      }
      if (head === null) head = headOf(text, separated);
      else if (cellsOf(text, head.separator).length !== head.cells.length) head = headOf(text, separated);
      const indent = indentOf(text);
      open = open.filter((key) => key.indent < indent);
      const opens = text.length <= LONGEST && OPENING.includes(text.trimEnd().slice(-1));
      const key = opens ? OPENS.exec(text)?.[1] : undefined;
      if (key !== undefined && open.length < MOST_KEYS) open.push({ indent, key });
    },
  };
}
