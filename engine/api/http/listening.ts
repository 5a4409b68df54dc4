import type { Server } from "node:http";
import type { Config } from "../../config.js";

/** Slower senders of headers, or of a whole request, are cut off. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** How long answers in flight may take after the server was asked to end. */
const STOP_PATIENCE_MS = 6_000;

/**
 * Starts to listen, with time limits against slow senders: for this machine alone, in production for all.
 * @throws when the port is taken
 */
export async function listen(
  server: Server,
  { port, mode }: Pick<Config, "port" | "mode">,
): Promise<void> {
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, ...(mode === "production" ? {} : { host: "127.0.0.1" }) }, resolve);
  });
}

/** Takes no new connections, lets answers in flight finish, then cuts what is left. */
export async function stopServer(server: Server): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeIdleConnections();
  const cut = setTimeout(() => {
    server.closeAllConnections();
  }, STOP_PATIENCE_MS);
  await ended;
  clearTimeout(cut);
}
