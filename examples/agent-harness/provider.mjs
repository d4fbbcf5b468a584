import { createServer } from "node:http";

/** What the invented model streams: reasoning and a tool call, then an answer. It heeds a reminder. */
function reply(messages) {
  const isReminded = messages.some(({ content }) => content?.startsWith("Write everything in"));
  if (!messages.some(({ role }) => role === "tool")) {
    const aside = isReminded ? "I read the log first" : "先看日志";
    return {
      reasoning: `The user asks about a worker. ${aside}, then answer.\n`,
      call: { file: "worker.log" },
    };
  }
  const so = isReminded ? "so" : "所以";
  return { answer: `The log says 重启 twice. The queue was full, ${so} the worker gave up. It runs again.` };
}

const pieces = (text = "") => text.match(/[\s\S]{1,6}/g) ?? [];
const toolCall = (call) => ({ tool_calls: [{ index: 0, ...call }] });

function* deltas({ reasoning, answer, call }) {
  yield { role: "assistant" };
  for (const piece of pieces(reasoning)) yield { reasoning_content: piece };
  for (const piece of pieces(answer)) yield { content: piece };
  if (call === undefined) return;
  yield toolCall({ id: "call-1", type: "function", function: { name: "read_log", arguments: "" } });
  for (const piece of pieces(JSON.stringify(call))) yield toolCall({ function: { arguments: piece } });
}

async function bodyOf(request) {
  let text = "";
  for await (const piece of request) text += piece;
  return JSON.parse(text);
}

/**
 * An OpenAI-compatible server on this machine that replays streams. `cutOff` counts the responses that the client did not
 * read to the end.
 */
export async function startProvider() {
  const provider = { url: "", requests: 0, cutOff: 0, stop: () => server.close() };
  const server = createServer(async (request, response) => {
    const { messages } = await bodyOf(request);
    const said = reply(messages);
    let isDone = false;
    response.on("close", () => {
      if (!isDone) provider.cutOff++;
    });
    provider.requests++;
    response.writeHead(200, { "content-type": "text/event-stream", connection: "close" });
    const send = async (delta, finish_reason = null) => {
      const chunk = { id: "c1", created: 1, object: "chat.completion.chunk", model: "parrot-1" };
      const choices = [{ index: 0, delta, finish_reason }];
      response.write(`data: ${JSON.stringify({ ...chunk, choices })}\n\n`);
      // One event at a time, so that the client can go away in between.
      await new Promise((next) => setTimeout(next, 2));
    };
    for (const delta of deltas(said)) if (!response.destroyed) await send(delta);
    if (response.destroyed) return;
    await send({}, said.call === undefined ? "stop" : "tool_calls");
    isDone = true;
    response.end("data: [DONE]\n\n");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  provider.url = `http://127.0.0.1:${server.address().port}/v1`;
  return provider;
}
