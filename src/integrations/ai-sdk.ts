import { GENERATED, noted, PARTS, promptContext, promptReminded } from "./ai-sdk-shape.js";
import { type CheckedPolicy, checkPolicy, DriftError, type DriftPolicy } from "./policy.js";
import type { Json } from "./shape.js";
import { Watcher } from "./watcher.js";

export { DriftError, type DriftPolicy, driftOf, type PolicyAction, retryOnDrift } from "./policy.js";

/** What a middleware gets to wrap a generation, of the language-model specifications v2 and v3. */
interface GenerateCall<Result, Params> {
  readonly doGenerate: () => PromiseLike<Result>;
  readonly params: Params;
  readonly model: { doGenerate(params: never): PromiseLike<unknown> };
}

/** What a middleware gets to wrap a stream. */
interface StreamCall<Result, Params> {
  readonly doStream: () => PromiseLike<Result>;
  readonly params: Params;
}

/** A language-model middleware of the AI SDK: specification v3 (ai 6) unless v2 (ai 5) is asked for. */
export interface DriftMiddleware<Version extends "v2" | "v3" = "v3"> {
  readonly specificationVersion: Version;
  /** Named so in v2. */
  readonly middlewareVersion: Version;
  wrapGenerate<Result, Params>(call: GenerateCall<Result, Params>): Promise<Result>;
  wrapStream<Result extends { readonly stream: ReadableStream }, Params>(
    call: StreamCall<Result, Params>,
  ): Promise<Result>;
}

/**
 * A middleware that watches a language model: text, reasoning and tool input, whole and streamed. `annotate` puts the
 * drifts into the provider metadata of the part that completes them, and all of them into that of the result.
 *
 * Raw chunks (`includeRawChunks`) are not changed by `redact`.
 * @param version of the specification
 * @throws ConfigError for a policy that does not fit
 * @example
 * const model = wrapLanguageModel({ model: provider("some-model"), middleware: driftMiddleware({ action: "abort" }) });
 */
export function driftMiddleware<Version extends "v2" | "v3" = "v3">(
  policy: DriftPolicy = {},
  version: Version = "v3" as Version,
): DriftMiddleware<Version> {
  const checked = checkPolicy(policy);
  return {
    specificationVersion: version,
    middlewareVersion: version,
    async wrapGenerate({ doGenerate, params, model }) {
      const again = (asked: Json) => model.doGenerate(asked as never);
      const result = await generate(checked, params as Json, () => doGenerate(), again);
      return result as Awaited<ReturnType<typeof doGenerate>>;
    },
    async wrapStream({ doStream, params }) {
      const result = await doStream();
      const watcher = new Watcher(checked, PARTS, promptContext(params as Json));
      return { ...result, stream: watchParts(result.stream as ReadableStream<Json>, watcher) };
    },
  };
}

async function generate(
  policy: CheckedPolicy,
  params: Json,
  first: () => PromiseLike<unknown>,
  again: (params: Json) => PromiseLike<unknown>,
): Promise<unknown> {
  let result = (await first()) as Json;
  let asked = params;
  for (let attempt = 0; ; attempt++) {
    try {
      return new Watcher(policy, GENERATED, promptContext(asked)).chunk(result)[0];
    } catch (error) {
      if (!(error instanceof DriftError) || error.action !== "retry" || attempt >= policy.retries)
        throw error;
      asked = promptReminded(params, policy.reminder(error.drift));
      result = (await again(asked)) as Json;
    }
  }
}

/** The parts as the policy gives them out, read one by one as they are asked for. Giving up cancels the source. */
function watchParts(source: ReadableStream<Json>, watcher: Watcher<Json>): ReadableStream<Json> {
  const reader = source.getReader();
  return new ReadableStream<Json>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        try {
          for (const part of done ? watcher.end() : watcher.chunk(value)) {
            controller.enqueue(
              part.type === "finish" && watcher.noted.length > 0 ? noted(part, watcher.noted) : part,
            );
          }
          if (done) controller.close();
        } catch (error) {
          controller.error(error);
          await reader.cancel(error);
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
