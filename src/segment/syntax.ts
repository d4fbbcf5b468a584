/** How a line is read. `text` is Markdown or plain text; `unknown` is decided line by line. */
export type Family =
  | "text"
  | "unknown"
  | "code"
  | "markup"
  | "json"
  | "yaml"
  | "properties"
  | "po"
  | "table"
  | "bibtex"
  | "diff";

/** What the scanners need to know of a language: its comments and its strings, no more. */
export interface Syntax {
  readonly family: Family;
  /** Marks that start a comment to the end of the line. */
  readonly lineComments: readonly string[];
  /** Marks that open and close a comment. */
  readonly blockComments: readonly (readonly [open: string, close: string])[];
  /** Quotation marks that enclose strings. */
  readonly quotes: string;
  /** Triple quotes enclose strings, and documentation where a statement starts. */
  readonly docstrings: boolean;
  /** A backslash takes away the meaning of the next character inside strings. */
  readonly escapes: boolean;
  /** Strings run on over line ends. */
  readonly longStrings: boolean;
  /** A single quote encloses one character or is part of a name (Rust lifetimes, Haskell primes). */
  readonly charQuotes: boolean;
  /** `/…/` may be a regular expression. */
  readonly regex: boolean;
  /** Tags with text between them may stand in the code (JSX), or make it up (markup). */
  readonly tags: boolean;
  /** `<<WORD` starts a here-document. */
  readonly heredocs: boolean;
  /** For markup: text between tags is the value of a datum. For tables: the separator. */
  readonly data: string;
}

function syntax(family: Family, features: Partial<Syntax> = {}): Syntax {
  return {
    family,
    lineComments: [],
    blockComments: [],
    quotes: "\"'",
    docstrings: false,
    escapes: true,
    longStrings: false,
    charQuotes: false,
    regex: false,
    tags: false,
    heredocs: false,
    data: "",
    ...features,
  };
}

const C_BLOCK = [["/*", "*/"]] as const;
const HTML_BLOCK = [["<!--", "-->"]] as const;
const C_LIKE: Partial<Syntax> = { lineComments: ["//"], blockComments: C_BLOCK };
const HASH: Partial<Syntax> = { lineComments: ["#"] };

/** Markdown and plain text. */
export const TEXT: Syntax = syntax("text", { blockComments: HTML_BLOCK });

/** Text of which nothing is known: comments and strings of the common languages, for lines that look like code. */
export const UNKNOWN: Syntax = syntax("unknown", {
  lineComments: ["//", "#", "--"],
  blockComments: [...C_BLOCK, ...HTML_BLOCK],
  quotes: "\"'`",
  docstrings: true,
  regex: true,
  tags: true,
});

/** The same for a line that was found to be code. */
export const SOME_CODE: Syntax = { ...UNKNOWN, family: "code" };

/** YAML, also for front matter. */
export const YAML: Syntax = syntax("yaml", HASH);

/** BibTeX entries. */
export const BIBTEX: Syntax = syntax("bibtex", { lineComments: ["%"] });

/** Scripts and style sheets inside a page. */
export const SCRIPT: Syntax = syntax("code", { ...C_LIKE, quotes: "\"'`", regex: true, tags: true });
export const STYLE: Syntax = syntax("code", { blockComments: C_BLOCK, lineComments: ["//"] });

