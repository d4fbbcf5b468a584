// Feeds a live monitor ASCII deltas of one token, and a Chinese word; prints what it measured as JSON.
// Run with --expose-gc for the growth of the heap.
import { createMonitor } from "../dist/index.js";

const TOKENS = "The parser reads a line and returns its value when the test has passed .".split(" ");
const seconds = Number(process.argv[2] ?? 2);
const BATCH = 2_000;

function feedFor(limit) {
  const monitor = createMonitor({ expect: ["en"] });
  const ends = performance.now() + limit * 1000;
  let fed = 0;
  const started = performance.now();
  while (performance.now() < ends) {
    for (let i = 0; i < BATCH; i++, fed++) {
      const token = TOKENS[fed % TOKENS.length];
      // A line ends now and then, as in an answer.
      monitor.feed(fed % 200 === 199 ? `${token}\n` : `${token} `);
    }
  }
  return { fed, perSecond: (fed / (performance.now() - started)) * 1000 };
}

function heapPerDelta() {
  const monitor = createMonitor({ expect: ["en"] });
  const deltas = 20_000;
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < deltas; i++) monitor.feed(i % 200 === 199 ? "word\n" : "word ");
  globalThis.gc?.();
  return (process.memoryUsage().heapUsed - before) / deltas;
}

/** Characters fed one by one behind the end of a run's clause until the drift is given: 0 is the same call. */
function charactersLate() {
  const monitor = createMonitor({ expect: ["en"] });
  monitor.feed("All of it is well and we then ");
  for (const character of "检查一下") monitor.feed(character);
  if (monitor.feed(" the file.").length > 0) return 0;
  const next = " The next step is to read the report again before we close it.\n";
  for (let late = 1; late <= next.length; late++) if (monitor.feed(next[late - 1]).length > 0) return late;
  return null;
}

feedFor(seconds / 4);
const { perSecond } = feedFor(seconds);
console.log(JSON.stringify({ perSecond, heapPerDelta: heapPerDelta(), late: charactersLate() }));
