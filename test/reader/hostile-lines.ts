import fc from "fast-check";
import { lineRecords } from "./line-records.js";

/**
 * Lines as an adversary writes them: any JSON, text that is none, and real records in which one value, anywhere, is
 * replaced by any JSON.
 */
export function hostileLines(fixtures: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const records = fixtures.flatMap(lineRecords).flatMap((record) => parsed(record.text));
  const spoilt = fc
    .tuple(fc.constantFrom(...records), fc.nat(), fc.jsonValue({ maxDepth: 3 }))
    .map(([record, choice, value]) => JSON.stringify(replaced(record, choice, value)));
  const line = fc.oneof(
    { weight: 6, arbitrary: spoilt },
    { weight: 2, arbitrary: fc.json({ maxDepth: 4 }) },
    { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
  );
  return fc.array(line, { maxLength: 12 }).map((lines) => Buffer.from(lines.join("\n")));
}

/** Lines of the fixtures in which every seventh value is replaced by nesting that would exhaust a recursive reader's stack. */
export function deepLines(fixtures: readonly Buffer[]): string[] {
  const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
  const rows = fixtures.flatMap((bytes) => bytes.toString("utf8").split("\n"));
  const places = rows.flatMap((row) =>
    Array.from(
      row.matchAll(/:(?=["{[])/g),
      ({ index }) => [row.slice(0, index + 1), row.slice(index)] as const,
    ),
  );
  return places.filter((_, index) => index % 7 === 0).map(([head, tail]) => `${head}${deep},"rest"${tail}`);
}

function parsed(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

/** A copy of a JSON value with one of its inner values, picked by `choice`, replaced. */
function replaced(value: unknown, choice: number, by: unknown): unknown {
  const paths: (readonly (string | number)[])[] = [];
  collect(value, [], paths);
  const path = paths[choice % Math.max(1, paths.length)] ?? [];
  const copy: unknown = structuredClone(value);
  if (path.length === 0) return by;
  let holder = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
  holder[path[path.length - 1]!] = by;
  return copy;
}

function collect(
  value: unknown,
  path: readonly (string | number)[],
  paths: (readonly (string | number)[])[],
) {
  paths.push(path);
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    collect(inner, [...path, Array.isArray(value) ? Number(key) : key], paths);
  }
}
