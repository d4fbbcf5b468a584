#!/usr/bin/env node
// Compares the token estimate with tiktoken's o200k_base on the tuned corpora, by context language, and fits characters
// per token by script class. The figures stand in docs/decisions/006-token-estimate.md.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { get_encoding } from "tiktoken";
import { estimateTokens } from "../dist/provenance/token-estimate.js";
import { textTable } from "./table.mjs";

const FOLDER = join(import.meta.dirname, "../corpora/tuned");
const CLASSES = {
  ascii: [0, 0x80],
  latin: [0x80, 0x370],
  cyrillic: [0x400, 0x530],
  kana: [0x3040, 0x3100],
  han: [0x3400, 0xa000],
  hangul: [0xac00, 0xd7b0],
};
const NAMES = [...Object.keys(CLASSES), "other"];

const encoder = get_encoding("o200k_base");
const texts = new Map();
for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(".jsonl"))) {
  for (const line of readFileSync(join(FOLDER, file), "utf8").trim().split("\n")) {
    const { lang, messages } = JSON.parse(line);
    const said = messages.map((m) => m.content).filter((c) => typeof c === "string" && c.length >= 8);
    texts.set(lang, [...(texts.get(lang) ?? []), ...said]);
  }
}

function classCounts(text) {
  const counts = NAMES.map(() => 0);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const at = Object.values(CLASSES).findIndex(([from, to]) => unit >= from && unit < to);
    counts[at < 0 ? NAMES.length - 1 : at]++;
  }
  return counts;
}

/** Solves a small system of linear equations by elimination. */
function solve(matrix, right) {
  const n = right.length;
  for (let i = 0; i < n; i++) {
    for (let k = i + 1; k < n; k++) {
      const factor = matrix[k][i] / matrix[i][i];
      for (let j = i; j < n; j++) matrix[k][j] -= factor * matrix[i][j];
      right[k] -= factor * right[i];
    }
  }
  const out = [];
  for (let i = n - 1; i >= 0; i--) {
    let rest = right[i];
    for (let j = i + 1; j < n; j++) rest -= matrix[i][j] * out[j];
    out[i] = rest / matrix[i][i];
  }
  return out;
}

const rows = [];
const matrix = NAMES.map(() => NAMES.map(() => 0));
const right = NAMES.map(() => 0);
for (const [language, said] of [...texts].sort()) {
  let exact = 0;
  let estimate = 0;
  for (const text of said) {
    const tokens = encoder.encode_ordinary(text).length;
    exact += tokens;
    estimate += estimateTokens(text);
    const counts = classCounts(text);
    counts.forEach((a, i) => {
      right[i] += (a * tokens) / text.length;
      counts.forEach((b, j) => {
        matrix[i][j] += (a * b) / text.length;
      });
    });
  }
  rows.push([language, String(exact), estimate.toFixed(0), (estimate / exact).toFixed(2)]);
}
console.log(textTable([["language", "o200k", "estimate", "ratio"], ...rows]));
console.log(
  `\nfitted characters per token: ${solve(matrix, right)
    .map((x, i) => `${NAMES[i]} ${(1 / x).toFixed(2)}`)
    .join(", ")}`,
);
encoder.free();
