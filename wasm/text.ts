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

/** Whether bytes are all digits of base64 or base64url, or padding. */
export function isBase64(from: usize, to: usize): bool {
  for (let at = from; at < to; at++) {
    const byte = <u32>load<u8>(at);
    const sign = byte == 0x2b || byte == 0x2f || byte == 0x3d || byte == 0x5f || byte == 0x2d;
    if (!isLetter(byte) && byte - 0x30 > 9 && !sign) return false;
  }
  return true;
}
