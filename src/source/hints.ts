import { readdir } from "node:fs/promises";
import { posix, resolve } from "node:path";
import { nearest } from "../suggestion.js";
import { under } from "./input-path.js";

/** Names shown of a folder in which a pattern found nothing. */
const SHOWN_NAMES = 3;

/** What to try instead of a path that does not exist: the most similar name that does, with a leading space. */
export async function hintForMissing(path: string, cwd: string): Promise<string> {
  const absolute = path.startsWith("/");
  const names = path.split("/").filter((name) => name !== "");
  let folder = absolute ? "/" : ".";
  for (const [index, name] of names.entries()) {
    const present = (await namesIn(resolve(cwd, folder))) ?? [];
    if (!present.includes(name) && name !== "..") {
      const similar = nearest(name, present);
      const missing = under(folder, name);
      if (similar !== null)
        return ` Did you mean "${[under(folder, similar), ...names.slice(index + 1)].join("/")}"?`;
      return index === names.length - 1 ? "" : ` There is no "${missing}" either.`;
    }
    folder = under(folder, name);
  }
  return "";
}

/** Why a pattern may have found nothing, with a leading space. */
export async function hintForPattern(base: string, rest: string, cwd: string): Promise<string> {
  const present = await namesIn(resolve(cwd, base));
  if (present === null) return ` There is no folder "${base}".${await hintForMissing(base, cwd)}`;
  if (present.length === 0) return ` The folder "${base}" is empty.`;
  const similar = nearest(posix.basename(rest), present);
  if (similar !== null) return ` Did you mean "${under(base, similar)}"?`;
  const shown = present.slice(0, SHOWN_NAMES).map((name) => `"${name}"`);
  const more = present.length > SHOWN_NAMES ? ` and ${present.length - SHOWN_NAMES} more` : "";
  const deeper = rest.includes("**") ? "" : "; ** descends into folders";
  return ` "${base}" holds ${shown.join(", ")}${more}${deeper}.`;
}

async function namesIn(folder: string): Promise<readonly string[] | null> {
  return readdir(folder).then(
    (names) => names.sort(),
    () => null,
  );
}
