import { ENCODINGS, fitCounts, loadCandidate } from "../../dist/provenance/tokenizer-fit/index.js";
import { row, share } from "./rows.mjs";
import { KINDS, makeTexts, pick, seeded } from "./texts.mjs";

const RUNS = 100;

/** Counts each text once. */
function remember(candidate) {
  const counts = new Map();
  return {
    ...candidate,
    count(text) {
      if (!counts.has(text)) counts.set(text, candidate.count(text));
      return counts.get(text);
    },
  };
}

/** Messages drawn from a pool, as a log would state them, with a constant that nobody knows. */
function logged(random, pool, truth, messages) {
  const offset = Math.floor(random() * 5);
  return Array.from({ length: messages }, (_, i) => {
    const text = pick(random, pool);
    return { id: `m${i}`, text, outputTokens: truth.count(text) + offset };
  });
}

/** Whether the true candidate fits and no group without it does. */
function alone({ groups }, { name }) {
  const fitting = groups.filter(({ verdict }) => verdict === "fits");
  return fitting.length === 1 && fitting[0].names.includes(name);
}

function part(runs, test) {
  let held = 0;
  for (let i = 0; i < runs; i++) if (test()) held++;
  return held / runs;
}

/** Which tokenizers survive, of the encodings that come with langdrift. */
export async function tokenizerRows() {
  const candidates = [];
  for (const name of ENCODINGS) candidates.push(remember(await loadCandidate({ kind: "encoding", name })));
  const random = seeded(23);
  return KINDS.flatMap((kind) => {
    const pool = makeTexts(kind, 80, 7);
    const simulate = (test) =>
      share(Math.min(...candidates.slice(0, 2).map((truth) => part(RUNS, () => test(truth)))));
    const survives = simulate((truth) =>
      alone(fitCounts(logged(random, pool, truth, 10), candidates), truth),
    );
    const absent = simulate((truth) => {
      const others = candidates.filter((candidate) => candidate !== truth);
      return fitCounts(logged(random, pool, truth, 20), others).verdict === "none-fits";
    });
    return [
      row(`tokenizer fit, ten messages, ${kind}: the true one alone`, survives, "at least 95 %"),
      row(`tokenizer fit, twenty messages, ${kind}: none fits, the true one absent`, absent, "at least 95 %"),
    ];
  });
}
