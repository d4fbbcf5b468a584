import { isAsciiWord, trimEnd } from "./chars.js";

/** Elements of HTML that hold text, by which a line of markup in prose is told from prose in made-up tags. */
const HTML: ReadonlySet<string> = new Set(
  (
    "a abbr address article aside b blockquote body br button caption center cite code dd del details div dl dt em " +
    "fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i img input ins kbd label legend " +
    "li link main mark meta nav ol option p pre section select small source span strong style sub summary sup svg " +
    "table tbody td text textarea tfoot th thead time title tr u ul video"
  ).split(" "),
);

/** Elements of localisation and property formats: Android, .resx, XLIFF, TMX, Qt, property lists. */
const RESOURCE: ReadonlySet<string> = new Set(
  "string item plurals string-array value data source target translation seg key entry resources trans-unit".split(
    " ",
  ),
);

/**
 * What a line of text that starts with a tag and ends with one is: `data` (an XML resource), `html` (a page or a
 * component), or null when it is prose in tags of the writer's own, such as `<answer>`.
 */
export function markupKind(line: string, first: number): "data" | "html" | null {
  if (line.charCodeAt(first) !== 0x3c) return null;
  const end = trimEnd(line, first, line.length);
  if (line.charCodeAt(end - 1) !== 0x3e && !line.includes("</", first + 1)) return null;
  const start = line.charCodeAt(first + 1) === 0x2f ? first + 2 : first + 1;
  let stop = start;
  while (stop < end && (isAsciiWord(line.charCodeAt(stop)) || "-.:".includes(line.charAt(stop)))) stop++;
  if (stop === start) return null;
  const name = line.slice(start, Math.min(stop, start + 40));
  if (RESOURCE.has(name)) return "data";
  const component = name.charCodeAt(0) >= 0x41 && name.charCodeAt(0) <= 0x5a;
  const attributes = line.charCodeAt(stop) === 0x20 && line.indexOf("=", stop) !== -1;
  return HTML.has(name.toLowerCase()) || component || attributes ? "html" : null;
}
