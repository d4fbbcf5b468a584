import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { stepCountIs, streamText, tool, wrapLanguageModel } from "ai";
import { driftMiddleware, driftOf, retryOnDrift } from "langdrift/ai-sdk";
import { z } from "zod";

/** The same agent through the AI SDK, which runs the tool itself: a retry begins the whole run anew. */
export async function runAgent({ url, policy, prompt, readLog, onDiscard }) {
  const provider = createOpenAICompatible({ name: "local", baseURL: url });
  const model = wrapLanguageModel({ model: provider("parrot-1"), middleware: driftMiddleware(policy) });
  const inputSchema = z.object({ file: z.string() });
  const tools = { read_log: tool({ inputSchema, execute: ({ file }) => readLog(file) }) };
  return retryOnDrift(policy, async (reminder, attempt) => {
    if (attempt > 0) onDiscard();
    let failure = null;
    const { textStream } = streamText({
      model,
      tools,
      prompt,
      stopWhen: stepCountIs(4),
      ...(reminder === null ? {} : { system: reminder }),
      onError: ({ error }) => {
        failure = driftOf(error) ?? error;
      },
    });
    let answer = "";
    for await (const text of textStream) answer += text;
    // The text of the AI SDK ends early, and the error is told beside it.
    if (failure !== null) throw failure;
    return answer;
  });
}
