// Where things lie in the module's memory. Sizes are bytes. The addresses are exported, so that TypeScript needs no copy.

/** One bit for each pair of bytes, lower case, with which the name of a mark begins. */
export const PAIRS: usize = 0x1000;
/** The marks, one after another: a byte with the length, then the bytes, lower case. A length of 0 ends the list. */
export const NAMES: usize = 0x3000;
/** The beginnings of lines that count, listed in the same way. */
export const LINES: usize = 0x5000;
/** The beginnings of strings that count, listed in the same way. */
export const STARTS: usize = 0x6000;
/** One byte for each value of the first byte of a line in LINES: 1 where there is one. */
export const LINE_FIRST: usize = 0x7000;

/** The members of records that are known (see members.ts). */
export const MEMBERS: usize = 0x20000;
export const MEMBERS_SIZE: usize = 0x1000;

/** What was elided: ENTRY bytes each, twelve numbers of four bytes (see `elide` in skim.ts). */
export const TABLE: usize = 0x8000;
export const ENTRY: usize = 48;
export const ENTRIES: i32 = 2048;

/** The record. Readable before and behind, so that looking a little further needs no test. */
export const INPUT: usize = 0x40000;
export const INPUT_SIZE: usize = 0x400000;
/** The skeleton. */
export const OUTPUT: usize = 0x450000;
/** What was surveyed (see survey.ts). */
export const RECORDS: usize = 0x8a0000;
export const RECORDS_END: usize = 0x9a0000;
