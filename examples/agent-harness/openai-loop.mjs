import { retryOnDrift, watchOpenAI } from "langdrift/openai";
import OpenAI from "openai";
import { inSpan } from "./tracing.mjs";

const TOOLS = [
  {
    type: "function",
    function: {
      name: "read_log",
      parameters: { type: "object", properties: { file: { type: "string" } } },
    },
  },
];

/** An agent with one tool, through the OpenAI SDK: asks, runs the tool, and gives the answer. */
export async function runAgent({ url, policy, prompt, readLog, onDiscard }) {
  const client = watchOpenAI(new OpenAI({ baseURL: url, apiKey: "none", maxRetries: 0 }), policy);
  const messages = [{ role: "user", content: prompt }];
  for (;;) {
    const { answer, call } = await retryOnDrift(policy, async (reminder, attempt) => {
      if (attempt > 0) onDiscard();
      const reminded = reminder === null ? messages : [...messages, { role: "user", content: reminder }];
      return inSpan(reminded, (said) => turn(client, reminded, said));
    });
    if (call === null) return answer;
    messages.push({
      role: "assistant",
      content: null,
      tool_calls: [{ id: call.id, type: "function", function: call.function }],
    });
    messages.push({
      role: "tool",
      tool_call_id: call.id,
      content: readLog(JSON.parse(call.function.arguments).file),
    });
  }
}

/** One response. `said` grows with it, so that what came before a drift is known too. */
async function turn(client, messages, said) {
  let call = null;
  const request = { model: "parrot-1", messages, tools: TOOLS, stream: true };
  for await (const { choices } of await client.chat.completions.create(request)) {
    const { delta } = choices[0];
    said.reasoning += delta.reasoning_content ?? "";
    said.answer += delta.content ?? "";
    const piece = delta.tool_calls?.[0];
    if (piece?.id) call = { id: piece.id, function: { ...piece.function } };
    else if (piece) call.function.arguments += piece.function.arguments;
  }
  return { answer: said.answer, call };
}
