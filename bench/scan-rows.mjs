import { inputFile, inputFolder } from "./generate/index.mjs";
import { measureAll, measureOnce } from "./measure.mjs";
import * as tools from "./tools.mjs";

const MIB = 1 << 20;

/** As many bytes as langdrift reads in about the time a run may take, at most `bytes`. Start-up weighs little then. */
async function affordable(kind, bytes, { folder, budget }) {
  for (let size = Math.min(MIB, bytes); ; size *= 4) {
    const { seconds } = await measureOnce({
      ...tools.langdrift(inputFile(folder, kind, size)),
      limit: budget,
    });
    if (seconds * 3 > budget || size * 4 > bytes) return size;
  }
}

const present = (list, { absent }) => list.filter(({ command }) => !absent.includes(command));

/** How many times as fast as each other tool: `rate` by wall time, `cpuRate` by processor time. */
const ratios = (measured, key, own) =>
  Object.fromEntries(
    Object.entries(measured)
      .filter(([name, figures]) => name !== own && figures[key] !== null && measured[own][key] !== null)
      .map(([name, figures]) => [name, measured[own][key] / figures[key]]),
  );

const compared = (measured, own = "langdrift") => ({
  measured,
  ratios: ratios(measured, "rate", own),
  cpuRatios: ratios(measured, "cpuRate", own),
});

/** Throughput on one file, each tool on as much as it can read in time. */
async function throughput(kind, context) {
  const own = await affordable(kind, context.bytes, context);
  const path = inputFile(context.folder, kind, context.bytes);
  const others = [tools.ripgrep(path), tools.grep(path), tools.rawRead(path)];
  if (path.endsWith(".jsonl")) others.push(tools.parseLines(path));
  const list = [
    { ...tools.langdrift(inputFile(context.folder, kind, own)), bytes: own },
    ...present(others, context).map((tool) => ({ ...tool, bytes: context.bytes })),
  ];
  const measured = await measureAll(list, context);
  return compared(measured);
}

/** Many files, or a few large ones, with one and two of them read at a time. `own` is what langdrift is given. */
async function folders({ count, bytes }, own, context) {
  const folderOf = (size) => inputFolder(context.folder, "han-1", size.count, size.bytes);
  const path = folderOf(own);
  const all = folderOf({ count, bytes });
  const ours = ["1", "2"].map((jobs) => ({
    ...tools.langdrift(path, `langdrift --jobs ${jobs}`, "--jobs", jobs),
    bytes: own.count * own.bytes,
  }));
  const others = present([tools.ripgrepIn(all, 1), tools.ripgrepIn(all, 2)], context);
  const measured = await measureAll(
    [...ours, ...others.map((tool) => ({ ...tool, bytes: count * bytes }))],
    context,
  );
  return compared(measured, "langdrift --jobs 2");
}

const LARGE_FILES = 4;
/** Of each file: with less in all of them no thread is started, with more the inputs take longer to write than to read. */
const LEAST_LARGE = 96 * MIB;
const MOST_LARGE = 128 * MIB;

/** All tools read the same folder: what langdrift takes seconds for is enough for the others, too. */
async function largeFiles(context) {
  const budget = context.budget / LARGE_FILES;
  const bytes = Math.max(LEAST_LARGE, await affordable("han-1", MOST_LARGE, { ...context, budget }));
  const size = { count: LARGE_FILES, bytes };
  return folders(size, size, context);
}

const SMALL_FILE = 128 * 1024;
async function smallFiles(context) {
  const bytes = await affordable("han-1", context.files * SMALL_FILE, context);
  const count = Math.max(1, Math.floor(bytes / SMALL_FILE));
  return folders({ count: context.files, bytes: SMALL_FILE }, { count, bytes: SMALL_FILE }, context);
}

/** Peak memory above that of a Node that does nothing. What a run used until the time limit counts. */
async function memory(kind, bytes, context) {
  const list = [tools.nodeNothing(), { ...tools.langdrift(inputFile(context.folder, kind, bytes)), bytes }];
  const measured = await measureAll(list, { ...context, runs: 1 });
  const over = (measured.langdrift.peak - measured["node -e 0"].peak) / 1e6;
  return { measured, figures: { "MB over node -e 0": over } };
}

const speed = (name, kind, goal, floor) => ({
  name,
  against: "rg",
  goal,
  floor,
  run: (context) => throughput(kind, context),
});

/** The rows that scan files. `goal` and `floor` are ratios of throughput, or MB for memory. */
export const SCAN_ROWS = [
  speed("0.01 % Han", "han-0.01", 4, 2.5),
  speed("0.1 % Han", "han-0.1", 4, 2.5),
  speed("1 % Han", "han-1", 4, 2.5),
  speed("1 % Han, codex-rollout", "codex-1", 4, 2.5),
  speed("50 % Han", "han-50", 1.4, 0.8),
  speed("Japanese", "japanese", 1, 0.6),
  speed("accents and emoji", "accents", 3.7, 2),
  speed("escaped", "escaped", 3.7, 2),
  speed("plain text, 1 % Han", "plain-1", 4, 2.5),
  speed("plain text, no Han", "plain-0", 4, 2.5),
  speed("stream, openai-chat", "chat-stream", 0.5, 0.2),
  speed("stream, anthropic-messages", "message-stream", 0.5, 0.2),
  {
    name: "large files, two jobs",
    against: "rg -j2",
    goal: 4.5,
    floor: 2.5,
    run: largeFiles,
  },
  {
    name: "many small files",
    against: "rg -j1",
    goal: 1.8,
    floor: 1,
    run: smallFiles,
  },
  {
    name: "memory, large file",
    figure: "MB over node -e 0",
    goal: 25,
    floor: 60,
    run: (context) => memory("han-0.1", context.large, context),
  },
  {
    name: "memory, one long line",
    figure: "MB over node -e 0",
    goal: 20,
    floor: 60,
    run: (context) => memory("long-line", context.line, context),
  },
];
