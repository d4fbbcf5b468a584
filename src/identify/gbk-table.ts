/** Lead bytes of GBK, and its trail bytes. */
const FIRST_LEAD = 0x81;
const LAST_LEAD = 0xfe;
const FIRST_TRAIL = 0x40;
const LAST_TRAIL = 0xfe;
const LINE_FEED = 0x0a;

/** Two bytes of GBK for each BMP code unit, 0 where it has none. */
function build(): Uint16Array {
  const bytes = new Uint16Array(0x10000);
  const decoder = new TextDecoder("gbk");
  for (let lead = FIRST_LEAD; lead <= LAST_LEAD; lead++) {
    // A row at once, a cell a line: a call for each cell takes as long as starting Node.
    const cells: number[] = [];
    for (let trail = FIRST_TRAIL; trail <= LAST_TRAIL; trail++) cells.push(lead, trail, LINE_FEED);
    decoder
      .decode(Uint8Array.from(cells))
      .split("\n")
      .forEach((text, cell) => {
        const unit = text.charCodeAt(0);
        const known = text.length !== 1 || unit === 0xfffd || bytes[unit] !== 0;
        if (!known) bytes[unit] = (lead << 8) | (FIRST_TRAIL + cell);
      });
  }
  return bytes;
}

let table: Uint16Array | undefined;

/** The text's bytes in GBK, or null when it holds a character that GBK does not. */
export function encodeGbk(text: string): Uint8Array | null {
  table ??= build();
  const out: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const code = table[unit]!;
    if (unit < 0x80) out.push(unit);
    else if (code === 0) return null;
    else out.push(code >> 8, code & 0xff);
  }
  return Uint8Array.from(out);
}
