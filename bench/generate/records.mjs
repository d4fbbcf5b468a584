import { logarithmic, pick } from "./random.mjs";
import { prose, toolText } from "./text.mjs";

/** Stand for twelve hexadecimal digits: the number of the line, and of the line before it. */
export const OWN = "@@@@@@@@@@@@";
export const BEFORE = "&&&&&&&&&&&&";

const TIME = "2026-08-01T12:30:00.000Z";
const MODELS = ["model-large-1", "model-small-1"];
const TOOLS = ["Bash", "Read", "Grep"];
/** UTF-16 units of what tools return: records are 0.5 to 60 KB and most bytes are theirs. */
const RESULT = [500, 60_000];

const claudeMeta = (type) => ({
  parentUuid: `00000000-0000-4000-8000-${BEFORE}`,
  isSidechain: false,
  userType: "external",
  cwd: "/home/dev/project",
  sessionId: "11111111-2222-4333-8444-555555555555",
  version: "2.0.0",
  gitBranch: "main",
  type,
  uuid: `00000000-0000-4000-8000-${OWN}`,
  timestamp: TIME,
});

function claudeAssistant(random, content) {
  const usage = { input_tokens: 1200, cache_read_input_tokens: 30_000, output_tokens: 240 };
  const message = { id: `msg_${OWN}`, type: "message", role: "assistant", model: pick(random, MODELS) };
  return { ...claudeMeta("assistant"), message: { ...message, content, stop_reason: null, usage } };
}

const CLAUDE = {
  prompt: (text) => ({ ...claudeMeta("user"), message: { role: "user", content: text } }),
  answer: (text, random) => claudeAssistant(random, [{ type: "text", text }]),
  call: (text, random) =>
    claudeAssistant(random, [
      { type: "tool_use", id: `toolu_${OWN}`, name: pick(random, TOOLS), input: { command: text } },
    ]),
  result: (text) => ({
    ...claudeMeta("user"),
    message: {
      role: "user",
      content: [{ tool_use_id: `toolu_${BEFORE}`, type: "tool_result", content: text }],
    },
  }),
};

const codexItem = (payload) => ({ timestamp: TIME, type: "response_item", payload });
const codexMessage = (role, type, text) => codexItem({ type: "message", role, content: [{ type, text }] });
const CODEX = {
  prompt: (text) => codexMessage("user", "input_text", text),
  answer: (text) => codexMessage("assistant", "output_text", text),
  call: (text) => {
    const call = { type: "function_call", name: "shell", call_id: `call_${OWN}` };
    return codexItem({ ...call, arguments: JSON.stringify({ command: ["bash", "-lc", text] }) });
  },
  result: (text) => codexItem({ type: "function_call_output", call_id: `call_${BEFORE}`, output: text }),
};

export const SHAPES = { "claude-code": CLAUDE, "codex-rollout": CODEX };

/** The line that a source of a shape begins with, if it has one of its own. */
export const FIRST = {
  "claude-code": null,
  "codex-rollout": {
    timestamp: TIME,
    type: "session_meta",
    payload: { id: "11111111-2222-4333-8444-555555555555", timestamp: TIME, cwd: "/home/dev/project" },
  },
};

/** One record of a session: two in five are what a tool returned, and these hold most of the bytes. */
export function recordOf(random, shape, language, han) {
  const make = SHAPES[shape];
  const draw = random();
  if (draw < 0.4) return make.result(toolText(random, language, logarithmic(random, ...RESULT), han), random);
  if (draw < 0.6) return make.call(`npm test -- ${prose(random, "english", 60, han)}`, random);
  if (draw < 0.95) return make.answer(prose(random, language, logarithmic(random, 200, 2000), han), random);
  return make.prompt(
    prose(random, language, logarithmic(random, 60, 800), false) + (han ? " 请检查" : ""),
    random,
  );
}
