import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A request as the double of another system sees it. */
export type SystemRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
};

/** How another system answers. */
export type SystemAnswer = (request: SystemRequest) => {
  readonly status: number;
  readonly body: object;
};

/** As it should, or in one of the ways in which a system is out of order. */
export type SystemBehaviour = "answers" | "hangs" | "resets" | "fails" | "garbles";

/** Another system on this machine, which speaks real HTTP. */
export type SystemDouble = {
  readonly url: string;
  behave(behaviour: SystemBehaviour): void;
  /** Every request that came, oldest first. */
  requests(): readonly SystemRequest[];
  /** How many connections are open. */
  connections(): number;
  close(): Promise<void>;
};

/** Starts the double of another system on a port of its own. */
export async function startSystem(answer: SystemAnswer): Promise<SystemDouble> {
  let behaviour: SystemBehaviour = "answers";
  const requests: SystemRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const { method = "", url: path = "", headers } = incoming;
      const request = { method, path, headers, body: Buffer.concat(chunks).toString("utf8") };
      requests.push(request);
      if (behaviour === "answers") reply(response, answer(request));
      else spoil(response, behaviour);
    });
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    behave: (next) => {
      behaviour = next;
    },
    requests: () => [...requests],
    connections: () => sockets.size,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function reply(response: ServerResponse, { status, body }: ReturnType<SystemAnswer>): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function spoil(response: ServerResponse, behaviour: Exclude<SystemBehaviour, "answers">): void {
  switch (behaviour) {
    case "hangs":
      return;
    case "resets":
      response.socket?.resetAndDestroy();
      return;
    case "fails":
      reply(response, { status: 500, body: { error: "out of order" } });
      return;
    case "garbles":
      response.writeHead(200, { "content-type": "text/html" }).end("<p>Please sign in</p>");
  }
}
