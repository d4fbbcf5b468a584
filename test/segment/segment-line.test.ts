import { describe, expect, it } from "vitest";
import { INITIAL_STATE } from "../../src/segment/block-state.js";
import { segmentLine } from "../../src/segment/segment-line.js";
import { hanSegments } from "./describe-segments.js";

type Case = readonly [text: string, ...expected: string[]];

/** Each case: a text, and what must be said of the stretches with Han on its last line. */
function check(cases: readonly Case[], name?: string): void {
  for (const [text, ...expected] of cases) {
    it(JSON.stringify(text), () => expect(hanSegments(text, name)).toEqual(expected));
  }
}

describe("prose", () => {
  check([
    ["▶结果如下", "prose ▶结果如下"],
    ["- **Ablauf**: Prüfung des全部 Systems", "prose - **Ablauf**: Prüfung des全部 Systems"],
    ["1. 复现 the bug", "prose 1. 复现 the bug"],
    ["> zitiert 引 hier", "prose zitiert 引 hier"],
    ["Note: the状态 is fine", "prose Note: the状态 is fine"],
    ["fix: 修复 the login", "prose fix: 修复 the login"],
    ["a: b\nfix: x\nfix: 修复 the login", "prose fix: 修复 the login"],
    ["open() :用户 doit fermer", "prose open() :用户 doit fermer"],
    ["<answer>the全部 list", "prose <answer>the全部 list"],
    ["points (进球=2, faute=1)", "prose points (进球=2, faute=1)"],
    ["Use print(x) to see the 结果 of it.", "prose Use print(x) to see the 结果 of it."],
    ["for example, the状态 is open;", "prose for example, the状态 is open;"],
    ["| Name | 名称 |\n|---|---|\n| a | 值 |", "prose 值"],
  ]);
});

describe("headings", () => {
  check([
    ["## 次要 points", "heading 次要 points"],
    ["**Wohl不确定**", "heading Wohl不确定"],
    ["#标签 is no heading", "prose #标签 is no heading"],
    ["### Use `次要` now", "inline-code 次要"],
  ]);
});

describe("quotations", () => {
  check([
    ['say "你好" now', "quote 你好"],
    ["sagt „你好“ und «再见» «a", "quote 你好", "quote 再见"],
    ["‘你好’ 『再见』 《红楼梦》", "quote 你好", "quote 再见", "quote 红楼梦"],
    ["it's 中 and '单' and dogs' 狗", "prose it's 中 and", "quote 单", "prose and dogs' 狗"],
    ['a 5" disk for 中 and "好"', 'prose a 5" disk for 中 and', "quote 好"],
    ['a lone " mark before 中 and «好»', "quote… mark before 中 and", "quote 好"],
    ["`a` ``b ` 中`` 文", "inline-code b ` 中", "prose 文"],
    ["an open `tick 中", "inline-code… tick 中"],
    ['he wrote "the `状态` field', "inline-code 状态"],
  ]);
});

describe("links", () => {
  check([
    ["on `feature/购物车` now", "link feature/购物车"],
    ["see [文档](docs/中文.md) now", "prose see [文档](", "link docs/中文.md"],
    [
      "看https://example.org/wiki/中文。另外",
      "prose 看",
      "link https://example.org/wiki/中文",
      "prose 。另外",
    ],
    ["via A/b-1/C9信号 here", "prose 信号 here"],
    ["in src/页面/主.ts and /etc/hosts文件", "link src/页面/主.ts", "prose 文件"],
    ["un filtre rapide/x滤波", "prose un filtre rapide/x滤波"],
    ["Deutsch/English/中文", "prose Deutsch/English/中文"],
    ["GET /search?q=中文&n=1 失败", "link /search?q=中文&n=1", "prose 失败"],
    ['cd "/Users/kim/资料/旅行" && make all', "link /Users/kim/资料/旅行"],
    ['dir "C:\\Users\\t\\5月9日"', "link C:\\Users\\t\\5月9日"],
  ]);
});

describe("code without a fence", () => {
  check([
    ['os.environ["K"] = "99:FOR占位"', "string 99:FOR占位"],
    ['QLabel("검索 목록 열기")', "string 검索 목록 열기"],
    ['pick(["a red hat", "a蓝色 hat"])', "string a蓝色 hat"],
    ['const x = ["王", 1]; // 注释', "string 王", "comment 注释"],
    ['if r == "甲" || r == "乙" { k++ }', "string 甲", "string 乙"],
    ["const HAN = /[甲-癸]/u;", "code const HAN = /[甲-癸]/u;"],
    ["<span>검索어</span>", "string 검索어"],
    ["// Сдвиг на 3px偏移 после", "comment Сдвиг на 3px偏移 после"],
    ["# --- Teil 2: Netz (粗略) ---", "comment --- Teil 2: Netz (粗略) ---"],
    ['"""Rejette un champ «字段 vide»."""', "quote 字段 vide"],
    ['"""\nПроверка порядка排序 строк', "comment Проверка порядка排序 строк"],
    ['"""\n行\n"""\nafter 后', "prose after 后"],
    ["INSERT INTO fruit VALUES (7, '苹果', 3);", "string:value 苹果"],
    ['Text.\n\n    x = 码("值")', "code x = 码(", "string 值"],
    ["- item\n\n    continues 在 the list", "prose continues 在 the list"],
  ]);
});

