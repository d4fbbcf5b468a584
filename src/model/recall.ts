/**
 * What the members of a format's records are to their shape. Two records are of one shape when they are the same byte
 * for byte but for the strings of these members and the digits of numbers. Names as they stand in the log, by name alone:
 * a member is the same wherever it stands.
 */
export interface RecordMembers {
  /** Their strings may be utterances. */
  readonly texts: readonly string[];
  /** So may every string in their values. */
  readonly textTrees: readonly string[];
  /** Their strings identify a record: of those of the outermost object `recall` is told. */
  readonly facts: readonly string[];
  /** Nobody reads their strings, or only together with a text in which something is found. */
  readonly opaque: readonly string[];
  /** Nobody reads anything in their values, in the outermost object and those directly in it; deeper they are like others. */
  readonly ignored: readonly string[];
}

/** What the facts of a record say of every utterance in it. */
export interface RecalledMeta {
  readonly session: string;
  readonly timestamp: string | undefined;
  readonly record: string | undefined;
}

/**
 * How the session of a reader takes records of a shape that it has read before, without reading them: they give the same
 * events, save for the texts and for what the facts say. Nothing in such a record can be a run or a mark.
 */
export interface Recall {
  readonly members: RecordMembers;
  /** What of the session's state the events of a record depend on beside the record; null while nothing can be recalled. */
  state(): string | null;
  /**
   * What the record that was read last is to `again`; null for one that changed the session's state by more than `again`
   * would.
   */
  last(): string | null;
  /**
   * Takes another record of a shape.
   *
   * @param kind what `last` said when a record of the shape was read
   * @param facts the strings of the members `facts`, in their order; undefined for what is missing or no string
   * @returns null for a copy, of which nothing is told
   */
  again(kind: string, facts: readonly (string | undefined)[]): RecalledMeta | null;
}

/** A record that was surveyed. Valid until the next one is asked for. */
export interface SurveyedRecord {
  /** Equal for records of one shape; 0 for one that must be read. */
  readonly shape: number;
  /** Bytes from the start of the source to its first. */
  readonly start: number;
  /** Bytes, its line end not counted. */
  readonly length: number;
  /** The strings of texts and facts, in the order of their places. */
  readonly slots: number;
  /** Where the string of a slot begins: bytes from the start of the record. */
  from(slot: number): number;
  /** The number of the fact that a slot is, if it is one of the outermost object; -1 for others. */
  fact(slot: number): number;
  /** UTF-16 units of the string. */
  units(slot: number): number;
  /** Adds the units of the string by class. */
  count(
    slot: number,
    to: { ascii: number; latin: number; cyrillic: number; hangul: number; other: number },
  ): void;
  /** The string. */
  text(slot: number): string;
  /** The end of the string: `units` UTF-16 units or more, or all there are. */
  tail(slot: number, units: number): string;
}

/** Decides of records of JSON Lines, in their order, whether they need to be read. */
export interface RecordGate {
  readonly members: RecordMembers;
  /** @returns true for a record that is dealt with; one that is not is given out next */
  take(record: SurveyedRecord): boolean;
}
