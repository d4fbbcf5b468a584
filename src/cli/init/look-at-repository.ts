import { open } from "node:fs/promises";
import { join } from "node:path";
import { createLanguagePool, isChineseSentence } from "../../identify/index.js";
import { listRepository } from "./list-repository.js";

/** What a repository holds that a configuration should know of. Paths are relative to it, with `/`. */
export interface RepositoryView {
  readonly files: number;
  readonly complete: boolean;
  /** Translations into Chinese, by name: folders end in `/`. */
  readonly translations: readonly string[];
  /** Documents with several sentences in Chinese, and the other language of each where it is plain. */
  readonly chineseDocuments: readonly { readonly path: string; readonly other: string | null }[];
  /** Where documents are: `docs/`, `README.md`. */
  readonly documents: readonly string[];
  /** ISO 639-3 codes of the documents' prose, the most frequent first. */
  readonly languages: readonly string[];
  /** Folders (ending in `/`) and files with what models wrote or read. */
  readonly evals: readonly string[];
  readonly transcripts: readonly string[];
  readonly prompts: readonly string[];
  readonly github: boolean;
  readonly gitlab: boolean;
  readonly preCommit: boolean;
  readonly manifest: boolean;
}

const CHINESE = `(?:zho?(?:[-_](?:hans|hant|cn|tw|hk|mo|sg)){0,2}|chinese)`;
const CHINESE_FOLDER = new RegExp(`^${CHINESE}$`, "i");
const CHINESE_FILE = new RegExp(String.raw`(?:(?:^|[._-])${CHINESE}|readme[-_.]cn)\.[a-z]{1,8}$`, "i");
const EVALS = /^(?:evals?|evaluations?|eval[-_](?:results|outputs|logs))$/i;
const TRANSCRIPTS =
  /^(?:transcripts?|trajector(?:y|ies)|traces|conversations|(?:agent|chat|llm)[-_](?:logs|sessions)|\.specstory)$/i;
const PROMPTS = /^prompts?$/i;
const DOCUMENT_FOLDER = /^(?:docs?|documentation)$/i;
const DOCUMENT = /\.(?:md|mdx|rst|adoc|txt)$/i;
const TEXT = /\.(?:md|mdx|rst|adoc|txt|jsonl?|ya?ml|log|toml|xml|csv|py|[cm]?[jt]s|gz|zst)$/i;

const MAX_READ_FILES = 40;
const MAX_READ_BYTES = 32 * 1024;
/** A document with fewer lines in Chinese quotes or names something. */
const CHINESE_LINES = 3;

/** Looks at names and at the beginnings of documents; runs nothing and follows no symbolic link out of the list. */
export async function lookAtRepository(root: string): Promise<RepositoryView> {
  const { files, complete } = await listRepository(root);
  const translations = unique(files.flatMap(translation));
  const others = files.filter((file) => translation(file).length === 0);
  const documents = others.filter((file) => DOCUMENT.test(file) && isDocument(file));
  const prose = await readProse(root, documents);
  return {
    files: files.length,
    complete,
    translations,
    chineseDocuments: prose.chinese,
    documents: unique(documents.map((file) => (file.includes("/") ? `${file.split("/")[0]}/` : file))),
    languages: prose.languages,
    evals: foldersNamed(others, EVALS),
    transcripts: foldersNamed(others, TRANSCRIPTS),
    prompts: foldersNamed(others, PROMPTS),
    github: files.some((file) => file.startsWith(".github/workflows/")),
    gitlab: files.includes(".gitlab-ci.yml"),
    preCommit: files.includes(".pre-commit-config.yaml"),
    manifest: files.includes("package.json"),
  };
}

/** The translation that a file belongs to: its folder, or itself; none for others. */
function translation(file: string): string[] {
  const names = file.split("/");
  const folder = names.findIndex((name, at) => at < names.length - 1 && CHINESE_FOLDER.test(name));
  if (folder !== -1) return [`${names.slice(0, folder + 1).join("/")}/`];
  return CHINESE_FILE.test(names.at(-1) ?? "") ? [file] : [];
}

function isDocument(file: string): boolean {
  const [first = "", ...rest] = file.split("/");
  return rest.length === 0 ? /^(?:readme|contributing|changelog)/i.test(first) : DOCUMENT_FOLDER.test(first);
}

/** The outermost folders of a name that hold text. */
function foldersNamed(files: readonly string[], name: RegExp): readonly string[] {
  return unique(
    files.flatMap((file) => {
      const names = file.split("/");
      const at = names.slice(0, -1).findIndex((each) => name.test(each));
      return at === -1 || !TEXT.test(file) ? [] : [`${names.slice(0, at + 1).join("/")}/`];
    }),
  );
}

async function readProse(
  root: string,
  documents: readonly string[],
): Promise<{
  readonly chinese: readonly { readonly path: string; readonly other: string | null }[];
  readonly languages: readonly string[];
}> {
  const chinese: { path: string; other: string | null }[] = [];
  const counts = new Map<string, number>();
  // Those nearest to the root are the ones that people read first.
  const nearest = [...documents].sort((a, b) => a.split("/").length - b.split("/").length);
  for (const path of nearest.slice(0, MAX_READ_FILES)) {
    const lines = proseLines(await beginningOf(join(root, path)));
    const inChinese = lines.filter(isChineseSentence);
    const other = languageOf(lines.filter((line) => !/\p{Script=Han}/u.test(line)));
    if (inChinese.length >= CHINESE_LINES) chinese.push({ path, other: other === "cmn" ? null : other });
    else if (other !== null) counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  return { chinese, languages: [...counts].sort((a, b) => b[1] - a[1]).map(([code]) => code) };
}

function languageOf(lines: readonly string[]): string | null {
  const pool = createLanguagePool();
  for (const line of lines) pool.add(line);
  const { language } = pool.language();
  return language === "und" ? null : language;
}

/** Lines outside of code fences. */
function proseLines(text: string): readonly string[] {
  let fenced = false;
  return text.split("\n").filter((line) => {
    const isFence = /^\s{0,3}(?:```|~~~)/.test(line);
    if (isFence) fenced = !fenced;
    return !fenced && !isFence && line.trim() !== "";
  });
}

async function beginningOf(path: string): Promise<string> {
  try {
    const file = await open(path, "r");
    try {
      if (!(await file.stat()).isFile()) return "";
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_READ_BYTES), 0, MAX_READ_BYTES, 0);
      return buffer.toString("utf8", 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return "";
  }
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];
