import { pick } from "./random.mjs";

const WORDS =
  "the parser reads a line from the file and returns its value when the test has passed before we change how it handles an empty config so that the build keeps the cache of the last run while the server waits for a request which fails with an error in the module that was added for the new option".split(
    " ",
  );
const CODE = [
  "export function readConfig(path: string): Config {",
  '  const text = readFileSync(path, "utf8");',
  "  if (text.length === 0) return DEFAULTS;",
  "  for (const [key, value] of Object.entries(parsed)) {",
  "    settings.set(key, normalise(value, { strict: true }));",
  "    at Object.<anonymous> (src/config/read.test.ts:42:17)",
  "drwxr-xr-x  4 dev  dev   4096 Aug  1 12:30 src",
  "  return items.filter((item) => item.count > 0).map(toRow);",
  " 12 passed, 0 failed, 3 skipped (1.42 s)",
  "def load(self, name: str) -> dict[str, int]:",
];
const ACCENTED = [
  "Le fichier a été modifié après la dernière exécution 🎉 et le résultat est à jour.",
  "Die Prüfung läuft über alle Einträge; größere Dateien werden übersprungen ✅.",
  "La función devolvió un valor vacío, así que añadí una condición más 🚀 — ¿seguimos?",
];
const JAPANESE = [
  "設定ファイルを読み込んで、値が空の場合は既定値を返します。",
  "このテストは前回の変更の後で失敗していましたが、今は通っています。",
  "次に、サーバーの応答を確認してからキャッシュを更新します。",
];
const CHINESE = [
  "读取配置文件，如果值为空则返回默认值。",
  "这个测试在上次修改之后失败了，现在已经通过。",
  "接下来检查服务器的响应，然后更新缓存。",
];
/** What drifts into an English sentence: a word or two. */
const STRAY = ["然后", "检查", "配置文件", "问题", "实现"];

function english(random) {
  let sentence = pick(random, WORDS);
  for (let left = 6 + random() * 12; left > 0; left--) sentence += ` ${pick(random, WORDS)}`;
  return `${sentence[0].toUpperCase()}${sentence.slice(1)}.`;
}

/** One sentence in a language of `LANGUAGES`. */
const SENTENCES = {
  english,
  accents: (random) => pick(random, ACCENTED),
  japanese: (random) => pick(random, JAPANESE),
};

/** About `length` characters of prose; with `han`, one sentence holds a stray Chinese word. */
export function prose(random, language, length, han) {
  const sentences = [];
  for (let size = 0; size < length; size += sentences.at(-1).length + 1) {
    sentences.push(SENTENCES[language](random));
  }
  if (han) sentences[0] = `We first look at the ${pick(random, STRAY)} of it before we go on.`;
  return sentences.join(" ");
}

/** About `length` characters of what a tool prints: code and listings, some prose; with `han`, Chinese comments. */
export function toolText(random, language, length, han) {
  const lines = han ? [`// ${pick(random, CHINESE)}`] : [];
  for (let size = 0; size < length; size += lines.at(-1).length + 1) {
    const draw = random();
    if (language !== "english" && draw < 0.3) lines.push(`// ${SENTENCES[language](random)}`);
    else if (han && draw < 0.1) lines.push(`// ${pick(random, CHINESE)}`);
    else lines.push(draw < 0.8 ? `${"  ".repeat(random() * 3)}${pick(random, CODE)}` : english(random));
  }
  return lines.join("\n");
}
