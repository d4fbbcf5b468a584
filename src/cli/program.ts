import { Command as CommanderCommand, CommanderError, Option } from "commander";
import { readTool } from "../tool.js";
import { colorChoice, wantsColor } from "./color.js";
import type { Deps } from "./deps.js";
import { EXAMPLES, exitCodeHelp, precedenceHelp } from "./help-text.js";
import { type Io, lineWidth } from "./io.js";
import { PLAIN_COMMANDS } from "./plain-commands.js";
import { type Command, type Flag, flagsOf } from "./scan-flags.js";
import type { GivenFlags } from "./scan-settings.js";
import type { Sink } from "./sink.js";

function optionOf(flag: Flag): Option {
  const option = new Option(flag.flags, flag.help);
  return flag.repeatable
    ? option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value])
    : option;
}

/** Only what stands on the command line: commander gives `--no-…` flags a default of its own. */
function given(command: CommanderCommand): GivenFlags {
  const values: Record<string, string | readonly string[] | boolean | undefined> = command.opts();
  return Object.fromEntries(
    Object.entries(values).filter(([key]) => command.getOptionValueSource(key) === "cli"),
  );
}

/** What a parsed command line does; resolves to the exit code. */
type Action = () => Promise<number>;

const COMMANDS: readonly {
  readonly name: Command;
  readonly summary: string;
  readonly description: string;
}[] = [
  {
    name: "scan",
    summary: "find unexpected switches into Chinese in logs and model output",
    description:
      "Scans files, folders, globs, or - (standard input), and reports language switches nobody asked for. " +
      "Without a path it scans the sessions of the agents it finds on this machine.",
  },
  {
    name: "watch",
    summary: "the same, and go on as files grow or appear",
    description:
      "Scans files, folders and globs, and goes on as they grow or appear, until Ctrl-C. " +
      "Without a path it follows the sessions of the agents it finds on this machine.",
  },
];

/** Flags of a command that is not named are neither read nor shown, and there are many. */
function addFlags(command: CommanderCommand, flags: readonly Flag[], argv: readonly string[]): void {
  if (!argv.includes(command.name())) return;
  for (const flag of flags) command.addOption(optionOf(flag));
}

function addScans(
  program: CommanderCommand,
  choose: (action: Action) => void,
  argv: readonly string[],
  io: Io,
  deps: Deps,
): void {
  for (const { name, summary, description } of COMMANDS) {
    const command = program.command(name).summary(summary).description(description);
    const input = name === "scan" ? ", or - for standard input" : "";
    command.argument("[path...]", `files, folders, globs${input}`);
    addFlags(command, flagsOf(name), argv);
    const width = lineWidth(io.stdout);
    command.addHelpText("after", () => EXAMPLES + precedenceHelp(width) + exitCodeHelp(width));
    command.action((paths: string[]) =>
      choose(async () =>
        (await import("./scan-command.js")).scanCommand(name, paths, given(command), io, deps),
      ),
    );
  }
}

function addPlain(
  program: CommanderCommand,
  choose: (action: Action) => void,
  argv: readonly string[],
  streams: { readonly stdout: Sink; readonly stderr: Sink },
  io: Io,
  deps: Deps,
): void {
  for (const { name, summary, description, argument, flags, after = "", run } of PLAIN_COMMANDS) {
    const command = program.command(name).summary(summary).description(description);
    command.argument(argument.name, argument.help);
    addFlags(command, flags, argv);
    command.addHelpText("after", after);
    // An argument that is taken once comes alone.
    command.action((paths: string | string[] = []) =>
      choose(() => run({ paths: [paths].flat(), flags: given(command), ...streams, io, deps })),
    );
  }
}

function addFormats(
  program: CommanderCommand,
  choose: (action: Action) => void,
  stdout: Sink,
  io: Io,
  deps: Deps,
): void {
  program
    .command("formats")
    .summary("list the log formats and where agents keep their sessions")
    .description(
      "Lists the log formats, how each is recognised, where each lives, and where agents' sessions are looked for.",
    )
    .option("--json", "as one JSON object {formats, agents}")
    .action((options: { json?: boolean }) =>
      choose(async () => {
        const { formatsCommand } = await import("./formats-command.js");
        return formatsCommand(options.json === true, stdout, lineWidth(io.stdout), io, deps);
      }),
    );
}

function addExplain(program: CommanderCommand, choose: (action: Action) => void, stdout: Sink, io: Io): void {
  program
    .command("explain")
    .summary("say what a rule or an explanation means, with examples and benign causes")
    .description(
      "Says what a rule or an explanation means: why, examples, benign causes, limits. Without a name lists them.",
    )
    .argument("[name]", "a rule (word-switch) or an explanation (echo)")
    .option("--json", "as JSON, the page as Markdown")
    .option("--color <when>", "auto (default), always, never")
    .action((name: string | undefined, options: { json?: boolean; color?: string }) =>
      choose(async () => {
        const color = wantsColor(colorChoice(options.color, io.env), io.env, io.stdout);
        const { explainCommand } = await import("./explain-command.js");
        return explainCommand(
          { name, json: options.json === true, color, width: lineWidth(io.stdout) },
          stdout,
        );
      }),
    );
}

/** A command line that was understood, or the text that answers it (help, version, a usage error). */
export type Parsed =
  | { readonly type: "action"; readonly action: Action }
  | { readonly type: "told" }
  | { readonly type: "usage"; readonly message: string };

/**
 * Understands a command line. Help and version are written to `stdout`; nothing else runs here.
 * @param argv what the user typed, without the program itself
 */
export async function parseCommandLine(
  argv: readonly string[],
  streams: { readonly stdout: Sink; readonly stderr: Sink },
  io: Io,
  deps: Deps,
): Promise<Parsed> {
  let chosen: Action | undefined;
  const choose = (action: Action): void => {
    chosen = action;
  };
  const program = new CommanderCommand("langdrift")
    .description("Finds unexpected switches into Chinese in language-model output and agent logs.")
    .version(readTool().version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
      outputError: () => undefined,
      getOutHelpWidth: () => lineWidth(io.stdout),
      getErrHelpWidth: () => lineWidth(io.stderr),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText("after", () => EXAMPLES + exitCodeHelp(lineWidth(io.stdout)));
  addScans(program, choose, argv, io, deps);
  addPlain(program, choose, argv, streams, io, deps);
  addFormats(program, choose, streams.stdout, io, deps);
  addExplain(program, choose, streams.stdout, io);
  try {
    await program.parseAsync([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { type: "told" };
    // Without a command commander has printed the help and says no more.
    return { type: "usage", message: error.code === "commander.help" ? "" : usageMessage(error, argv) };
  }
  return chosen === undefined ? { type: "told" } : { type: "action", action: chosen };
}

/** Commander's message as one line, with the next step. */
function usageMessage(error: CommanderError, argv: readonly string[]): string {
  const message = error.message.replace(/^error: /, "").replaceAll("\n", " ");
  if (error.code === "commander.unknownCommand") {
    return `${message}. \`langdrift scan PATH\` scans files; \`langdrift --help\` lists the commands.`;
  }
  const names = ["scan", "watch", "formats", "explain", ...PLAIN_COMMANDS.map(({ name }) => name)];
  const command = names.includes(argv[0] ?? "") ? ` ${argv[0]}` : "";
  return `${message}. \`langdrift${command} --help\` lists what is allowed.`;
}
