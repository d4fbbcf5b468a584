// Texts by a seeded grammar, so that every run of the tests and simulations reads the same ones.

/** mulberry32, by Tommy Ettinger (public domain). */
export function seeded(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
export const pick = (random, from) => from[Math.floor(random() * from.length)];
const upTo = (random, most) => 1 + Math.floor(random() * most);
const times = (n, make) => Array.from({ length: n }, make);
const number = (random) => String(Math.floor(10 ** (random() * 7)));
const SUBJECTS =
  "the parser|a stale lockfile|our nightly build|the reviewer|this migration|an unhandled rejection|the scheduler|the customer's invoice|a half-written fixture|the retry policy".split(
    "|",
  );
const VERBS =
  "rejects|overwrites|quietly drops|depends on|can't reproduce|reconciles|misreports|should have caught|serialises|outlives".split(
    "|",
  );
const OBJECTS =
  "the trailing comma|two of the shards|every third record|its own configuration|the deprecated endpoint|an empty response body|timestamps without a zone|the previous snapshot|nested workspaces|the idempotency key".split(
    "|",
  );
const ENDINGS = [
  ".",
  ", which nobody noticed before the release.",
  "; see the notes from last week.",
  ", so I'll revert it.",
];
function sentence(random) {
  const [s, v, o] = [pick(random, SUBJECTS), pick(random, VERBS), pick(random, OBJECTS)];
  return `${s[0].toUpperCase()}${s.slice(1)} ${v} ${o}${pick(random, ENDINGS)}`;
}
const numbered = (random) =>
  pick(random, [
    `It took ${number(random)} ms, down from ${number(random)}.`,
    `Ticket ${number(random)} mentions ${number(random)} rows.`,
    `In ${1950 + upTo(random, 80)} there were ${number(random)}.${number(random)} of them.`,
  ]);
const NAMES = "total|userId|bufferSize|retry_count|is_valid|nextCursor|shardKey|payload|tmp|maxDepth".split(
  "|",
);
function codeLine(random, indent) {
  const [a, b] = [pick(random, NAMES), pick(random, NAMES)];
  const line = pick(random, [
    `const ${a} = ${b}.slice(0, ${number(random)});`,
    `if (${a} !== undefined && ${b} > ${number(random)}) {`,
    `return ${a}.map((${b}) => ${b} * ${number(random)} + 0x${number(random)});`,
    `throw new RangeError(\`${a} must be under ${number(random)}, not \${${b}}\`);`,
    `// ${sentence(random)}`,
    `self.${a}[${b}] += ${number(random)}  # ${pick(random, OBJECTS)}`,
  ]);
  return " ".repeat(indent) + line;
}
function json(random) {
  const records = times(3 + upTo(random, 6), () => {
    const entries = NAMES.slice(0, 3 + upTo(random, 4)).map(
      (name) => `    "${name}": ${random() < 0.6 ? number(random) : JSON.stringify(pick(random, OBJECTS))}`,
    );
    return `  {\n${entries.join(",\n")}\n  }`;
  });
  return `[\n${records.join(",\n")}\n]`;
}
function agentLine(random) {
  return pick(random, [
    sentence(random),
    `Running \`npm test -- --seed ${number(random)}\`: ${number(random)} passed, ${number(random)} failed.`,
    `Edited src/${pick(random, NAMES)}/${pick(random, NAMES)}.ts:${number(random)} (+${number(random)} -${number(random)})`,
    `[2025-0${upTo(random, 9)}-1${upTo(random, 9)}T0${upTo(random, 9)}:4${upTo(random, 9)}] ${pick(random, SUBJECTS)} exit=${number(random)}`,
  ]);
}
const CHINESE =
  "我们先检查配置文件|然后重新运行测试|这个函数的返回值有误|数据库连接超时|建议把缓存时间改长|日志里没有发现异常|下一步需要更新依赖|用户的请求被拒绝了|请确认接口的参数|这样可以避免重复提交".split(
    "|",
  );
const chinese = (random) =>
  `${pick(random, CHINESE)}${random() < 0.3 ? `，共${number(random)}条` : ""}${pick(random, ["，", "。", "；", "。\n"])}`;
const GRAMMARS = {
  English: (random) =>
    times(8 + upTo(random, 12), () => (random() < 0.25 ? numbered(random) : sentence(random))).join(" "),
  code: (random) =>
    times(10 + upTo(random, 12), () => codeLine(random, 2 * Math.floor(random() * 5))).join("\n"),
  JSON: json,
  "agent log": (random) => times(6 + upTo(random, 10), () => agentLine(random)).join("\n"),
  Chinese: (random) => times(12 + upTo(random, 15), () => chinese(random)).join(""),
};
export const KINDS = Object.keys(GRAMMARS);
/** Texts of 100 to 400 tokens or so. */
export function makeTexts(kind, n, seed) {
  const random = seeded(seed);
  return times(n, () => GRAMMARS[kind](random));
}
/** English prose without a number. */
export function makeWordyTexts(n, seed) {
  const random = seeded(seed);
  return times(n, () => times(8 + upTo(random, 12), () => sentence(random)).join(" "));
}
