import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as ask,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** What stands before the APIs of an installation, as `deploy/Caddyfile` configures it. */
export type Balancer = { readonly url: string; stop(): Promise<void> };

/** How long a request looks for an API that can be reached, and how long it waits between two rounds. */
const TRY_MS = 5_000;
const AGAIN_MS = 100;

/** How long connections of those who ask are kept, as Caddy does unless told otherwise. */
const IDLE_MS = 300_000;

/**
 * Hands requests to APIs in turn, over connections that it keeps. One that cannot be reached is passed over; what was sent
 * is never sent again, so an answer that is cut off is a 502.
 * @param targets addresses of the APIs, as `http://127.0.0.1:8080`
 */
export async function startBalancer(targets: readonly string[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true });
  let turn = 0;
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      const deadline = performance.now() + TRY_MS;
      do {
        const target = targets[turn++ % targets.length] ?? "";
        const sent = await handOver({ agent, target, request, body, response });
        if (sent) return;
        await pause(turn % targets.length === 0 ? AGAIN_MS : 0);
      } while (performance.now() < deadline);
      response.writeHead(503, { "retry-after": "1" }).end();
    });
  });
  server.keepAliveTimeout = IDLE_MS;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    stop: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Handing = {
  readonly agent: Agent;
  readonly target: string;
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly response: ServerResponse;
};

/** @returns whether the target was reached; the response is answered then */
function handOver({ agent, target, request, body, response }: Handing): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = endToEnd(request.headers);
    const sent = ask(
      new URL(request.url ?? "/", target),
      { agent, method: request.method, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
        answer.on("error", () => response.destroy());
        answer.on("end", () => {
          resolve(true);
        });
        answer.pipe(response);
      },
    );
    sent.on("error", (error: NodeJS.ErrnoException) => {
      const unreached = error.code === "ECONNREFUSED";
      if (!unreached && !response.headersSent)
        response
          .writeHead(502, { "content-type": "application/json" })
          .end(JSON.stringify({ code: error.code }));
      resolve(!unreached);
    });
    sent.end(body);
  });
}

/** What is said of the message, without what is said of the connection that it came on. */
function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const {
    connection: _connection,
    "keep-alive": _patience,
    "transfer-encoding": _coding,
    ...others
  } = headers;
  return others;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
