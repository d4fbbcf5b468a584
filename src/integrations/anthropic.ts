import { MESSAGES, messagesContext, messagesReminded } from "./anthropic-shape.js";
import { type Endpoint, overlay, type SdkStream, watchCreate, watchSdkStream } from "./client.js";
import { type CheckedPolicy, checkPolicy, type DriftPolicy } from "./policy.js";
import type { Json } from "./shape.js";
import { Watcher } from "./watcher.js";

export { DriftError, type DriftPolicy, driftOf, type PolicyAction, retryOnDrift } from "./policy.js";

type Method = (...args: never[]) => unknown;

/** The part of an Anthropic client that is watched. */
export interface AnthropicClient {
  readonly messages: { readonly create: Method };
  readonly beta?: { readonly messages: { readonly create: Method } };
}

const ENDPOINT: Endpoint = {
  stream: MESSAGES,
  whole: MESSAGES,
  context: messagesContext,
  reminded: messagesReminded,
};

/**
 * A client whose `messages` (and `beta.messages`) are watched, streams and whole responses, and the helpers that are
 * built on `create` (`stream`, `parse`). The client that was given stays as it is. `asResponse` is not watched.
 *
 * A thinking block has a signature over its text: one that was redacted cannot be sent back.
 * @throws ConfigError for a policy that does not fit
 * @example
 * const client = watchAnthropic(new Anthropic(), { action: { default: "abort", reasoning: "report" } });
 */
export function watchAnthropic<C extends AnthropicClient>(client: C, policy: DriftPolicy = {}): C {
  return watchClient(client, checkPolicy(policy));
}

function watchClient<C extends AnthropicClient>(client: C, policy: CheckedPolicy): C {
  const replaced: Record<string, unknown> = {};
  const whole: C = overlay(client, replaced, true);
  const watched = (resource: { readonly create: Method }): object => {
    const create = watchCreate(resource.create.bind(resource) as never, ENDPOINT, policy);
    return overlay(resource, { create, _client: whole }, false);
  };
  replaced.messages = watched(client.messages);
  if (client.beta !== undefined) {
    replaced.beta = overlay(client.beta, { messages: watched(client.beta.messages), _client: whole }, false);
  }
  const { withOptions } = client as { withOptions?: (options: unknown) => C };
  if (withOptions !== undefined) {
    replaced.withOptions = (options: unknown) => watchClient(withOptions.call(client, options), policy);
  }
  return whole;
}

/**
 * Watches one stream of events in place, wherever it comes from.
 * @param request the parameters of the request, for what the model has read; without them an echo looks like a drift
 */
export function watchStream<S extends SdkStream<unknown>>(
  stream: S,
  policy: DriftPolicy = {},
  request: object = {},
): S {
  return watchSdkStream(stream, new Watcher(checkPolicy(policy), MESSAGES, messagesContext(request as Json)));
}
