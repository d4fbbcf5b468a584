import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Origin } from "../../src/model/location.js";
import {
  assistantText,
  createAssistantStream,
  createThinkSplitter,
  splitThink,
  type ThinkPiece,
} from "../../src/reader/shared/think-splitter.js";
import { collect, locate, told } from "./collect.js";

/** Joins pieces that a cut separated. */
function joined(pieces: readonly ThinkPiece[]): ThinkPiece[] {
  const result: ThinkPiece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    const touches = last?.channel === piece.channel && last.offset + last.text.length === piece.offset;
    if (last !== undefined && touches) result[result.length - 1] = { ...last, text: last.text + piece.text };
    else result.push(piece);
  }
  return result;
}

function stream(deltas: readonly string[]): ThinkPiece[] {
  const splitter = createThinkSplitter();
  return joined([...deltas.flatMap((delta) => splitter.push(delta)), ...splitter.end()]);
}

const brief = (pieces: readonly ThinkPiece[]) => pieces.map((piece) => `${piece.channel[0]}:${piece.text}`);

const shard = fc.constantFrom(
  "<think>",
  "</think>",
  "<THINKING>",
  "</thinking>",
  "◁think▷",
  "◁/think▷",
  "<|start|>assistant",
  "<|channel|>analysis",
  "<|channel|>final",
  "<|message|>",
  "<|end|>",
  "<thi",
  "<|",
  "\n",
  "```",
  "~~~",
  "`",
  " ",
  "合作 😀",
  "word",
);
const soup = fc.array(shard, { maxLength: 16 }).map((parts) => parts.join(""));

/** Cuts a text at arbitrary places. */
function cutUp(text: string, cuts: readonly number[]): string[] {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, index) => text.slice(from, places[index] ?? text.length));
}

describe("inline reasoning", () => {
  it("is split alike however the text is cut", () => {
    fc.assert(
      fc.property(soup, fc.array(fc.nat(400), { maxLength: 30 }), (text, cuts) => {
        expect(stream(cutUp(text, cuts))).toEqual(stream([text]));
        expect(stream(text.split(""))).toEqual(stream([text]));
      }),
      { numRuns: 600 },
    );
  });

  it("keeps every character that is no tag, at its offset", () => {
    fc.assert(
      fc.property(soup, (text) => {
        for (const piece of splitThink(text)) {
          expect(text.slice(piece.offset, piece.offset + piece.text.length)).toBe(piece.text);
        }
        const rest = splitThink(text).reduceRight((left, piece) => {
          return left.slice(0, piece.offset) + left.slice(piece.offset + piece.text.length);
        }, text);
        expect(rest).not.toMatch(/word|合作|`|~|\n\n/);
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ["<think>why</think>so", ["r:why", "a:so"]],
    ["<think>never closed", ["r:never closed"]],
    ["the template opened it\n</think>\n\nso", ["r:the template opened it\n", "a:\n\nso"]],
    ["◁think▷why◁/think▷so", ["r:why", "a:so"]],
    ["first\n  <Thinking>why</THINKING> so", ["a:first\n  ", "r:why", "a: so"]],
    ["a <think> in running text and a </think> too", ["a:a <think> in running text and a </think> too"]],
    ["```html\n<think>\n</think>\n```\nso", ["a:```html\n<think>\n</think>\n```\nso"]],
    ["```\ncode\n```\n<think>why</think>", ["a:```\ncode\n```\n", "r:why"]],
    ["<think>a ``` b</think>so", ["r:a ``` b", "a:so"]],
    ["<think>a</thinking>b</think>so", ["r:a</thinking>b", "a:so"]],
    [
      "<|channel|>analysis<|message|>why<|end|><|start|>assistant<|channel|>final<|message|>so<|return|>",
      ["r:why", "a:so"],
    ],
    ["<|channel|>commentary to=functions.ls <|constrain|>json<|message|>{}<|call|>so", ["a:{}", "a:so"]],
    [
      "<|channel|>final words that nobody should lose<|message|>",
      ["a:<|channel|>final words that nobody should lose<|message|>"],
    ],
  ])("%j", (text, expected) => {
    expect(brief(splitThink(text))).toEqual(expected);
  });

  it("holds back no more than a tag", () => {
    const splitter = createThinkSplitter();
    const text = "<|channel|>".repeat(200) + "<thi".repeat(200);
    let given = 0;
    for (const unit of text) {
      for (const piece of splitter.push(unit)) given += piece.text.length;
    }
    expect(text.length - given).toBeLessThan(256);
  });
});

const at = (base: number): Origin => ({
  pointer: null,
  locate: (offset) => ({ line: 1, column: base + offset + 1, byteOffset: base + offset }),
});

describe("assistant text", () => {
  it("in deltas gives the utterances of the whole text, and true places", () => {
    fc.assert(
      fc.property(soup, fc.array(fc.nat(400), { maxLength: 30 }), (text, cuts) => {
        const out = createAssistantStream("k", { session: "s" });
        let offset = 0;
        const events = cutUp(text, cuts).flatMap((delta) => {
          const origin = at(offset);
          offset += delta.length;
          return out.push(delta, origin);
        });
        const utterances = collect([...events, ...out.end(), ...out.end()]);
        for (const each of utterances) {
          for (let i = 0; i < each.text.length; i += 1) {
            expect(text.charAt(locate(each, i).byteOffset)).toBe(each.text.charAt(i));
          }
        }
        const whole = stream([text]).filter((piece) => piece.text.trim() !== "");
        const channel = (pieces: readonly { channel: string; text: string }[], name: string) =>
          pieces.map((piece) => (piece.channel === name ? piece.text.trim() : "")).join("");
        for (const name of ["answer", "reasoning"]) {
          const got = utterances.map((each) => ({ channel: each.meta.channel, text: each.text }));
          expect(channel(got, name).replace(/\s/g, "")).toBe(channel(whole, name).replace(/\s/g, ""));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("counts reasoning once that stands both inline and in a field", () => {
    const meta = { session: "s" };
    const text = "<think>\nlook  first\n</think>\ndone";
    expect(told(collect(assistantText("k", meta, text, at(0), "look first")))).toEqual([
      "assistant/answer: \ndone",
    ]);
    expect(told(collect(assistantText("k", meta, text, at(0), "something else")))).toHaveLength(2);
  });
});
