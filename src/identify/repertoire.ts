/**
 * National character repertoires, read off the runtime's `TextDecoder` (WHATWG Encoding Standard), so that no data file
 * is needed. Levels: GB 2312 rows 16–55 and 56–87, Big5 A440–C67E and C940–F9FE (with the seven of ETEN, which every decoder has), JIS X 0208 rows 16–47 and 48–84: the
 * first level of each is the frequent one.
 */
const GB_FIRST = 1;
const GB_SECOND = 2;
const BIG5_FIRST = 4;
const BIG5_SECOND = 8;
const JIS_FIRST = 16;
const JIS_SECOND = 32;
/** IBM extensions that Japanese systems hold beside JIS X 0208: name variants such as 髙 and 﨑. */
const JIS_VENDOR = 64;
const KS = 128;
const GB = GB_FIRST | GB_SECOND;
const BIG5 = BIG5_FIRST | BIG5_SECOND;
const JIS = JIS_FIRST | JIS_SECOND;

const FIRST = 0x4e00;
const LAST = 0x9fff;
const LINE_FEED = 0x0a;

// In Japanese use though outside JIS X 0208: the four of the jōyō list of 2010 and the print forms that the list of 2000
// (表外漢字字体表) prescribes.
const JAPANESE_BEYOND_JIS = "塡剝頰𠮟俱吞噓妍屛幷搔瘦禱繡繫萊蔣蟬蠟軀醬醱顚驒攢篭繫鷗焰摑瀆簞鹼麵";

/** One row of a double-byte code, decoded at once, a cell a line; the cells without an ideograph are passed over. */
function addRow(
  flags: Uint8Array,
  decoder: InstanceType<typeof TextDecoder>,
  lead: number,
  from: number,
  to: number,
  flag: number,
): void {
  const cells: number[] = [];
  for (let trail = from; trail <= to; trail++) cells.push(lead, trail, LINE_FEED);
  for (const text of decoder.decode(Uint8Array.from(cells)).split("\n")) {
    const unit = text.charCodeAt(0);
    if (text.length === 1 && unit >= FIRST && unit <= LAST) flags[unit - FIRST]! |= flag;
  }
}

function addRows(flags: Uint8Array, encoding: string, first: number, last: number, flag: number): void {
  const decoder = new TextDecoder(encoding);
  for (let lead = first; lead <= last; lead++) addRow(flags, decoder, lead, 0xa1, 0xfe, flag);
}

function addBig5(flags: Uint8Array): void {
  const decoder = new TextDecoder("big5");
  for (let lead = 0xa4; lead <= 0xf9; lead++) {
    const level = lead <= 0xc6 ? BIG5_FIRST : BIG5_SECOND;
    if (lead === 0xc7 || lead === 0xc8) continue;
    addRow(flags, decoder, lead, 0x40, 0x7e, level);
    if (lead !== 0xc6) addRow(flags, decoder, lead, 0xa1, 0xfe, level);
  }
}

function build(): Uint8Array {
  const flags = new Uint8Array(LAST - FIRST + 1);
  addRows(flags, "gb18030", 0xb0, 0xd7, GB_FIRST);
  addRows(flags, "gb18030", 0xd8, 0xf7, GB_SECOND);
  addBig5(flags);
  addRows(flags, "euc-jp", 0xb0, 0xcf, JIS_FIRST);
  addRows(flags, "euc-jp", 0xd0, 0xf4, JIS_SECOND);
  addRows(flags, "euc-jp", 0xf9, 0xfc, JIS_VENDOR);
  addRows(flags, "euc-kr", 0xca, 0xfd, KS);
  for (const character of JAPANESE_BEYOND_JIS) {
    const at = character.codePointAt(0)! - FIRST;
    if (at < flags.length) flags[at]! |= JIS_VENDOR;
  }
  return flags;
}

let table: Uint8Array | undefined;

/** Flags of a code point; a compatibility ideograph has those of the unified one that NFC makes of it. */
function flagsOf(codePoint: number): number {
  table ??= build();
  if (codePoint >= FIRST && codePoint <= LAST) return table[codePoint - FIRST]!;
  if (codePoint < 0xf900 || (codePoint > 0xfad9 && codePoint < 0x2f800)) return 0;
  const unified = String.fromCodePoint(codePoint).normalize("NFC").codePointAt(0)!;
  return unified >= FIRST && unified <= LAST ? table[unified - FIRST]! : 0;
}

const within =
  (mask: number): ((codePoint: number) => boolean) =>
  (codePoint) =>
    (flagsOf(codePoint) & mask) !== 0;

/** In GB 2312 (simplified Chinese, 6,763 ideographs). */
export const inGb = within(GB);
/** Among the 3,755 frequent ideographs of GB 2312. */
export const inGbFirst = within(GB_FIRST);
/** In Big5 (traditional Chinese, 13,058 ideographs with the seven of ETEN). */
export const inBig5 = within(BIG5);
/** Among the 5,401 frequent ideographs of Big5. */
export const inBig5First = within(BIG5_FIRST);
/** In JIS X 0208 (Japanese, 6,355 ideographs). */
export const inJis = within(JIS);
/** Among the 2,965 frequent ideographs of JIS X 0208. */
export const inJisFirst = within(JIS_FIRST);
/** In JIS X 0208, among the name variants of Japanese systems, or in the official print forms beyond it. */
export const inJapaneseUse = (codePoint: number): boolean =>
  (flagsOf(codePoint) & (JIS | JIS_VENDOR)) !== 0 ||
  codePoint === 0x20b9f ||
  (codePoint >= 0xfa0e && codePoint <= 0xfa29);
/** In KS X 1001 (Korean hanja, 4,888 code points for 4,620 ideographs). */
export const inKs = within(KS);

/** In GB 2312 and in neither Big5 nor JIS X 0208: simplified only (这 们 说 验 证). */
export function isSimplifiedOnly(codePoint: number): boolean {
  const flags = flagsOf(codePoint);
  return (flags & GB) !== 0 && (flags & (BIG5 | JIS)) === 0;
}

/** Among the frequent ideographs of Big5, and in neither GB 2312 nor Japanese use: traditional Chinese only (妳 啟). */
export function isTraditionalOnly(codePoint: number): boolean {
  return inBig5First(codePoint) && !inGb(codePoint) && !inJapaneseUse(codePoint);
}

/** In JIS X 0208 and in neither GB 2312 nor Big5: Japanese forms (込 働 図 気 処). */
export function isJapaneseOnly(codePoint: number): boolean {
  const flags = flagsOf(codePoint);
  return (flags & JIS) !== 0 && (flags & (GB | BIG5)) === 0;
}

/**
 * Chinese script of a text by what its characters can be: `Hans` when more of them are simplified (in GB 2312, not in
 * Big5) than traditional (in Big5, not in GB 2312), `Hant` the other way round, `Hani` when neither prevails.
 */
export function hanScriptOf(text: string): "Hans" | "Hant" | "Hani" {
  let balance = 0;
  for (const character of text) {
    const flags = flagsOf(character.codePointAt(0)!);
    if ((flags & GB) !== 0 && (flags & BIG5) === 0) balance++;
    else if ((flags & BIG5) !== 0 && (flags & GB) === 0) balance--;
  }
  return balance > 0 ? "Hans" : balance < 0 ? "Hant" : "Hani";
}
