import { RegExpParser } from "@eslint-community/regexpp";

/**
 * Texts of which every match of a pattern holds at least one.
 *
 * @param {RegExp} pattern
 * @returns {string[] | null} in lower case, sorted, with U+0000 before those that begin a word; null when there are none of two letters, or of one where letters are many
 */
export function anchorsOf(pattern) {
  const { alternatives } = new RegExpParser().parsePattern(pattern.source, 0, pattern.source.length, {
    unicode: true,
  });
  const found = ofAlternatives(alternatives, false);
  return found === null || found.some((text) => weight(text) < 2) ? null : [...new Set(found)].sort();
}

/** One of the anchors of one of the alternatives. `fresh`: no letter stands before them. */
function ofAlternatives(alternatives, fresh) {
  const each = alternatives.map((alternative) => ofSequence(alternative, fresh));
  return each.some((anchors) => anchors === null) ? null : each.flat();
}

/** The best of what a sequence cannot do without: the one whose weakest text is the most telling. */
function ofSequence({ elements }, begins) {
  const candidates = [];
  let fresh = begins;
  let literal = "";
  const add = (anchors) => {
    if (anchors !== null) candidates.push(anchors);
    fresh = false;
  };
  const flush = () => {
    if (literal !== "") add([fresh ? WORD_START + literal : literal]);
    literal = "";
  };
  for (const element of elements) {
    if (element.type === "Character") literal += String.fromCodePoint(element.value).toLowerCase();
    else if (element.type === "Assertion") {
      if (!isWordStart(element)) continue;
      flush();
      fresh = true;
    } else {
      flush();
      add(ofElement(element, fresh));
    }
  }
  flush();
  return candidates.sort((a, b) => weakest(b) - weakest(a) || a.length - b.length)[0] ?? null;
}

/** `(?<![\p{L}…])` */
const isWordStart = ({ kind, negate, raw }) =>
  kind === "lookbehind" && negate && raw.startsWith("(?<![\\p{L}");

function ofElement(element, fresh) {
  switch (element.type) {
    case "Group":
    case "CapturingGroup":
      return ofAlternatives(element.alternatives, fresh);
    case "Quantifier":
      if (element.min === 0) return null;
      return element.element.type === "Character"
        ? ofSequence({ elements: [element.element] }, fresh)
        : ofElement(element.element, fresh);
    case "CharacterClass":
      return element.negate || element.elements.some(({ type }) => type !== "Character")
        ? null
        : element.elements.flatMap((each) => ofSequence({ elements: [each] }, fresh));
    default:
      return null;
  }
}

/** Put before a text that no letter or digit stands before. */
const WORD_START = "\u0000";

/** Letters of scripts with few of them say little. */
const weight = (text) =>
  [...text].reduce(
    (sum, letter) => sum + (letter > "\u2e80" ? 3 : letter === " " || letter === WORD_START ? 0.5 : 1),
    0,
  );
const weakest = (texts) => Math.min(...texts.map(weight));
