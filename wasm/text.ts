// What single characters are. Everything here is small and pure.

/** A character that may be, or may become, part of a run of Han or of East Asian signs (src/identify). */
// @ts-expect-error: decorator
@inline
export function isCandidate(code: u32): bool {
  if (code < 0x2e80) return false;
  if (code < 0xa000) return true;
  if (code < 0xf900) return false;
  if (code < 0x10000) {
    return (
      code < 0xfb00 ||
      (code >= 0xfe30 && code < 0xfe50) ||
      (code >= 0xff01 && code <= 0xff65) ||
      (code >= 0xffe0 && code <= 0xffe6)
    );
  }
  if (code < 0x20000) return (code >= 0x1f000 && code <= 0x1f02b) || (code >= 0x1f200 && code <= 0x1f2ff);
  return code < 0x34000;
}

/** Letters of the scripts in which the names of Chinese are not looked at one by one: Cyrillic, Arabic, Devanagari, Hangul. */
// @ts-expect-error: decorator
@inline
export function namesByScript(code: u32): bool {
  return (
    (code >= 0x400 && code < 0x530) ||
    (code >= 0x600 && code < 0x700) ||
    (code >= 0x900 && code < 0x980) ||
    (code >= 0xac00 && code < 0xd7b0)
  );
}

/** White space as `String.prototype.trim` sees it, beyond ASCII. */
export function isWideSpace(code: u32): bool {
  return (
    code == 0xa0 ||
    code == 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code == 0x2028 ||
    code == 0x2029 ||
    code == 0x202f ||
    code == 0x205f ||
    code == 0xfeff
  );
}

/** The value of four hexadecimal digits; -1 when they are not. */
export function hex4(at: usize): i32 {
  const a = hex(load<u8>(at));
  const b = hex(load<u8>(at, 1));
  const c = hex(load<u8>(at, 2));
  const d = hex(load<u8>(at, 3));
  const all = (a << 12) | (b << 8) | (c << 4) | d;
  return (a | b | c | d) < 0 ? -1 : all;
}

// @ts-expect-error: decorator
@inline
function hex(byte: u32): i32 {
  if (byte - 0x30 < 10) return byte - 0x30;
  const letter = (byte | 0x20) - 0x61;
  return letter < 6 ? letter + 10 : -1;
}

// @ts-expect-error: decorator
@inline
export function lower(at: usize): u32 {
  return load<u8>(at) | 0x20;
}

// @ts-expect-error: decorator
@inline
export function isLetter(byte: u32): bool {
  return (byte | 0x20) - 0x61 < 26;
}

/** Whether one of a list of byte strings (see layout.ts) stands at a place. ASCII letters match in any case. */
export function startsWithAny(at: usize, list: usize): bool {
  for (let length: usize = load<u8>(list); length > 0; length = load<u8>(list)) {
    let same: usize = 0;
    while (same < length && fold(load<u8>(at + same)) == load<u8>(list + 1 + same)) same++;
    if (same == length) return true;
    list += length + 1;
  }
  return false;
}

// @ts-expect-error: decorator
@inline
function fold(byte: u32): u32 {
  return byte - 0x41 < 26 ? byte | 0x20 : byte;
}

/** A hash of bytes. Eight bytes behind them can be read. */
export function hash(from: usize, to: usize): u64 {
  const K: u64 = 0x9e3779b97f4a7c15;
  let state: u64 = (to - from) * K;
  let at = from;
  for (; at + 8 <= to; at += 8) state = rotl((state ^ load<u64>(at)) * K, 29);
  const rest = to - at;
  if (rest > 0) state = rotl((state ^ (load<u64>(at) & (((<u64>1) << (rest << 3)) - 1))) * K, 29);
  return state ^ (state >> 32);
}

/** A fingerprint of bytes, 52 bits: the same bytes always get the same. Four lanes keep the multiplier busy. */
export function fingerprint(from: usize, to: usize): u64 {
  const K: u64 = 0x9e3779b97f4a7c15;
  let a: u64 = to - from;
  let b: u64 = K;
  let c: u64 = ~K;
  let d: u64 = 0x2545f4914f6cdd1d;
  let at = from;
  for (; at + 32 <= to; at += 32) {
    a = rotl((a ^ load<u64>(at)) * K, 29);
    b = rotl((b ^ load<u64>(at, 8)) * K, 29);
    c = rotl((c ^ load<u64>(at, 16)) * K, 29);
    d = rotl((d ^ load<u64>(at, 24)) * K, 29);
  }
  for (; at < to; at++) a = rotl((a ^ load<u8>(at)) * K, 29);
  a = rotl((a ^ b) * K, 31);
  a = rotl((a ^ c) * K, 31);
  a = (a ^ d) * K;
  return (a ^ (a >> 32)) >> 12;
}

/** Whether bytes are all digits of base64 or base64url, or padding. 16 bytes behind them can be read. */
export function isBase64(from: usize, to: usize): bool {
  let at = from;
  for (; at + 16 <= to; at += 16) if (digits(v128.load(at)) != 0xffff) return false;
  const rest = (1 << <i32>(to - at)) - 1;
  return (digits(v128.load(at)) & rest) == rest;
}

// @ts-expect-error: decorator
@inline
function digits(bytes: v128): i32 {
  const letters = i8x16.lt_u(i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61)), i8x16.splat(26));
  // `/` stands before the decimal digits.
  const numbers = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x2f)), i8x16.splat(11));
  const signs = v128.or(i8x16.eq(bytes, i8x16.splat(0x2b)), i8x16.eq(bytes, i8x16.splat(0x2d)));
  const others = v128.or(i8x16.eq(bytes, i8x16.splat(0x3d)), i8x16.eq(bytes, i8x16.splat(0x5f)));
  return i8x16.bitmask(v128.or(v128.or(letters, numbers), v128.or(signs, others)));
}

/** Bytes of the head of a string that are looked through. */
const LOOKED_FROM: usize = 64;
const LOOKED_TO: usize = 184;

/** Whether a space stands between two characters of the head: readers ask whether a text holds white space. */
export function hasWords(start: usize): bool {
  for (let at = start + LOOKED_FROM; at < start + LOOKED_TO; at++) {
    const next = <u32>load<u8>(at, 1);
    if (load<u8>(at) == 0x20 && next > 0x20 && next < 0x80 && next != 0x5c) return true;
  }
  return false;
}
