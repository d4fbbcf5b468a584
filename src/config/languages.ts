type Iso639 = typeof import("iso-639-3");

// Where Node is not, a bundle holds them anyway.
const node = globalThis.process?.getBuiltinModule?.("node:module");
const bundled: Iso639 | undefined = node === undefined ? await import("iso-639-3") : undefined;

/** The tables are 800 KB of source text: Node reads them when a language is named that is not among `EVERYDAY`. */
const iso639 = (): Iso639 => bundled ?? (node!.createRequire(import.meta.url)("iso-639-3") as Iso639);

/** What the tables say of the tags that are typed most, Chinese, the default, among them. */
export const EVERYDAY: ReadonlyMap<string, string> = new Map([
  ["zh", "zho"],
  ["en", "eng"],
  ["ja", "jpn"],
  ["ko", "kor"],
  ["de", "deu"],
  ["fr", "fra"],
  ["es", "spa"],
  ["pt", "por"],
  ["it", "ita"],
  ["ru", "rus"],
]);

/** Macrolanguages that people type, and the member that this project speaks of. */
const MEMBER: ReadonlyMap<string, string> = new Map([
  ["zho", "cmn"],
  ["ara", "arb"],
  ["msa", "zlm"],
  ["nor", "nob"],
  ["fas", "pes"],
  ["swa", "swh"],
]);

let codes: ReadonlyMap<string, string> | null = null;

function codeTable(): ReadonlyMap<string, string> {
  if (codes !== null) return codes;
  const { iso6393, iso6393To1 } = iso639();
  const table = new Map<string, string>();
  // Codes come last: there are languages whose name is another one's code ("En").
  for (const { iso6393: three, name } of iso6393) table.set(name.toLowerCase(), three);
  for (const { iso6393: three } of iso6393) table.set(three, three);
  for (const [three, two] of Object.entries(iso6393To1)) table.set(two, three);
  codes = table.set("chinese", "cmn");
  return codes;
}

/**
 * ISO 639-3 code of what a person types: a BCP 47 tag (`zh`, `zh-Hant-TW`, `en_US`), an ISO 639-3 code or an English name.
 * Regions and scripts are dropped.
 * @returns null when there is no such language.
 */
export function parseLanguage(typed: string): string | null {
  const tag = typed.trim().toLowerCase();
  const primary = tag.split(/[-_]/)[0] ?? "";
  const code = EVERYDAY.get(tag) ?? codeTable().get(tag) ?? codeTable().get(primary);
  return code === undefined ? null : (MEMBER.get(code) ?? code);
}

/** Names of the languages that have a two-letter code, for suggestions: the rest are seldom meant. */
export function commonLanguages(): string[] {
  const { iso6393, iso6393To1 } = iso639();
  return iso6393.filter((l) => iso6393To1[l.iso6393] !== undefined).map((l) => l.name.toLowerCase());
}