const LANGUAGES: readonly (readonly [names: string, syntax: Syntax])[] = [
  ["md mdx markdown txt text plain plaintext log rst adoc asciidoc org none srt vtt mkd", TEXT],
  ["console terminal output session shell-session stdout", UNKNOWN],
  ["js jsx mjs cjs javascript tsx javascriptreact typescriptreact", SCRIPT],
  ["ts mts cts typescript", { ...SCRIPT, tags: false }],
  ["css scss sass less stylus", STYLE],
  [
    "java kt kts kotlin scala swift c h cc cpp cxx hpp hh c++ cs csharp m mm objc objective-c dart groovy gradle " +
      "proto protobuf zig sol solidity glsl hlsl wgsl verilog sv d vala jsonnet thrift",
    syntax("code", { ...C_LIKE, docstrings: true }),
  ],
  ["go golang v", syntax("code", { ...C_LIKE, quotes: "\"'`" })],
  ["rs rust", syntax("code", { ...C_LIKE, charQuotes: true })],
  ["php", syntax("code", { lineComments: ["//", "#"], blockComments: C_BLOCK, tags: true })],
  [
    "py pyi pyw python python3 ipython gd gdscript starlark bzl",
    syntax("code", { ...HASH, docstrings: true }),
  ],
  ["rb ruby pl pm perl ex exs elixir cr crystal", syntax("code", { ...HASH, docstrings: true, regex: true })],
  ["r jl julia tcl nim coffee awk sed nix cmake", syntax("code", { ...HASH, docstrings: true })],
  [
    "sh bash zsh fish ksh shell shellscript bashrc zshrc profile command",
    syntax("code", { ...HASH, quotes: "\"'`", longStrings: true, heredocs: true }),
  ],
  ["dockerfile containerfile makefile mk make just justfile", syntax("code", { ...HASH, heredocs: true })],
  ["ps1 psm1 powershell pwsh", syntax("code", { ...HASH, blockComments: [["<#", "#>"]], escapes: false })],
  ["tf hcl terraform", syntax("code", { lineComments: ["#", "//"], blockComments: C_BLOCK })],
  [
    "sql psql mysql sqlite plsql tsql postgres postgresql",
    syntax("code", { lineComments: ["--"], blockComments: C_BLOCK, escapes: false, longStrings: true }),
  ],
  ["lua luau", syntax("code", { lineComments: ["--"], blockComments: [["--[[", "]]"]] })],
  [
    "hs haskell elm purs",
    syntax("code", { lineComments: ["--"], blockComments: [["{-", "-}"]], charQuotes: true }),
  ],
  ["adb ads ada vhd vhdl", syntax("code", { lineComments: ["--"], quotes: '"' })],
  [
    "lisp clj cljs edn clojure scm scheme rkt racket el elisp",
    syntax("code", { lineComments: [";"], quotes: '"' }),
  ],
  ["asm s nasm llvm ll", syntax("code", { lineComments: [";", "#"], blockComments: C_BLOCK })],
  ["ml mli ocaml", syntax("code", { blockComments: [["(*", "*)"]], charQuotes: true })],
  [
    "fs fsx fsharp",
    syntax("code", { lineComments: ["//"], blockComments: [["(*", "*)"]], charQuotes: true }),
  ],
  ["erl hrl erlang matlab octave prolog", syntax("code", { lineComments: ["%"], charQuotes: true })],
  ["tex latex sty cls", syntax("code", { lineComments: ["%"], quotes: "" })],
  ["bat cmd batch", syntax("code", { lineComments: ["REM ", "rem ", "::"], quotes: '"', escapes: false })],
  ["vb vba vbs bas", syntax("code", { lineComments: ["'"], quotes: '"', escapes: false })],
  ["html htm xhtml vue svelte astro jsp erb ejs hbs handlebars jinja twig", syntax("markup", markup(""))],
  [
    "xml svg xsl xsd xaml resx xlf xliff plist tmx qts axml storyboard xib rss atom",
    syntax("markup", markup("value")),
  ],
  [
    "json jsonc json5 jsonl ndjson arb webmanifest ipynb geojson",
    syntax("json", { ...C_LIKE, quotes: "\"'" }),
  ],
  ["yaml yml", YAML],
  ["toml ini properties cfg conf env dotenv editorconfig desktop strings ftl reg", syntax("properties")],
  ["po pot gettext", syntax("po")],
  ["csv", syntax("table", { data: "," })],
  ["tsv tab", syntax("table", { data: "\t" })],
  ["bib bibtex biblatex", BIBTEX],
  ["diff patch udiff", syntax("diff")],
];

function markup(data: string): Partial<Syntax> {
  return { blockComments: HTML_BLOCK, tags: true, data };
}

const BY_NAME: ReadonlyMap<string, Syntax> = new Map(
  LANGUAGES.flatMap(([names, found]) => names.split(" ").map((name) => [name, found] as const)),
);

/**
 * The syntax of a fence's info string (`python title="a"`, `{.js}`, `src/a.ts`); {@link UNKNOWN} when it names none.
 */
export function syntaxOfInfo(info: string): Syntax {
  const bare = info.slice(0, 200).replace(/^[{.\s]+/, "");
  const word = (bare.split(/[\s,{}]/, 1)[0] ?? "").replace(/^language-/, "");
  const name = word.split(":")[0] ?? "";
  return BY_NAME.get(name.toLowerCase()) ?? syntaxOfName(word) ?? UNKNOWN;
}

/** The syntax that a file name, path or language name tells; null when it tells nothing. */
export function syntaxOfName(path: string): Syntax | null {
  const tail = path.slice(-200);
  const name = tail.slice(Math.max(tail.lastIndexOf("/"), tail.lastIndexOf("\\")) + 1).toLowerCase();
  const extension = name.slice(name.lastIndexOf(".") + 1);
  return BY_NAME.get(extension) ?? BY_NAME.get(name.split(".")[0] ?? "") ?? null;
}
