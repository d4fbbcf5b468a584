import type { Framing, Head, Reader } from "../../model/reader.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import { arr, isObject, member, nonEmpty, str, valueAt } from "../shared/guards.js";
import { headValues, jsonFraming } from "../shared/head-values.js";
import type { JsonPath } from "../shared/json-pointer.js";
import type { JsonRecord } from "../shared/json-record.js";
import { createRecordSession, type RecordTools } from "../shared/record-session.js";

/** Cells looked at to recognise a notebook. */
const SAMPLE = 5;
/** Forms of one output, the best to read first; those for the eye alone (HTML, pictures) repeat them. */
const SHOWN = ["text/markdown", "text/plain"];

/** Jupyter notebooks. See the README in this folder. */
export const notebookReader: Reader = {
  format: "notebook",
  title: "Jupyter notebooks",
  recognisedBy: "a list `cells` of {cell_type, source}",
  livesIn: "*.ipynb",
  recognise,
  create: (uri) =>
    createRecordSession(uri, (tools) => ({
      *record(json) {
        for (const index of arr(member(json.value, "cells")).keys()) yield* cellEvents(json, index, tools);
      },
    })),
};

function recognise(head: Head): Framing | null {
  return headValues(head).some(isNotebook) ? jsonFraming(head) : null;
}

function isNotebook(value: unknown): boolean {
  const cells = arr(member(value, "cells")).slice(0, SAMPLE);
  // The end of a long notebook, which states the version, is not in the head.
  if (cells.length === 0)
    return Array.isArray(member(value, "cells")) && typeof member(value, "nbformat") === "number";
  return cells.some((cell) => typeof member(cell, "cell_type") === "string");
}

function* cellEvents(json: JsonRecord, index: number, tools: RecordTools): Generator<ReaderEvent> {
  const path: JsonPath = ["cells", index];
  const cell = valueAt(json.value, path);
  if (!isObject(cell)) return tools.oddShape();
  const extension = member(cell, "cell_type") === "code" ? extensionOf(json.value) : "md";
  yield* textAt(json, [...path, "source"], extension, tools);
  for (const [number, output] of arr(member(cell, "outputs")).entries()) {
    const at: JsonPath = [...path, "outputs", number];
    if (member(output, "output_type") === "error") yield* textAt(json, [...at, "evalue"], null, tools);
    yield* textAt(json, [...at, "text"], null, tools);
    const form = SHOWN.find((name) => valueAt(output, ["data", name]) !== undefined);
    if (form === undefined) continue;
    yield* textAt(json, [...at, "data", form], form === "text/markdown" ? "md" : null, tools);
  }
}

/** The extension of files in the language of the kernel, without its dot. */
function extensionOf(notebook: unknown): string {
  const info = valueAt(notebook, ["metadata", "language_info"]);
  const kernel = valueAt(notebook, ["metadata", "kernelspec"]);
  const said =
    nonEmpty(member(info, "file_extension")) ??
    nonEmpty(member(info, "name")) ??
    nonEmpty(member(kernel, "language"));
  return said !== undefined && /^\.?[\w+-]{1,20}$/.test(said) ? said.replace(/^\./, "") : "py";
}

/** A string, or a list of strings, most of them lines with their ends, as one utterance. */
function* textAt(
  json: JsonRecord,
  path: JsonPath,
  extension: string | null,
  { key, uri }: RecordTools,
): Generator<ReaderEvent> {
  const value = valueAt(json.value, path);
  const paths: readonly JsonPath[] = Array.isArray(value)
    ? value.map((_, index) => [...path, index])
    : [path];
  const pieces = paths.flatMap((at) => {
    const text = str(valueAt(json.value, at));
    return text === undefined || text === "" ? [] : [{ text, origin: json.origin(at) }];
  });
  if (pieces.every(({ text }) => text.trim() === "")) return;
  const name = key();
  const file = extension === null ? {} : { file: `${uri}.${extension}` };
  yield { type: "open", key: name, meta: { role: "unknown", channel: "text", session: uri, ...file } };
  for (const piece of pieces) yield { type: "text", key: name, ...piece };
  yield { type: "close", key: name };
}
