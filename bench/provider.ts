import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** Stands for the provider: takes every message. */
export type Provider = {
  readonly url: string;
  /** The phone of every message that it took, in order. */
  readonly taken: readonly string[];
  close(): Promise<void>;
};

/** Starts it on loopback. */
export async function startProvider(): Promise<Provider> {
  const taken: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      taken.push(new URLSearchParams(body).get("to") ?? "");
      const recipient = {
        statusCode: 101,
        number: "+254700000001",
        status: "Success",
        cost: "KES 0",
        messageId: `m-${taken.length}`,
      };
      response.writeHead(201, { "content-type": "application/json" });
      response.end(
        JSON.stringify({ SMSMessageData: { Message: "Sent to 1/1", Recipients: [recipient] } }),
      );
    });
  });
  const port = await listening(server);
  return {
    url: `http://127.0.0.1:${port}`,
    taken,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}
