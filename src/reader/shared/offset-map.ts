/**
 * Leads from offsets in a derived text to offsets in the raw text it was made from. Both texts run in step except at
 * breaks, where raw text was left out or put in.
 */
export interface OffsetMap {
  /** Raw offset of a derived offset (both UTF-16). At a break: the raw place where the later stretch starts. */
  toRaw(offset: number): number;
}

/** Collects the breaks of an {@link OffsetMap} from left to right. */
export interface OffsetMapBuilder {
  /** From derived offset `derived` on, raw offsets run in step from `raw`. Neither may decrease. */
  add(derived: number, raw: number): void;
  build(): OffsetMap;
}

/** Starts a map in which both texts begin together at 0. */
export function createOffsetMap(): OffsetMapBuilder {
  const derived: number[] = [0];
  const raw: number[] = [0];
  return {
    add(derivedOffset, rawOffset) {
      const last = derived.length - 1;
      if (derived[last] === derivedOffset) {
        raw[last] = rawOffset;
        return;
      }
      derived.push(derivedOffset);
      raw.push(rawOffset);
    },
    build: () => ({ toRaw: (offset) => lookUp(derived, raw, offset) }),
  };
}

/** The map of a text that was left as it is. */
export const identityMap: OffsetMap = { toRaw: (offset) => offset };

function lookUp(derived: readonly number[], raw: readonly number[], offset: number): number {
  let low = 0;
  let high = derived.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (derived[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return raw[low]! + (offset - derived[low]!);
}
