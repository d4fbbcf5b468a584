import type { RecordMembers, SurveyedRecord } from "../../model/recall.js";
import type { SkimExports } from "./module.js";
import { decodeRaw, type RawBytes, tailOf } from "./raw-string.js";

/** Kinds of members, as wasm/members.ts numbers them. */
const KINDS = { texts: 1, facts: 2, opaque: 3, textTrees: 4, ignored: 5 } as const;

// Fields of the walker's table (see wasm/survey.ts and wasm/shape.ts), in numbers of four bytes.
const RECORD = 6;
const LENGTH = 1;
const SHAPE = 2;
const SLOTS = 4;
const SLOT = 8;
const TO = 1;
const MEMBER = 2;
const UNITS = 3;
const CLASSES = 5;
/** What a slot says of its member: the number of a fact, one more than its place in the list, and the depth beside it. */
const OUTERMOST = 1 << 8;

/** Goes through records in the walker's memory, and takes the shape of each. */
export class Survey implements SurveyedRecord {
  readonly #walker: SkimExports;
  readonly #bytes: RawBytes;
  readonly #table: Uint32Array;
  #members: RecordMembers | null = null;
  /** Places in memory: the next record to be surveyed, and the end of the last. */
  #next = 0;
  #end = 0;
  /** Records of the table that are left, the present one among them, and its place in the table. */
  #left = 0;
  #entry = 0;
  /** What is added to a place in memory for the bytes from the start of the source. */
  #shift = 0;

  constructor(walker: SkimExports, bytes: RawBytes) {
    this.#walker = walker;
    this.#bytes = bytes;
    this.#table = new Uint32Array(walker.memory.buffer);
  }

  /**
   * Begins with the records in the first `length` bytes of the walker's input, each ended by a line feed.
   *
   * @param start bytes from the start of the source to the first of them
   */
  begin(length: number, start: number, members: RecordMembers): void {
    if (members !== this.#members) this.#enter(members);
    const input = this.#walker.INPUT.value;
    this.#next = input;
    this.#end = input + length;
    this.#shift = start - input;
    this.#left = 0;
    this.#fill();
  }

  /** Whether there is a record. */
  get present(): boolean {
    return this.#left > 0;
  }

  /** Goes on to the next record. */
  next(): void {
    this.#left--;
    this.#entry += RECORD + SLOT * this.slots;
    if (this.#left === 0) this.#fill();
  }

  #fill(): void {
    if (this.#next >= this.#end) return;
    this.#left = this.#walker.survey(this.#next, this.#end);
    this.#next = this.#walker.surveyed();
    this.#entry = this.#walker.RECORDS.value / 4;
  }

  #enter(members: RecordMembers): void {
    const { memory } = this.#bytes;
    const { MEMBERS, MEMBERS_SIZE, OUTPUT } = this.#walker;
    memory.fill(0, MEMBERS.value, MEMBERS.value + MEMBERS_SIZE.value);
    for (const kind of Object.keys(KINDS) as (keyof typeof KINDS)[]) {
      members[kind].forEach((name, index) => {
        const length = memory.write(name, OUTPUT.value, "utf8");
        this.#walker.enterMember(OUTPUT.value, length, KINDS[kind], index + 1);
      });
    }
    this.#members = members;
  }

  get shape(): number {
    return this.#table[this.#entry + SHAPE]! + this.#table[this.#entry + SHAPE + 1]! * 2 ** 32;
  }

  get start(): number {
    return this.#table[this.#entry]! + this.#shift;
  }

  get length(): number {
    return this.#table[this.#entry + LENGTH]!;
  }

  get slots(): number {
    return this.#table[this.#entry + SLOTS]!;
  }

  from(slot: number): number {
    return this.#table[this.#slot(slot)]! - this.#table[this.#entry]!;
  }

  fact(slot: number): number {
    const member = this.#table[this.#slot(slot) + MEMBER]! - OUTERMOST;
    return member > 0 && member < OUTERMOST ? member - 1 : -1;
  }

  units(slot: number): number {
    const at = this.#slot(slot) + UNITS;
    let sum = 0;
    for (let index = 0; index < CLASSES; index++) sum += this.#table[at + index]!;
    return sum;
  }

  count(
    slot: number,
    to: { ascii: number; latin: number; cyrillic: number; hangul: number; other: number },
  ): void {
    const table = this.#table;
    const at = this.#slot(slot) + UNITS;
    to.ascii += table[at]!;
    to.latin += table[at + 1]!;
    to.cyrillic += table[at + 2]!;
    to.hangul += table[at + 3]!;
    to.other += table[at + 4]!;
  }

  text(slot: number): string {
    const at = this.#slot(slot);
    return this.#decode(at, this.#table[at]!);
  }

  tail(slot: number, units: number): string {
    const at = this.#slot(slot);
    return this.#decode(at, tailOf(this.#bytes, this.#table[at]!, this.#table[at + TO]!, units));
  }

  #decode(at: number, from: number): string {
    const to = this.#table[at + TO]!;
    const isPlain = this.#table[at + UNITS] === to - this.#table[at]!;
    return decodeRaw(this.#bytes, from, to, isPlain);
  }

  #slot(slot: number): number {
    return this.#entry + RECORD + SLOT * slot;
  }
}
