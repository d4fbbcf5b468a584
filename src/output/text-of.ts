import { arr, member, str } from "../reader/shared/guards.js";

/** The text of a message's content: a string, or the texts of its parts, one a line. */
export function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  return arr(content)
    .flatMap((part) => str(part) ?? str(member(part, "text")) ?? str(member(part, "content")) ?? [])
    .join("\n");
}
