/** Numbers of four bytes in an entry of the walker's table of elisions (see wasm/elide.ts). */
export const FIELDS = 12;

/**
 * Places in an entry: from and to of the stretch (addresses), place and length of its marker in the skeleton, units by
 * class, whether it may name Chinese, surplus before it and in it.
 */
export const FIELD = {
  from: 0,
  to: 1,
  marker: 2,
  markerLength: 3,
  units: 4,
  names: 9,
  surplusBefore: 10,
  surplus: 11,
} as const;
