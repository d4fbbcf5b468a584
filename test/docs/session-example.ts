import { flagName, SCAN_FLAGS } from "../../src/cli/scan-flags.js";
import { readScanSettings } from "../../src/cli/scan-settings.js";
import type { Channel, Role } from "../../src/model/utterance.js";
import type { ScanOptions } from "../../src/scan-options.js";
import { scanText } from "../../src/scan-text.js";

/** A fenced session of a manual page: what is said, the options of `scan`, and what the last turn must give. */
export interface SessionExample {
  /** Rules and reasons, in order of name. */
  readonly stated: readonly string[];
  readonly options: ScanOptions;
  readonly turns: readonly Turn[];
}

interface Turn {
  readonly role: Role;
  /** Name of the file, for text of unknown writer. */
  readonly file?: string;
  readonly channel?: Channel;
  readonly text: string;
}

/** `assistant: …`, `assistant (reasoning): …`, `file notes.txt: …`. */
const TURN = /^(?:(user|assistant|system|tool)(?: \(([a-z-]+)\))?|file (\S+)): (.*)$/;

/** `session word-switch --expect en,zh`: outcomes, then options as on the command line. */
function parseInfo(info: string): Pick<SessionExample, "stated" | "options"> {
  const [kind, ...words] = info.split(" ");
  if (kind !== "session") throw new Error(`a fence says "${info}", not "session …"`);
  const first = words.findIndex((word) => word.startsWith("--"));
  const stated = first === -1 ? words : words.slice(0, first);
  const given: Record<string, string> = {};
  for (let i = stated.length; i < words.length; i += 2) {
    const flag = SCAN_FLAGS.find((one) => flagName(one) === words[i]);
    if (flag === undefined || words[i + 1] === undefined) throw new Error(`"${info}" names no option`);
    given[flag.key] = words[i + 1]!;
  }
  return { stated: [...stated].sort(), options: readScanSettings(given, {}, 0).request };
}

function parseTurns(body: string): Turn[] {
  const turns: Turn[] = [];
  for (const line of body.split("\n")) {
    const turn = TURN.exec(line);
    const last = turns.at(-1);
    if (turn !== null) {
      const [, role, channel, file, text] = turn;
      turns.push({
        role: file === undefined ? (role as Role) : "unknown",
        ...(file === undefined ? {} : { file }),
        ...(channel === undefined ? {} : { channel: channel as Channel }),
        text: text!,
      });
    } else if (last !== undefined && (line === "" || line.startsWith("  "))) {
      turns[turns.length - 1] = { ...last, text: `${last.text}\n${line.slice(2)}` };
    } else throw new Error(`"${line}" is no turn; lines that go on begin with two spaces`);
  }
  return turns;
}

/** The fenced sessions of a piece of a page. Throws for a fence that is none: an example that is not run is worth nothing. */
export function sessionExamples(markdown: string): SessionExample[] {
  return Array.from(markdown.matchAll(/^```(.*)\n([\s\S]*?)\n```$/gm), ([, info, body]) => ({
    ...parseInfo(info!),
    turns: parseTurns(body!),
  }));
}

/** Rules and reasons that the last turn gets, in order of name, each once. */
export function outcomes({ turns, options }: SessionExample): string[] {
  const { role, text, file, channel } = turns.at(-1)!;
  const { drifts, explained } = scanText(text, {
    ...options,
    role,
    context: turns.slice(0, -1),
    ...(file === undefined ? {} : { uri: file }),
    ...(channel === undefined ? {} : { channel }),
  });
  return [...new Set([...drifts.map((f) => f.rule), ...explained.map((f) => f.explanation!.reason)])].sort();
}
