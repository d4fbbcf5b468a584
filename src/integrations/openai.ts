import { type Endpoint, overlay, type SdkStream, watchCreate, watchSdkStream } from "./client.js";
import { CHAT, chatContext, chatReminded } from "./openai-shape.js";
import { type CheckedPolicy, checkPolicy, type DriftPolicy } from "./policy.js";
import { RESPONSES, responsesContext, responsesReminded, withOutputText } from "./responses-shape.js";
import { byChunk, type Json } from "./shape.js";
import { Watcher } from "./watcher.js";

export { DriftError, type DriftPolicy, driftOf, type PolicyAction, retryOnDrift } from "./policy.js";

type Method = (...args: never[]) => unknown;

/** The part of an OpenAI client that is watched. */
export interface OpenAIClient {
  readonly chat?: { readonly completions: { readonly create: Method } };
  readonly responses?: { readonly create: Method };
}

const CHAT_ENDPOINT: Endpoint = {
  stream: CHAT,
  whole: CHAT,
  context: chatContext,
  reminded: chatReminded,
};
const RESPONSES_ENDPOINT: Endpoint = {
  stream: RESPONSES,
  whole: RESPONSES,
  context: responsesContext,
  reminded: responsesReminded,
  finish: withOutputText,
};

/**
 * A client whose `chat.completions` and `responses` are watched, streams and whole responses, and the helpers that are
 * built on them (`stream`, `parse`, `runTools`). The client that was given stays as it is. `asResponse` is not watched.
 * @throws ConfigError for a policy that does not fit
 * @example
 * const client = watchOpenAI(new OpenAI(), { action: "abort" });
 */
export function watchOpenAI<C extends OpenAIClient>(client: C, policy: DriftPolicy = {}): C {
  return watchClient(client, checkPolicy(policy));
}

function watchClient<C extends OpenAIClient>(client: C, policy: CheckedPolicy): C {
  const replaced: Record<string, unknown> = {};
  const whole: C = overlay(client, replaced, true);
  const watched = (resource: { readonly create: Method }, endpoint: Endpoint): object => {
    const create = watchCreate(resource.create.bind(resource) as never, endpoint, policy);
    return overlay(resource, { create, _client: whole }, false);
  };
  if (client.chat !== undefined) {
    replaced.chat = overlay(
      client.chat,
      { completions: watched(client.chat.completions, CHAT_ENDPOINT) },
      false,
    );
  }
  if (client.responses !== undefined) replaced.responses = watched(client.responses, RESPONSES_ENDPOINT);
  const { withOptions } = client as { withOptions?: (options: unknown) => C };
  if (withOptions !== undefined) {
    replaced.withOptions = (options: unknown) => watchClient(withOptions.call(client, options), policy);
  }
  return whole;
}

/**
 * Watches one stream of chunks (chat) or events (Responses) in place, wherever it comes from.
 * @param request the parameters of the request, for what the model has read; without them an echo looks like a drift
 */
export function watchStream<S extends SdkStream<unknown>>(
  stream: S,
  policy: DriftPolicy = {},
  request: object = {},
): S {
  const params = request as Json;
  const context = "messages" in params ? chatContext(params) : responsesContext(params);
  return watchSdkStream(stream, new Watcher(checkPolicy(policy), EITHER, context));
}

/** Chat chunks have `choices`, events a `type`. */
const EITHER = byChunk<Json>((chunk) => ("choices" in chunk ? CHAT : RESPONSES));
