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
    ["- **Ablauf**: Prüfung des完整 Systems", "prose - **Ablauf**: Prüfung des完整 Systems"],
    ["1. 复现 the bug", "prose 1. 复现 the bug"],
    ["> zitiert 引 hier", "prose zitiert 引 hier"],
    ["Note: the状态 is fine", "prose Note: the状态 is fine"],
    ["fix: 修复 the login", "prose fix: 修复 the login"],
    ["a: b\nfix: x\nfix: 修复 the login", "prose fix: 修复 the login"],
    ["close() :任何人 peut appeler", "prose close() :任何人 peut appeler"],
    ["<answer>the完整 list", "prose <answer>the完整 list"],
    ["score (胜利=1, nul=0.5)", "prose score (胜利=1, nul=0.5)"],
    ["Use print(x) to see the 结果 of it.", "prose Use print(x) to see the 结果 of it."],
    ["for example, the状态 is open;", "prose for example, the状态 is open;"],
    ["| Name | 名称 |\n|---|---|\n| a | 值 |", "prose 值"],
  ]);
});

describe("headings", () => {
  check([
    ["## 核心 points", "heading 核心 points"],
    ["**Parade可能存在**", "heading Parade可能存在"],
    ["#标签 is no heading", "prose #标签 is no heading"],
    ["### Use `核心` now", "inline-code 核心"],
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
    ["on `feature/登录优化` now", "link feature/登录优化"],
    ["see [文档](docs/中文.md) now", "prose see [文档](", "link docs/中文.md"],
    [
      "看https://example.org/wiki/中文。另外",
      "prose 看",
      "link https://example.org/wiki/中文",
      "prose 。另外",
    ],
    ["via A/b-1/C9信号 here", "prose 信号 here"],
    ["in src/页面/主.ts and /etc/hosts文件", "link src/页面/主.ts", "prose 文件"],
    ["programme lineaire/s圆锥", "prose programme lineaire/s圆锥"],
    ["Deutsch/English/中文", "prose Deutsch/English/中文"],
    ["GET /search?q=中文&n=1 失败", "link /search?q=中文&n=1", "prose 失败"],
    ['cd "/Users/dev/项目/网站" && npm test', "link /Users/dev/项目/网站"],
    ['dir "C:\\Users\\t\\3月2日"', "link C:\\Users\\t\\3月2日"],
  ]);
});

describe("code without a fence", () => {
  check([
    ['os.environ["T"] = "0000:FOR验证"', "string 0000:FOR验证"],
    ['QLabel("분析 이력 보기")', "string 분析 이력 보기"],
    ['pick(["the plain one", "the完整 one"])', "string the完整 one"],
    ['const x = ["王", 1]; // 注释', "string 王", "comment 注释"],
    ['if c >= "一" && c <= "龥" { n++ }', "string 一", "string 龥"],
    ["const HAN = /[一-龥]/u;", "code const HAN = /[一-龥]/u;"],
    ["<span>분析글</span>", "string 분析글"],
    ["// Обрезка +2x放大 перед", "comment Обрезка +2x放大 перед"],
    ["# --- Variante B : point fixe (简化) ---", "comment --- Variante B : point fixe (简化) ---"],
    ['"""Signale une entrée «经验 absente»."""', "quote 经验 absente"],
    ['"""\nТест для验证 событий', "comment Тест для验证 событий"],
    ['"""\n行\n"""\nafter 后', "prose after 后"],
    ["INSERT INTO city VALUES (1, '上海', 24870000);", "string:value 上海"],
    ['Text.\n\n    x = 码("值")', "code x = 码(", "string 值"],
    ["- item\n\n    continues 在 the list", "prose continues 在 the list"],
  ]);
});

describe("data without a fence", () => {
  check([
    ['  "save": "保存",', "string:value 保存"],
    ['{"名": {"a": ["一"]}}', "string:key 名", "string:value 一"],
    ['"部署": this is a sentence', "quote 部署"],
    ['description: "The完整 jaw plate"', "string:value The完整 jaw plate"],
    ['msgid "Dark mode"\nmsgstr "深色"', "string:value 深色"],
    ['<string name="app_name">记账本</string>', "string:value 记账本"],
    ["@book{li, title={统计 {A} 学习}, author={李航}}", "string:value 统计 {A} 学习", "string:value 李航"],
    ["@book{li,\n  title = {统计},", "string:value 统计"],
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
        ["<div>\n  분析 결과\n"],
        ["  <div>\n  분析 결과 {a}", "string 분析 결과"],
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
        ['def f():\n    """Gibt die完整', "comment Gibt die完整"],
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
        "import a\nfrom b import c\nx = f();\ny = g();\nDas完整 Programm oben.",
        "prose Das完整 Programm oben.",
      ],
      ["Some prose.\nMore prose.\nimport a\nYet more.\nAnd more.\n# 标题", "heading 标题"],
    ]));
});
