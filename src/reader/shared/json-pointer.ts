/** A way into a JSON value: object keys and array indices. */
export type JsonPath = readonly (string | number)[];

/** RFC 6901 pointer of a path; the whole value is `""`. */
export function jsonPointer(path: JsonPath): string {
  let pointer = "";
  for (const step of path) {
    pointer += `/${typeof step === "number" ? step : step.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  }
  return pointer;
}
