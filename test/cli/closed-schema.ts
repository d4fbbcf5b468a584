import { readFileSync } from "node:fs";

/** A shipped schema that allows no further fields: it does to readers, but tests see to it that none is undescribed. */
export function closedSchema(name: string): object {
  const text = readFileSync(new URL(`../../schema/${name}`, import.meta.url), "utf8");
  return closed(JSON.parse(text)) as object;
}

function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return "properties" in copy ? { additionalProperties: false, ...copy } : copy;
}