describe("data without a fence", () => {
  check([
    ['  "open": "打开",', "string:value 打开"],
    ['{"名": {"a": ["一"]}}', "string:key 名", "string:value 一"],
    ['"菜单": this is a sentence', "quote 菜单"],
    ['summary: "A蓝色 river stone"', "string:value A蓝色 river stone"],
    ['msgid "Log out"\nmsgstr "退出"', "string:value 退出"],
    ['<string name="menu_open">打开菜单</string>', "string:value 打开菜单"],
    ["@book{li, title={气象 {A} 学习}, author={王五}}", "string:value 气象 {A} 学习", "string:value 王五"],
    ["@book{li,\n  title = {气象},", "string:value 气象"],
    ["@book{li,\n  title = {x}\n}\n后 text", "prose 后 text"],
    ["name: a\nkind: b\nlabel: 名 x", "string:value 名 x"],
    ["---\ntitle: a\nlabel: 名\n---\nText 中", "prose Text 中"],
    ["---\nlabel: 名", "string:value 名"],
    ["---\nPlain text follows.\nlabel: 名", "prose label: 名"],
  ]);
});

describe("fences", () => {
  check([
    ["```py\nx = '值' # 注", "string 值", "comment 注"],
    ["```\n# 安装\n```\n# 标题", "heading 标题"],
    ["````md\n```\n`中`", "inline-code 中"],
    ["````\n```\n```\n中\n````\n文", "prose 文"],
    ["~~~\n```\n~~~\n# 文", "heading 文"],
    ["> ```sh\n> echo '中' # 注", "string 中", "comment 注"],
    ["> ```sh\n> echo\n# 外", "heading 外"],
    ["```yaml\nkey: 值 # 注", "string:value 值", "comment 注"],
    ["```sql\nselect 'it''s 中' -- 注", "string it''s 中", "comment 注"],
    ["```lua\n-- 注", "comment 注"],
    ["```css\na { color: #fff } /* 中", "comment 中"],
    ["```css\n/* a\n中 */ .文 {}", "comment 中", "code .文 {}"],
    ["1. x\n   ```diff\n   +新 new", "prose 新 new"],
  ]);

  it("mark every segment with the info string, an empty one included", () => {
    const fence = {
      info: "",
      mark: "`",
      length: 3,
      quoted: false,
      indent: 0,
      syntax: INITIAL_STATE.syntax,
    } as const;
    const [segment] = segmentLine("中文", { ...INITIAL_STATE, fence });
    expect(segment).toEqual({ kind: "prose", start: 0, end: 2, fence: "" });
    expect(segmentLine("中文", INITIAL_STATE)[0]).not.toHaveProperty("fence");
  });
});

describe("whole files", () => {
  describe("TSX", () =>
    check(
      [
        ["<div>\n  검索 결과\n"],
        ["  <div>\n  검索 결과 {a}", "string 검索 결과"],
        ['const a = <b title="题">{t("值")} 文</b>;', "string 题", "string 值", "string 文"],
        ["type A = Map<string, 数>;", "code type A = Map<string, 数>;"],
        ["/**\n * 说明 «引»", "comment * 说明", "quote 引"],
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the text under test is code
        ["const u = `共 ${n} 条`; // 注", "string 共 ${n} 条", "comment 注"],
      ],
      "src/page.tsx",
    ));
  describe("Python", () =>
    check(
      [
        ['def f():\n    """Liest alle全部', "comment Liest alle全部"],
        ['x = """a\n中\n"""\n文 = rf"值"', "code 文 =", "string 值"],
        ["x = '#' + '中' # 注", "string 中", "comment 注"],
        ["# 注", "comment 注"],
      ],
      "f.py",
    ));
  describe("shell", () =>
    check(
      [
        ["cat > a.md <<'EOF'\n# 标题", "heading 标题"],
        ["git commit -m \"$(cat <<'EOF'\nfix: 修复 it", "prose fix: 修复 it"],
        ["git commit -m \"$(cat <<'EOF'\nx\nEOF\n)\" && echo '好'", "string 好"],
        ['echo "a\n第二行', "string… 第二行"],
      ],
      "bash",
    ));
  describe("markup", () =>
    check(
      [
        ['<a\n  title="题">链</a>', "string 题", "string 链"],
        ["<p>\n纯文本 < 5", "string 纯文本 < 5"],
        ["<script>\nlet a = '中'; // 注", "string 中", "comment 注"],
        ["<script>\nlet a\n</script>\n文", "string 文"],
        ["<!-- a\n注 --> 文", "comment 注", "string 文"],
      ],
      "a.html",
    ));
  describe("a patch", () =>
    check([
      ["--- a/x.py\n+++ b/x.py\n@@ -1 +1 @@\n+x = '新' # 注", "string 新", "comment 注"],
      ["*** Begin Patch\n*** Update File: a.md\n@@\n+## 标题", "heading 标题"],
      ["*** Begin Patch\n*** Update File: a.md\n@@\n+a\n*** End Patch\n# 后", "heading 后"],
    ]));
  describe("tables of values", () =>
    check([['a,"b ""中"", c",文', 'string:value b ""中"", c', "string:value 文"]], "a.csv"));
  describe("properties", () =>
    check(
      [
        ["key.a=值 x", "string:value 值 x"],
        ["# 注", "comment 注"],
      ],
      "m.properties",
    ));
  describe("without a name, by their first lines", () =>
    check([
      ["import a\nfrom b import c\n\ndef f(x):\n    return x;\n# 注释 hier", "comment 注释 hier"],
      [
        "import a\nfrom b import c\nx = f();\ny = g();\nDas全部 Programm oben.",
        "prose Das全部 Programm oben.",
      ],
      ["Some prose.\nMore prose.\nimport a\nYet more.\nAnd more.\n# 标题", "heading 标题"],
    ]));
});
