import type { Server, ServerResponse } from "node:http";
import { Server as AnyServer } from "node:net";
import { setImmediate as afterReading, setTimeout as pause } from "node:timers/promises";
import type { Config } from "../../config.js";

/** Slower senders of headers, or of a whole request, are cut off: photos of a form come over slow networks. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 120_000;

/** Longer than proxies keep a connection (a minute, mostly), so that it is never we who close one that a request is sent on. */
const KEEP_ALIVE_MS = 75_000;

/** How long connections that a proxy keeps are still answered, each for the last time, milliseconds. */
export const FAREWELL_MS = 2_000;

/** How long answers in flight may take after the server was asked to end: longer than any takes. */
const STOP_PATIENCE_MS = 10_000;

/** A server that listens. */
export type Listening = {
  /**
   * Takes no new connections. A proxy loses no request by that: what comes on a connection that it keeps is answered for a
   * while, and told that it was the last there. Resolves when the connections that are left have been closed.
   * @param farewellMs {@link FAREWELL_MS}; 0 where nobody but us calls
   */
  leave(farewellMs: number): Promise<void>;
  /** After `leave`: resolves when all that was asked is answered, and no socket is open any more. */
  ended(): Promise<void>;
};

/**
 * Starts to listen, with time limits against slow senders: for this machine alone, in production for all.
 * @throws when the port is taken
 */
export async function listen(
  server: Server,
  { port, mode }: Pick<Config, "port" | "mode">,
): Promise<Listening> {
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const answers = answersOf(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, ...(mode === "production" ? {} : { host: "127.0.0.1" }) }, resolve);
  });
  const closed = new Promise<void>((resolve) => server.once("close", resolve));
  return {
    leave: async (farewellMs) => {
      answers.areTheLast();
      // That of HTTP would close at once what a proxy may be about to send a request on.
      AnyServer.prototype.close.call(server);
      await pause(farewellMs);
      // A busy process has more waiting to be read than it knows of.
      await afterReading();
      server.closeIdleConnections();
    },
    ended: async () => {
      const cut = setTimeout(() => {
        server.closeAllConnections();
      }, STOP_PATIENCE_MS);
      await closed;
      clearTimeout(cut);
    },
  };
}

/** Answers that are not sent yet, so that they can say that their connection ends with them. */
function answersOf(server: Server): { areTheLast(): void } {
  const waiting = new Set<ServerResponse>();
  let last = false;
  const isTheLast = (answer: ServerResponse) => {
    if (!answer.headersSent) answer.setHeader("connection", "close");
  };
  server.prependListener("request", (_request, answer: ServerResponse) => {
    if (last) isTheLast(answer);
    waiting.add(answer);
    answer.once("close", () => waiting.delete(answer));
  });
  return {
    areTheLast: () => {
      last = true;
      for (const answer of waiting) isTheLast(answer);
    },
  };
}
