import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { GIT_ENV } from "../git/repository.js";

export const ROOT = resolve(import.meta.dirname, "../..");
export const VERSION: string = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).version;

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Folders and programs as a CI service has them. `npm install` puts the built package in place instead of a download. */
export class Machine {
  readonly temp = mkdtempSync(join(tmpdir(), "langdrift-machine-"));
  readonly #bin = join(this.temp, "bin");
  readonly #installed = join(this.temp, "installed");

  constructor() {
    mkdirSync(this.#bin);
    this.#program(
      "npm",
      `echo "$PWD $*" >> '${this.#installed}'
while [ $# -gt 0 ]; do
  if [ "$1" = --prefix ]; then mkdir -p "$2/node_modules" && ln -s '${ROOT}' "$2/node_modules/langdrift"; fi
  shift
done`,
    );
    const run = `exec '${process.execPath}' '${join(ROOT, "bin/langdrift.js")}'`;
    this.#program("langdrift", `${run} "$@"`);
    this.#program("npx", `[ "$1" = --yes ] && shift; [ "$1" = langdrift ] || exit 127; shift; ${run} "$@"`);
  }

  #program(name: string, body: string): void {
    writeFileSync(join(this.#bin, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(this.#bin, name), 0o755);
  }

  /** What npm was asked to do, with the folder it ran in, and forgets it. */
  takeInstalls(): string {
    const text = existsSync(this.#installed) ? readFileSync(this.#installed, "utf8") : "";
    rmSync(this.#installed, { force: true });
    return text;
  }

  run(
    command: string,
    args: readonly string[],
    cwd: string,
    env: Readonly<Record<string, string>> = {},
  ): Ran {
    return spawnSync(command, [...args], {
      cwd,
      encoding: "utf8",
      env: {
        ...GIT_ENV,
        PATH: `${this.#bin}${delimiter}${process.env.PATH}`,
        HOME: this.temp,
        NO_COLOR: "1",
        ...env,
      },
    });
  }

  remove(): void {
    rmSync(this.temp, { recursive: true });
  }
}
