import type { Segment } from "../model/segment.js";
import { type BlockState, INITIAL_STATE } from "./block-state.js";
import { Canvas } from "./canvas.js";
import { skipSpace, trimEnd } from "./chars.js";
import { contentStart, openingFence, placeInFence } from "./fence.js";
import { isJsonLine } from "./line-shape.js";
import { paintBibtex } from "./paint-bibtex.js";
import { markupMode, paintCode, paintOpenBlock } from "./paint-code.js";
import { paintPo, paintProperties, paintSeparated } from "./paint-entries.js";
import { paintJson } from "./paint-json.js";
import { paintMarkdown } from "./paint-markdown.js";
import { paintYaml } from "./paint-yaml.js";
import { inRegion, isDiffHeader, isDiffStart } from "./region.js";
import { type Syntax, UNKNOWN } from "./syntax.js";

/**
 * Cuts one line, or a prefix of one, into segments: ordered, disjoint, and covering everything but delimiters
 * (quotation marks, backticks, comment, heading and block quotation marks, bars of table rows, marks of diff lines).
 * Depends on nothing but its arguments and takes time linear in the line.
 *
 * @param state what the lines before tell, from a {@link BlockTracker}
 */
export function segmentLine(line: string, state: BlockState): readonly Segment[] {
  const canvas = new Canvas(line.length);
  const place = state.fence ? placeInFence(line, state.fence) : "outside";
  if (place === "close") return [];
  if (state.fence && place === "inside") {
    paintLine(canvas, line, contentStart(line, state.fence), state);
    return canvas.segments(state.fence.info);
  }
  const outside = state.fence ? INITIAL_STATE : state;
  const opening = fencesCount(outside) ? openingFence(line) : null;
  if (opening) paintInfo(canvas, line, opening.info);
  else paintLine(canvas, line, 0, outside);
  return canvas.segments(undefined);
}

/** Fences belong to text; in a source file three backticks are something else. */
function fencesCount(state: BlockState): boolean {
  const { family } = state.outer;
  return state.region === null && state.open === null && (family === "text" || family === "unknown");
}

function paintInfo(canvas: Canvas, line: string, info: string): void {
  const end = trimEnd(line, 0, line.length);
  if (info !== "") canvas.paint(end - info.length, end, canvas.add({ kind: "code" }));
}

function paintLine(canvas: Canvas, line: string, start: number, state: BlockState): void {
  const region = state.region;
  if (region && !inRegion(start > 0 ? line.slice(start) : line, region)) {
    paintLine(canvas, line, start, { ...state, region: null, syntax: state.outer });
  } else if (region?.type === "diff") paintDiff(canvas, line, start, region.syntax, state);
  else if (state.open && region?.type !== "heredoc") {
    const rest = paintOpenBlock(canvas, line, start, state.open);
    if (skipSpace(line, rest, line.length) < line.length)
      paintBySyntax(canvas, line, rest, { ...state, open: null });
  } else paintBySyntax(canvas, line, start, state);
}

/** The first unit of a diff line is its mark; the rest is a line of the file. */
function paintDiff(canvas: Canvas, line: string, start: number, syntax: Syntax, state: BlockState): void {
  if (isDiffHeader(line.slice(start, start + 16)))
    canvas.paint(start, line.length, canvas.add({ kind: "code" }));
  else {
    const marked = "+- ".includes(line.charAt(start) || "x");
    paintBySyntax(canvas, line, marked ? start + 1 : start, {
      ...state,
      syntax,
      open: null,
      keys: 0,
      indented: false,
    });
  }
}

function paintBySyntax(canvas: Canvas, line: string, start: number, state: BlockState): void {
  const { syntax } = state;
  switch (syntax.family) {
    case "text":
    case "unknown":
      if (start === 0 && isDiffStart(line)) canvas.paint(0, line.length, canvas.add({ kind: "code" }));
      else paintMarkdown(canvas, line, start, state);
      break;
    case "diff":
      paintDiff(canvas, line, start, UNKNOWN, state);
      break;
    case "code":
      if (isJsonLine(line, start)) paintJson(canvas, line, start);
      else paintCode(canvas, line, start, syntax, markupMode(line, start, state));
      break;
    case "markup":
      paintCode(canvas, line, start, syntax, markupMode(line, start, state), {
        kind: syntax.data === "" ? "code" : "data",
      });
      break;
    case "json":
      paintJson(canvas, line, start);
      break;
    case "yaml":
      paintYaml(canvas, line, start);
      break;
    case "properties":
      paintProperties(canvas, line, start);
      break;
    case "po":
      paintPo(canvas, line, start);
      break;
    case "table":
      paintSeparated(canvas, line, start, syntax.data);
      break;
    case "bibtex":
      paintBibtex(canvas, line, start);
      break;
    default:
      syntax.family satisfies never;
  }
}
