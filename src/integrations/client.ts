import { type CheckedPolicy, DriftError } from "./policy.js";
import { isRecord, type Json, type Said, type Shape } from "./shape.js";
import { Watcher, watchChunks } from "./watcher.js";

/** One method of an SDK that makes a request, and how its responses are made. */
export interface Endpoint {
  readonly stream: Shape<Json>;
  readonly whole: Shape<Json>;
  context(params: Json): Iterable<Said>;
  reminded(params: Json, reminder: string): Json;
  /** Puts right what the SDK derived from a whole response. */
  finish?(response: Json): Json;
}

/** The SDKs' streams: iterable, with the controller of the request. */
export interface SdkStream<C> extends AsyncIterable<C> {
  readonly controller?: AbortController;
}

type Create = (params: Json, ...rest: unknown[]) => PromiseLike<unknown>;

/**
 * Watches a stream of an SDK in place: its iterator is replaced, all else (`controller`, `tee`, `toReadableStream`) stays.
 */
export function watchSdkStream<S extends SdkStream<unknown>>(stream: S, watcher: Watcher<Json>): S {
  const begin = stream[Symbol.asyncIterator].bind(stream);
  const chunks = { [Symbol.asyncIterator]: begin } as AsyncIterable<Json>;
  const { iterator } = stream as { iterator?: unknown };
  if (typeof iterator === "function") chunks[Symbol.asyncIterator] = iterator as () => AsyncIterator<Json>;
  const watched = (): AsyncGenerator<Json> => watchChunks(chunks, watcher, () => stream.controller?.abort());
  const value = typeof iterator === "function" ? { iterator: watched } : {};
  return Object.assign(stream, value, { [Symbol.asyncIterator]: watched });
}

/** `create` of an SDK with a policy. What it returns keeps its helpers (`withResponse`, `asResponse`). */
export function watchCreate(create: Create, endpoint: Endpoint, policy: CheckedPolicy): Create {
  return (params, ...rest) => {
    const judge = async (value: unknown, asked: Json, attempt: number): Promise<unknown> => {
      try {
        return judgeWhole(value as Json, endpoint, policy, asked);
      } catch (error) {
        if (!(error instanceof DriftError) || error.action !== "retry" || attempt >= policy.retries)
          throw error;
        const again = endpoint.reminded(params, policy.reminder(error.drift));
        return judge(await create(again, ...rest), again, attempt + 1);
      }
    };
    const watch = (value: unknown): unknown => {
      if (isStream(value)) {
        return watchSdkStream(value, new Watcher(policy, endpoint.stream, endpoint.context(params)));
      }
      return isRecord(value) ? judge(value, params, 0) : value;
    };
    const request = create(params, ...rest) as PromiseLike<unknown> & { _thenUnwrap?: Unwrap };
    // The promises of the SDKs have more than `then`; this is how they derive one from another.
    return typeof request._thenUnwrap === "function" ? request._thenUnwrap(watch) : request.then(watch);
  };
}

type Unwrap = (change: (value: unknown) => unknown) => PromiseLike<unknown>;

function judgeWhole(value: Json, endpoint: Endpoint, policy: CheckedPolicy, params: Json): Json {
  const watcher = new Watcher(policy, endpoint.whole, endpoint.context(params));
  const [judged = value] = watcher.chunk(value);
  return judged === value ? value : (endpoint.finish?.(judged) ?? judged);
}

const isStream = (value: unknown): value is SdkStream<unknown> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

/**
 * An object with some properties replaced. The rest is the object's own: its methods run on it (`bound`, for objects
 * with private fields), or on the whole (so that they see what is replaced).
 */
export function overlay<T extends object>(
  target: T,
  replaced: Readonly<Record<string, unknown>>,
  bound: boolean,
): T {
  return new Proxy(target, {
    get(object, name) {
      if (typeof name === "string" && Object.hasOwn(replaced, name)) return replaced[name];
      const value: unknown = Reflect.get(object, name, object);
      if (!bound || typeof value !== "function" || name === "constructor") return value;
      return value.bind(object);
    },
  });
}
