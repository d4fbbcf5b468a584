/** Pieces of text as a provider would cut them: a few characters each. */
export function pieces(text: string, size = 7): string[] {
  const found: string[] = [];
  for (let i = 0; i < text.length; i += size) found.push(text.slice(i, i + size));
  return found;
}

export const ASK = "Please fix the failing test and tell me what you changed.";
/** The drift is complete long before the end. */
export const LEAK = `I looked at the queue, did a final状态 check, ${"and then I ran every test again. ".repeat(8)}`;
export const REDACTED = LEAK.replace("状态", "[redacted]");
export const CLEAN = "I looked at the queue, and the counter was off by one. All tests pass now.";
export const LEAK_ARGS = JSON.stringify({ path: "src/queue.ts", note: LEAK });
export const REDACTED_ARGS = JSON.stringify({ path: "src/queue.ts", note: REDACTED });

export async function collect<T>(stream: AsyncIterable<T>, got: T[] = []): Promise<T[]> {
  for await (const one of stream) got.push(one);
  return got;
}
