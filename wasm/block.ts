// Masks of a block of 64 bytes: bit n says something of byte n. Each SIMD register holds 16 bytes.

// @ts-expect-error: decorator
@inline
function join(a: v128, b: v128, c: v128, d: v128): u64 {
  const low = <u64>(<u32>i8x16.bitmask(a) | (<u32>i8x16.bitmask(b) << 16));
  const high = <u64>(<u32>i8x16.bitmask(c) | (<u32>i8x16.bitmask(d) << 16));
  return low | (high << 32);
}

/**
 * The bytes that matter: quotes, backslashes, `<`, control characters, what is not ASCII (as a signed number that is less
 * than a space, too), and the beginnings of `chi` and `nda` in any case, of which names of Chinese are made.
 */
// @ts-expect-error: decorator
@inline
export function special(block: usize): u64 {
  const a = specialOf(block);
  const b = specialOf(block + 16);
  const c = specialOf(block + 32);
  const d = specialOf(block + 48);
  return v128.any_true(v128.or(v128.or(a, b), v128.or(c, d))) ? join(a, b, c, d) : 0;
}

// @ts-expect-error: decorator
@inline
function specialOf(at: usize): v128 {
  const bytes = v128.load(at);
  const space = i8x16.splat(0x20);
  const first = v128.or(bytes, space);
  const second = v128.or(v128.load(at, 1), space);
  const third = v128.or(v128.load(at, 2), space);
  const chi = v128.and(
    i8x16.eq(first, i8x16.splat(0x63)),
    v128.and(i8x16.eq(second, i8x16.splat(0x68)), i8x16.eq(third, i8x16.splat(0x69))),
  );
  const nda = v128.and(
    i8x16.eq(first, i8x16.splat(0x6e)),
    v128.and(i8x16.eq(second, i8x16.splat(0x64)), i8x16.eq(third, i8x16.splat(0x61))),
  );
  const marks = v128.or(
    v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c))),
    v128.or(i8x16.eq(bytes, i8x16.splat(0x3c)), i8x16.lt_s(bytes, space)),
  );
  return v128.or(marks, v128.or(chi, nda));
}

/** The bytes that are equal to one. */
// @ts-expect-error: decorator
@inline
export function same(block: usize, byte: i8): u64 {
  const all = i8x16.splat(byte);
  return join(
    i8x16.eq(v128.load(block), all),
    i8x16.eq(v128.load(block, 16), all),
    i8x16.eq(v128.load(block, 32), all),
    i8x16.eq(v128.load(block, 48), all),
  );
}

/** The bytes that are not ASCII. */
// @ts-expect-error: decorator
@inline
export function wideBytes(block: usize): u64 {
  return join(v128.load(block), v128.load(block, 16), v128.load(block, 32), v128.load(block, 48));
}

/** The bytes behind the first of a character of UTF-8: 0x80 to 0xbf. */
export function continuationBytes(block: usize): u64 {
  const bound = i8x16.splat(-0x40);
  return join(
    i8x16.lt_s(v128.load(block), bound),
    i8x16.lt_s(v128.load(block, 16), bound),
    i8x16.lt_s(v128.load(block, 32), bound),
    i8x16.lt_s(v128.load(block, 48), bound),
  );
}

/** First bytes of the two of Cyrillic letters, U+0400 to U+04FF: 0xd0 to 0xd3. */
export function cyrillicLeads(block: usize): u64 {
  return join(between(block, -0x30, 4), between(block + 16, -0x30, 4), between(block + 32, -0x30, 4), between(block + 48, -0x30, 4));
}

/** First bytes of the three of U+3000 to U+9FFF, which are all Han candidates: 0xe3 to 0xe9. */
export function ideographLeads(block: usize): u64 {
  return join(between(block, -0x1d, 7), between(block + 16, -0x1d, 7), between(block + 32, -0x1d, 7), between(block + 48, -0x1d, 7));
}

// @ts-expect-error: decorator
@inline
function between(at: usize, first: i8, count: i8): v128 {
  return i8x16.lt_u(i8x16.sub(v128.load(at), i8x16.splat(first)), i8x16.splat(count));
}

/** Whether backslashes all begin `\n`, `\"`, `\t` or `\r`, and none a line that may count: those begin with a hyphen. */
// @ts-expect-error: decorator
@inline
export function areSimpleEscapes(escapes: u64, block: usize): bool {
  const simple = join(simpleOf(block), simpleOf(block + 16), simpleOf(block + 32), simpleOf(block + 48));
  return (escapes & ~simple) == 0;
}

// @ts-expect-error: decorator
@inline
function simpleOf(at: usize): v128 {
  const next = v128.load(at, 1);
  const feeds = i8x16.eq(next, i8x16.splat(0x6e));
  const others = v128.or(i8x16.eq(next, i8x16.splat(0x74)), i8x16.eq(next, i8x16.splat(0x72)));
  const lines = v128.and(feeds, i8x16.eq(v128.load(at, 2), i8x16.splat(0x2d)));
  return v128.andnot(v128.or(v128.or(feeds, others), i8x16.eq(next, i8x16.splat(0x22))), lines);
}
