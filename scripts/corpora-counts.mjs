/** Counts over the labelled corpora, for the data statement. Pure functions. */
import { channelOf, hanCount, labelText } from "./corpora-score.mjs";
import { markdownTable } from "./table.mjs";

/** The characters of a two-byte set, from the runtime's own decoder (WHATWG Encoding Standard). */
function repertoire(encoding, firstLead, lastLead, firstTrail) {
  const decoder = new TextDecoder(encoding);
  const characters = new Set();
  for (let lead = firstLead; lead <= lastLead; lead++) {
    for (let trail = firstTrail; trail <= 0xfe; trail++) {
      const text = decoder.decode(new Uint8Array([lead, trail]));
      if (/^\p{Script=Han}$/u.test(text)) characters.add(text);
    }
  }
  return characters;
}

/** Tells characters that only simplified Chinese has: in GB 2312, in neither Big5 nor JIS X 0208. */
export function simplifiedOnlyTest() {
  const simplified = repertoire("gb18030", 0xb0, 0xf7, 0xa1);
  const others = [repertoire("big5", 0xa4, 0xf9, 0x40), repertoire("euc-jp", 0xb0, 0xf4, 0xa1)];
  return (text) => [...text].some((c) => simplified.has(c) && !others.some((set) => set.has(c)));
}

/** True when a letter or a punctuation mark stands directly beside the label. */
export function touches(session, label) {
  const text = labelText(session, label) ?? "";
  return [text.charAt(label.start - 1), text.charAt(label.end)].some((c) => /[\p{L}\p{P}]/u.test(c));
}

/** Shape of the labelled drifts, as shares from 0 to 1. */
export function driftShape(sessions) {
  const drifts = sessions.flatMap((session) =>
    session.labels.filter((label) => label.verdict === "drift").map((label) => ({ session, label })),
  );
  const simplifiedOnly = simplifiedOnlyTest();
  const share = (holds) => drifts.filter(holds).length / drifts.length;
  const han = ({ label }) => hanCount(label.text);
  return {
    drifts: drifts.length,
    short: share((d) => han(d) <= 2),
    middle: share((d) => han(d) > 2 && han(d) <= 10),
    long: share((d) => han(d) > 10),
    noSimplifiedOnly: share((d) => !simplifiedOnly(d.label.text)),
    touching: share((d) => touches(d.session, d.label)),
  };
}

const percent = (share) => `${Math.round(100 * share)} %`;

function countTable(title, parts, keyOf) {
  const names = Object.keys(parts);
  const tables = names.map((name) => {
    const counts = new Map();
    for (const key of parts[name].flatMap(keyOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  });
  const total = (key) => tables.reduce((sum, counts) => sum + (counts.get(key) ?? 0), 0);
  const keys = [...new Set(tables.flatMap((counts) => [...counts.keys()]))];
  keys.sort((a, b) => total(b) - total(a) || (a < b ? -1 : 1));
  return markdownTable([
    [title, ...names],
    ...keys.map((key) => [key, ...tables.map((counts) => String(counts.get(key) ?? 0))]),
  ]);
}

function languageTable(parts) {
  const names = Object.keys(parts);
  const all = Object.values(parts).flat();
  const count = (sessions, lang, kind) =>
    String(sessions.filter((s) => (lang === null || s.lang === lang) && s.kind === kind).length);
  const size = (lang) => all.filter((s) => s.lang === lang).length;
  const langs = [...new Set(all.map((s) => s.lang))].sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1));
  const row = (title, lang) => [
    title,
    ...names.flatMap((name) => [count(parts[name], lang, "drift"), count(parts[name], lang, "explained")]),
  ];
  const head = ["language", ...names.flatMap((name) => [`${name}: drift`, `${name}: explained`])];
  return markdownTable([head, ...langs.map((lang) => row(lang, lang)), row("all", null)]);
}

function shapeTable(parts) {
  const shapes = Object.values(parts).map(driftShape);
  const row = (title, cell) => [title, ...shapes.map(cell)];
  return markdownTable([
    ["labelled drifts", ...Object.keys(parts)],
    row("number", (s) => String(s.drifts)),
    row("one or two Han characters", (s) => percent(s.short)),
    row("three to ten", (s) => percent(s.middle)),
    row("longer", (s) => percent(s.long)),
    row("no simplified-only character", (s) => percent(s.noSimplifiedOnly)),
    row("touching a letter or punctuation", (s) => percent(s.touching)),
  ]);
}

/** The tables of `corpora/README.md`. @param parts sessions by part */
export function countTables(parts) {
  const labels = (verdict, key) => (session) =>
    session.labels.filter((label) => label.verdict === verdict).map(key);
  const reasons = (session) => [...new Set(labels("explained", (label) => label.reason)(session))];
  return [
    "Sessions by context language:",
    languageTable(parts),
    "Shape of the drifts:",
    shapeTable(parts),
    "Drifts by level, and by channel:",
    countTable(
      "level",
      parts,
      labels("drift", (label) => label.level),
    ),
    countTable("channel", parts, labels("drift", channelOf)),
    "Explained runs: sessions in which a reason occurs, and labels by level:",
    countTable("reason", parts, reasons),
    countTable(
      "level",
      parts,
      labels("explained", (label) => label.level),
    ),
  ].join("\n\n");
}
