import { EVERYDAY_TERMS } from "./everyday-terms.js";
import { EVERYDAY_PAIRS } from "./everyday-words.generated.js";
import { foldHan } from "./han-fold.js";

function readPairs(): ReadonlySet<string> {
  const pairs = new Set<string>(EVERYDAY_TERMS.split(" "));
  for (const group of EVERYDAY_PAIRS.split(" ")) {
    const [first, ...seconds] = group;
    for (const second of seconds) pairs.add(first! + second);
  }
  return pairs;
}

let everyday: ReadonlySet<string> | undefined;

/** Single characters that hold a phrase together: none of them makes it a name. */
const GRAMMAR = new Set(
  "的了是在不有会能要请已为与和或及并也就都而但若如从向对被把将再未无可应该当这那各每所以没很还",
);

/**
 * Whether Chinese of every day makes up half of a run: words of two characters (jieba's dictionary, some 11,000, and terms of computing) and
 * function characters. A single ideograph counts as everyday. 连接池 and 正在处理 are, 担担面 and 海晏河清 are not.
 */
export function isEveryday(run: string): boolean {
  everyday ??= readPairs();
  const characters = [...foldHan(run)].filter((c) => /\p{Script=Han}/u.test(c));
  if (characters.length < 2) return true;
  /** Most everyday characters among the first i. */
  const best = [0];
  for (let i = 1; i <= characters.length; i++) {
    const [last, next] = [characters[i - 1]!, characters[i - 2]];
    const alone = best[i - 1]! + (GRAMMAR.has(last) ? 1 : 0);
    const paired = next !== undefined && everyday.has(next + last) ? best[i - 2]! + 2 : 0;
    best.push(Math.max(alone, paired));
  }
  return 2 * best.at(-1)! >= characters.length;
}
