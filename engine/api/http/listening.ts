import type { Server, ServerResponse } from "node:http";
import { Server as AnyServer, type Socket } from "node:net";
import { setImmediate as afterThisRound, setTimeout as pause } from "node:timers/promises";
import type { Config } from "../../config.js";

/** Slower senders of headers, or of a whole request, are cut off: photos of a form come over slow networks. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 120_000;

/** Longer than proxies keep a connection (a minute, mostly), so that it is never we who close one that a request is sent on. */
const KEEP_ALIVE_MS = 75_000;

/**
 * How connections that a proxy keeps are taken leave of, each by a last answer. Nobody can close an idle one without the
 * risk that a request is on its way over it, so this waits until the busy have used theirs up, or until so few ask that the
 * risk is one of an instant in seconds.
 */
export type Farewell = {
  /** Idle connections are closed when none has been used for so long, milliseconds … */
  readonly quietMs: number;
  /** … or, whatever happens on them, after so long. */
  readonly longestMs: number;
};

/** {@link Farewell} of an API; ends well before whoever asked it to end kills it. */
export const FAREWELL: Farewell = { quietMs: 2_000, longestMs: 8_000 };

/** Where nobody but us calls. */
export const NO_FAREWELL: Farewell = { quietMs: 0, longestMs: 0 };

/** How long those are let in who connected before we left, and those who go on coming, milliseconds. */
const LET_IN_MS = 1_000;

/** How often the connections that are left are looked at, milliseconds. */
const LOOK_MS = 50;

/** How long answers in flight may take after the server was asked to end: longer than any takes. */
const STOP_PATIENCE_MS = 10_000;

/** A server that listens. */
export type Listening = {
  /**
   * Takes no new connections. A proxy loses no request by that: what comes on a connection that it keeps is answered for a
   * while, and told that it was the last there. Resolves when the connections that are left have been closed.
   */
  leave(farewell: Farewell): Promise<void>;
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
  const kept = connectionsOf(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, ...(mode === "production" ? {} : { host: "127.0.0.1" }) }, resolve);
  });
  const closed = new Promise<void>((resolve) => server.once("close", resolve));
  return {
    leave: async (farewell) => {
      answers.areTheLast();
      // Who has connected already is let in first: the system cuts those off that nobody has taken in.
      await kept.letIn();
      // That of HTTP would close at once what a proxy may be about to send a request on.
      AnyServer.prototype.close.call(server);
      await kept.partings(farewell);
      // A busy process has more waiting to be read than it knows of.
      await wholeRound();
      server.closeIdleConnections();
      kept.closeUnused();
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

/** A whole round of the loop: the one that runs may have looked before something came. */
async function wholeRound(): Promise<void> {
  await afterThisRound();
  await afterThisRound();
}

/** Connections for requests. Those of live screens are not among them: they are taken leave of by the hub. */
function connectionsOf(server: Server) {
  const open = new Set<Socket>();
  let arrived = 0;
  let usedAt = 0;
  const used = () => (usedAt = performance.now());
  server.prependListener("connection", (socket: Socket) => {
    used();
    arrived += 1;
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  server.prependListener("request", used);
  server.prependListener("upgrade", (_request, socket: Socket) => open.delete(socket));
  return {
    /** Resolves when nobody waits to be let in: a round of the loop lets in one. */
    letIn: async (): Promise<void> => {
      const until = performance.now() + LET_IN_MS;
      for (let before = -1; before !== arrived && performance.now() < until;) {
        before = arrived;
        await wholeRound();
      }
    },
    /** Resolves when the farewell is over. */
    partings: async ({ quietMs, longestMs }: Farewell): Promise<void> => {
      const begun = performance.now();
      used();
      for (;;) {
        const now = performance.now();
        const leftMs = Math.min(usedAt + quietMs, begun + longestMs) - now;
        if (open.size === 0 || leftMs <= 0) return;
        await pause(Math.min(leftMs, LOOK_MS));
      }
    },
    /** Closes those over which nothing ever came: HTTP takes them for busy, since a request may be about to begin. */
    closeUnused: (): void => {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    },
  };
}
