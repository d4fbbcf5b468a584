import assert from "node:assert/strict";
import { runAgent as withAiSdk } from "./ai-sdk.mjs";
import { runAgent as withOpenAI } from "./openai-loop.mjs";
import { startProvider } from "./provider.mjs";
import { exporter } from "./tracing.mjs";

const PROMPT = "What does the log say about the worker?";
const LOG = "10:02 worker 7: 重启\n10:05 worker 7: 重启\n10:06 worker 7: ok";
const ANSWER = "The log says 重启 twice. The queue was full, so the worker gave up. It runs again.";

/** Runs one agent against a provider of its own, and gives what happened. */
async function play(name, runAgent) {
  console.log(`--- ${name}`);
  const provider = await startProvider();
  const drifts = [];
  let discarded = 0;
  const policy = {
    // Reasoning is watched, an answer that drifts is cut off and asked for again.
    action: { default: "retry", reasoning: "report" },
    onDrift: (drift) => {
      drifts.push([drift.channel, drift.run.text]);
      console.log(`drift in the ${drift.channel}: ${drift.run.text} (${drift.rule}, ${drift.certainty})`);
    },
  };
  const onDiscard = () => {
    discarded++;
    console.log("answer discarded, asked again with a reminder");
  };
  const answer = await runAgent({ url: provider.url, policy, prompt: PROMPT, readLog: () => LOG, onDiscard });
  console.log(`answer: ${answer}`);
  provider.stop();
  return { answer, drifts, discarded, cutOff: provider.cutOff };
}

const expected = {
  // 重启 stands in the log that the model read: quoting it is no drift.
  answer: ANSWER,
  drifts: [
    ["reasoning", "先看日志"],
    ["answer", "所以"],
  ],
  discarded: 1,
  cutOff: 1,
};
assert.deepEqual(await play("OpenAI SDK", withOpenAI), expected);

const spans = exporter.getFinishedSpans();
for (const { name, attributes, events } of spans) {
  const told = events.map(
    (event) => `${event.attributes["langdrift.channel"]} ${event.attributes["langdrift.run.text"]}`,
  );
  console.log(`span ${name}: ${attributes["langdrift.drift.count"]} drifts`, told);
}
assert.deepEqual(
  spans.map((span) => span.attributes["langdrift.drift.count"]),
  [1, 1, 0],
);

assert.deepEqual(await play("AI SDK", withAiSdk), expected);
