import { ConfigError } from "../errors.js";
import type { Finding } from "../model/finding.js";
import type { OutputChannel } from "../monitor.js";
import { contextTurns } from "../output/context-turns.js";
import { createGuard, type EndVerdict, type Guard, type Verdict } from "./guard.js";
import { type ChunkPart, chunkParts, messageParts } from "./langchain-messages.js";
import { type CheckedPolicy, checkPolicy, type DriftError, type DriftPolicy } from "./policy.js";

export { DriftError, type DriftPolicy, type PolicyAction, retryOnDrift } from "./policy.js";

/** Options of `DriftCallbackHandler`. */
export interface DriftHandlerOptions extends DriftPolicy {
  /**
   * Aborted with the `DriftError` when a drift ends the run: give its `signal` to the call, so that everything that
   * listens to it stops, not only the model. @defaultValue none
   */
  readonly controller?: AbortController;
  /**
   * Ask models to stream also where the caller does not (`invoke`), so that a drift is found while it is written.
   * @defaultValue false
   */
  readonly stream?: boolean;
}

/** One run of a model. */
interface Run {
  readonly guard: Guard;
  streamed: boolean;
}

const CHANNELS: readonly OutputChannel[] = ["answer", "reasoning", "reasoning-summary", "tool-input"];

/**
 * A callback handler for LangChain.js: judges answers, reasoning and tool arguments of every model run that it is given
 * to, while they stream or when they are complete. A handler cannot change what a model says; for `abort` and `retry` it
 * throws a `DriftError`, which fails the run (`raiseError`), and LangChain then closes the model's connection.
 *
 * What the model has read comes from the messages of each run; tool results are among them.
 * @example
 * await model.invoke(messages, { callbacks: [new DriftCallbackHandler({ action: "abort" })] });
 */
export class DriftCallbackHandler {
  readonly name = "langdrift";
  /** LangChain waits for the handler, so that drifts are told in order and errors reach the run. */
  readonly awaitHandlers = true;
  readonly raiseError: boolean;
  readonly lc_prefer_streaming: boolean;
  readonly ignoreLLM = false;
  readonly ignoreChain = true;
  readonly ignoreAgent = true;
  readonly ignoreRetriever = true;
  readonly ignoreCustomEvent = true;
  /** Every drift of every run that counted. */
  readonly drifts: Finding[] = [];
  readonly #policy: CheckedPolicy;
  readonly #controller: AbortController | undefined;
  readonly #runs = new Map<string, Run>();

  /** @throws ConfigError for options that do not fit, `redact` among them */
  constructor(options: DriftHandlerOptions = {}) {
    const { controller, stream = false, ...policy } = options;
    this.#policy = checkPolicy(policy);
    const actions = CHANNELS.map((channel) => this.#policy.actionFor(channel));
    if (actions.includes("redact")) {
      throw new ConfigError('action "redact" is not for a callback handler, which cannot change the text');
    }
    this.#controller = controller;
    this.raiseError = actions.some((action) => action === "abort" || action === "retry");
    this.lc_prefer_streaming = stream;
  }

  /** LangChain copies handlers for child runs; the runs of all of them are watched here. */
  copy(): this {
    return this;
  }

  handleChatModelStart(_model: unknown, messages: readonly (readonly unknown[])[], runId: string): void {
    const run = this.#start(runId);
    for (const { role, text } of messages.flatMap(contextTurns)) run.guard.context(text, role);
  }

  handleLLMStart(_model: unknown, prompts: readonly string[], runId: string): void {
    const run = this.#start(runId);
    for (const prompt of prompts) run.guard.context(prompt, "user");
  }

  handleLLMNewToken(
    token: string,
    index: { readonly prompt?: number; readonly completion?: number } | undefined,
    runId: string,
    _parentRunId?: string,
    _tags?: string[],
    fields?: { readonly chunk?: unknown },
  ): void {
    const run = this.#runs.get(runId) ?? this.#start(runId);
    run.streamed = true;
    const prefix = `${index?.prompt ?? 0}/${index?.completion ?? 0}`;
    for (const part of chunkParts(token, fields?.chunk)) this.#feed(run, prefix, part, runId);
  }

  handleLLMEnd(output: { readonly generations?: unknown }, runId: string): void {
    const run = this.#runs.get(runId);
    if (run === undefined) return;
    if (!run.streamed) {
      for (const [at, part] of messageParts(output.generations).entries()) {
        this.#feed(run, String(at), part, runId);
      }
    }
    this.#runs.delete(runId);
    this.#act(run, run.guard.endMessage(), runId);
  }

  /** What stood in an answer that broke off is told too. */
  handleLLMError(_error: unknown, runId: string): void {
    const run = this.#runs.get(runId);
    this.#runs.delete(runId);
    if (run === undefined) return;
    this.drifts.push(...run.guard.endMessage().drifts);
  }

  #start(runId: string): Run {
    const run = { guard: createGuard(this.#policy), streamed: false };
    this.#runs.set(runId, run);
    return run;
  }

  #feed(run: Run, prefix: string, { text, place }: ChunkPart, runId: string): void {
    const id = `${prefix}/${place.id ?? ""}`;
    this.#act(run, run.guard.feed(text, { ...place, id }), runId);
  }

  #act(run: Run, verdict: Verdict | EndVerdict, runId: string): void {
    this.drifts.push(...verdict.drifts);
    const error: DriftError | null = run.guard.error(verdict);
    if (error === null) return;
    this.#runs.delete(runId);
    this.#controller?.abort(error);
    throw error;
  }
}
