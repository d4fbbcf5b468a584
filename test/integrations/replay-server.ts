import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** One response that the server will give. */
export interface Replay {
  /** SSE events one by one, or one JSON body. */
  readonly events?: readonly string[];
  readonly json?: unknown;
  readonly status?: number;
  /** After so many events the server waits until `resume` or until the client goes away. @defaultValue never */
  readonly pauseAfter?: number;
}

/** What came of one request. */
export interface Served {
  readonly path: string;
  readonly body: Record<string, unknown>;
  /** Events written so far. */
  sent: number;
  /** The whole response was written. */
  finished: boolean;
  /** The client closed the connection before that. Resolves with whether it did. */
  readonly closed: Promise<boolean>;
}

/** A local server that replays responses of a model provider in order, an event a turn of the event loop. */
export interface ReplayServer {
  readonly url: string;
  readonly served: readonly Served[];
  next(...replays: readonly Replay[]): void;
  /** Lets a response that waits go on. */
  resume(): void;
  stop(): Promise<void>;
}

/** `data:` lines of one chunk each, with the end mark of OpenAI's chat streams. */
export const dataEvents = (chunks: readonly unknown[]): string[] => [
  ...chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`),
  "data: [DONE]\n\n",
];

/** Events with a name, which is the `type` of their data (Anthropic, OpenAI Responses). */
export const namedEvents = (events: readonly { readonly type: string }[]): string[] =>
  events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);

export async function startReplayServer(): Promise<ReplayServer> {
  const queue: Replay[] = [];
  const served: Served[] = [];
  let resume: () => void = () => {};
  const server = createServer(async (request, response) => {
    const replay = queue.shift() ?? { status: 500, json: { error: { message: "nothing to replay" } } };
    let settle: (early: boolean) => void = () => {};
    const entry: Served = {
      path: request.url ?? "",
      body: await bodyOf(request),
      sent: 0,
      finished: false,
      closed: new Promise((resolve) => {
        settle = resolve;
      }),
    };
    served.push(entry);
    let gone = false;
    response.on("close", () => {
      gone = !entry.finished;
      settle(gone);
      resume();
    });
    const type = replay.events === undefined ? "application/json" : "text/event-stream";
    response.writeHead(replay.status ?? 200, { "content-type": type });
    for (const event of replay.events ?? []) {
      if (entry.sent === replay.pauseAfter) {
        await new Promise<void>((go) => {
          resume = go;
          if (gone) go();
        });
      }
      if (gone) return;
      response.write(event);
      entry.sent++;
      await new Promise((go) => setImmediate(go));
    }
    entry.finished = true;
    response.end(replay.events === undefined ? JSON.stringify(replay.json) : undefined);
  });
  await listen(server);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    served,
    next: (...replays) => {
      queue.push(...replays);
    },
    resume: () => resume(),
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const listen = (server: Server): Promise<void> =>
  new Promise((ready) => {
    server.listen(0, "127.0.0.1", ready);
  });

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const piece of request) text += piece;
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}
