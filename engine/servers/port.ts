import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Whether a server could listen on this port of 127.0.0.1 now. */
export function portIsFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => {
      resolve(false);
    });
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}

/**
 * Where our servers listen unless told otherwise: below the ports that Linux, macOS and Windows lend to outgoing
 * connections, so that nobody is lent the port of a server while it is being started again.
 */
const FIRST_PORT = 20_000;
const PORTS = 7_000;
const ATTEMPTS = 100;

/**
 * The preferred port if it is free, else any free one.
 * @throws Error when no free port was found
 */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await portIsFree(preferred))) return preferred;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = FIRST_PORT + randomInt(PORTS);
    if (await portIsFree(port)) return port;
  }
  throw new Error(`No free port on 127.0.0.1 from ${String(FIRST_PORT)}`);
}
