/** Texts of which every match of a pattern holds at least one, in lower case; null when there are none that tell. */
export function anchorsOf(pattern: RegExp): string[] | null;
