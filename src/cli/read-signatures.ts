import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { findNodeAtLocation, type Node, type ParseError, parseTree } from "jsonc-parser";
import { ConfigError } from "../errors.js";
import { readSignatureTable, type Signature, SignatureTableError } from "../provenance/signatures/index.js";
import type { CommandRun } from "./plain-command.js";

const NO_COMMENTS = { disallowComments: true, allowTrailingComma: false };
/** A larger file is no table, in UTF-16 units. */
const LARGEST = 16 * 1024 * 1024;

/**
 * Reads the signature tables that `--signatures` names, all rows together.
 *
 * @throws ConfigError for a file that cannot be read or is no table, with the line of the fault
 */
export async function readSignatures({ flags, io }: CommandRun): Promise<readonly Signature[]> {
  const files = Array.isArray(flags.signatures) ? flags.signatures : [];
  const rows: Signature[] = [];
  for (const file of files) rows.push(...tableOf(file, await contentsOf(file, io.cwd)));
  return rows;
}

async function contentsOf(file: string, cwd: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, file), "utf8");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`The signature table "${file}" cannot be read: ${reason}.`, "unreadable", {
      cause,
    });
  }
}

function tableOf(file: string, contents: string): readonly Signature[] {
  // A byte-order mark keeps its place, so that offsets are those of the file.
  const text = contents.replace(/^\ufeff/, " ");
  const errors: ParseError[] = [];
  const tree = text.length > LARGEST ? undefined : parseTree(text, errors, NO_COMMENTS);
  const [error] = errors;
  if (tree === undefined || error !== undefined) {
    const place = `${file}:${lineAt(text, error?.offset ?? 0)}`;
    throw new ConfigError(
      `${place}: the signature table is not JSON. It must be { "signatures": [ { "families": […], "tier": "A", "about": "…", "source": "…", "texts": […] } ] }.`,
      "invalid-signatures",
    );
  }
  try {
    return readSignatureTable(JSON.parse(text));
  } catch (fault) {
    if (!(fault instanceof SignatureTableError)) throw fault;
    const place = `${file}:${lineAt(text, nodeAt(tree, fault.pointer).offset)}`;
    throw new ConfigError(`${place}: ${fault.message}`, fault.code, { cause: fault });
  }
}

/** What a pointer leads to, or the nearest thing around it: a field that is missing has no place. */
function nodeAt(tree: Node, pointer: string): Node {
  const path = pointer
    .split("/")
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  for (; path.length > 0; path.pop()) {
    const node = findNodeAtLocation(tree, path);
    if (node !== undefined) return node;
  }
  return tree;
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;
