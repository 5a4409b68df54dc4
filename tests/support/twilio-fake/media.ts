import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a host answers a GET with. */
export type Served =
  | { readonly bytes: Uint8Array }
  | { readonly status: number; readonly location?: string }
  /** Sends without end. */
  | "endless"
  /** Never answers. */
  | "silent";

/** A host that keeps files, on 127.0.0.1; Twilio's API or whoever it sends to. */
export type MediaHost = {
  readonly url: string;
  /** What it answers from now on, by path. */
  serve(path: string, served: Served): void;
  /** Every request: its path, and what it said about who asks. */
  asked(): readonly { readonly path: string; readonly authorization: string | undefined }[];
  close(): Promise<void>;
};

/** Starts a host that answers 404 until it is told otherwise. */
export async function startMediaHost(): Promise<MediaHost> {
  const served = new Map<string, Served>();
  const asked: { path: string; authorization: string | undefined }[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const { url: path = "", headers } = request;
    asked.push({ path, authorization: headers.authorization });
    answer(response, served.get(path) ?? { status: 404 });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    serve: (path, what) => void served.set(path, what),
    asked: () => [...asked],
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(response: ServerResponse, served: Served): void {
  if (served === "silent") return;
  if (served === "endless") {
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(64 * 1024)));
    };
    response.on("drain", more);
    return more();
  }
  if ("bytes" in served) {
    response.writeHead(200, { "content-type": "image/jpeg" });
    response.end(served.bytes);
    return;
  }
  const { status, location } = served;
  response.writeHead(status, location === undefined ? {} : { location });
  response.end();
}
