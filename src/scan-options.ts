import { commonLanguages, parseLanguage } from "./config/languages.js";
import { DISGUISE_NAMES, type DisguiseName } from "./decode/index.js";
import { ConfigError } from "./errors.js";
import { isToldApart, TOLD_APART_LANGUAGES } from "./identify/index.js";
import type { FindingFilter } from "./model/finding-filter.js";
import type { Channel, Role } from "./model/utterance.js";
import type { MachineSettings } from "./source-machine.js";
import type { SourceOverride } from "./source-settings.js";
import { didYouMean } from "./suggestion.js";

/** What to expect, what to flag and what to look at. Shared by every entry point. */
export interface JudgeOptions {
  /**
   * Languages that are due, as BCP 47 tags or ISO 639-3 codes.
   * @defaultValue `auto`: instructions, then the user's turns, then the matrix language
   */
  readonly expect?: readonly string[] | "auto";
  /**
   * Languages whose unexpected use is reported: `zh` run by run, others by whole lines and responses, `any` for all that
   * can be told apart.
   * @defaultValue `["zh"]`
   */
  readonly flag?: readonly string[];
  /** Findings less certain than this are notes, 0 to 1. @defaultValue 0.5 */
  readonly minCertainty?: number;
}

/** Options of `scan`. */
export interface ScanOptions extends JudgeOptions {
  /** Read every source in this format instead of recognising it. */
  readonly as?: string;
  readonly roles?: readonly Role[];
  readonly channels?: readonly Channel[];
  /**
   * Judge only what models with such a name wrote: parts of names, case does not matter, `*` stands for anything.
   * What no model is named for is context then.
   */
  readonly models?: readonly string[];
  /**
   * ISO 8601; utterances with an earlier timestamp are context only. Files in folders that were written last before it
   * are not read.
   */
  readonly since?: string;
  /** Of the files in folders read only session logs of this project: a folder, or the end of its path. */
  readonly project?: string;
  /**
   * Decode text that is shown in disguise before it is judged: `python` (escapes of `repr` and JSON, `\xe4\xb8\xad`,
   * `\u5408`), `html` (`&#20013;`), `percent` (`%E4%B8%AD`). Locations lead to the raw text. @defaultValue none
   */
  readonly decode?: readonly DisguiseName[];
  /**
   * Most sources in progress at once. Where there is enough to read (256 MiB besides the largest file) they are read in as
   * many threads, but no more than the machine has cores; the events are the same. @defaultValue 4
   */
  readonly jobs?: number;
  /** Findings that are known or wanted: they are counted, not emitted. @defaultValue none */
  readonly filters?: readonly FindingFilter[];
  /**
   * Judge a run that repeats what was reported in the session as if it were the first.
   * @defaultValue true when a filter tells places apart (a baseline, a change), else false: it is explained as `repeat`
   */
  readonly everyPlace?: boolean;
  /** Settings for some of the sources; the last one that matches wins, key by key. @defaultValue none */
  readonly sources?: readonly SourceOverride[];
  /**
   * Heed `langdrift-ignore-next-line REASON` and `langdrift-ignore-file REASON` in comments of plain text files. Logs and
   * standard input are never asked. @defaultValue true
   */
  readonly inlineIgnores?: boolean;
  /**
   * Say which entries of `sources` and `filters` matched nothing, as `info` diagnostics. Turn it off where only a part is
   * scanned of what the entries are for. @defaultValue true
   */
  readonly reportUnused?: boolean;
  /** Emit explained runs too. @defaultValue false */
  readonly explain?: boolean;
  /** @defaultValue `process.cwd()` */
  readonly cwd?: string;
  /** What `-` reads. @defaultValue none: `-` is then an error */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** Aborting ends the scan early; the summary then says that it is incomplete. */
  readonly signal?: AbortSignal;
  /** Say in the summary what was done and where the time went. @defaultValue false */
  readonly stats?: boolean;
  /** Emit `progress` events. @defaultValue false */
  readonly progress?: boolean;
}

function languageCode(typed: string, option: string): string {
  const code = parseLanguage(typed);
  if (code !== null) return code;
  throw new ConfigError(
    `${option}: "${typed}" is no language; give a BCP 47 tag such as en, ja or zh.${didYouMean(typed, commonLanguages())}`,
    "unknown-language",
  );
}

/** Languages other than Chinese are verified line by line; one that cannot be told apart must not look as if it were. */
function flagged(typed: string): string {
  const code = typed === "any" ? typed : languageCode(typed, "flag");
  if (code === "any" || code === "cmn" || isToldApart(code)) return code;
  throw new ConfigError(
    `flag: "${typed}" is not told apart well enough to be flagged; these are: zh, ${TOLD_APART_LANGUAGES.join(", ")}, or any`,
    "unknown-language",
  );
}

function disguise(typed: string): DisguiseName {
  const name = DISGUISE_NAMES.find((each) => each === typed);
  if (name !== undefined) return name;
  const known = DISGUISE_NAMES.join(", ");
  throw new ConfigError(`decode: "${typed}" is none of ${known}.${didYouMean(typed, DISGUISE_NAMES)}`);
}

/**
 * Checks options and turns languages into ISO 639-3 codes.
 * @throws ConfigError for an unknown language or disguise, a certainty outside 0 to 1, or a time that is none
 */
export function pipelineSettings(options: ScanOptions, eager: boolean): MachineSettings {
  const {
    expect = "auto",
    flag = ["zh"],
    minCertainty = 0.5,
    roles,
    channels,
    models,
    since,
    decode,
    everyPlace = options.filters?.some((filter) => filter.everyPlace) ?? false,
  } = options;
  if (!(minCertainty >= 0 && minCertainty <= 1)) {
    throw new ConfigError(`minCertainty must lie between 0 and 1, not ${minCertainty}`);
  }
  const auto = expect === "auto" || expect.length === 0 || (expect.length === 1 && expect[0] === "auto");
  const sinceTime = since === undefined ? undefined : Date.parse(since);
  if (sinceTime !== undefined && Number.isNaN(sinceTime)) {
    throw new ConfigError(
      `since: "${since}" is no time; give one such as 2026-11-24 or 2026-11-24T08:00:00Z`,
    );
  }
  return {
    expect: auto ? "auto" : expect.map((l) => languageCode(l, "expect")),
    flag: flag.map(flagged),
    minCertainty,
    eager,
    everyPlace,
    ...(roles === undefined || roles.length === 0 ? {} : { roles: new Set(roles) }),
    ...(channels === undefined || channels.length === 0 ? {} : { channels: new Set(channels) }),
    ...(models === undefined || models.length === 0 ? {} : { model: modelFilter(models) }),
    ...(sinceTime === undefined ? {} : { since: sinceTime }),
    ...(decode === undefined || decode.length === 0 ? {} : { decode: decode.map(disguise) }),
  };
}

/** Whether a model's name holds one of the patterns: parts of names, case does not matter, `*` stands for anything. */
export function modelFilter(patterns: readonly string[]): (model: string) => boolean {
  const wanted = patterns.map((pattern) => pattern.toLowerCase().split("*"));
  return (model) => wanted.some((parts) => holdsInOrder(model.toLowerCase(), parts));
}

/** Whether a text holds the parts one after the other. */
function holdsInOrder(text: string, parts: readonly string[]): boolean {
  let from = 0;
  return parts.every((part) => {
    const at = text.indexOf(part, from);
    from = at + part.length;
    return at !== -1;
  });
}
