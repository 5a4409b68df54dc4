import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** One call as it arrived. */
export type ReceivedCall = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** How a call is answered. `silence` reads it and says nothing. */
export type ReceiverAnswer =
  | { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> }
  | "silence";

/** Another system on this machine that takes calls over HTTP. */
export type Receiver = {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  readonly calls: readonly ReceivedCall[];
  /** What the next calls get, one after the other; the last stays. */
  answers(...answers: readonly ReceiverAnswer[]): void;
  close(): Promise<void>;
};

/** Starts a receiver on a free port. */
export async function openReceiver(): Promise<Receiver> {
  const calls: ReceivedCall[] = [];
  let script: readonly ReceiverAnswer[] = [{ status: 200, body: "{}" }];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      calls.push({ path: request.url ?? "", headers: request.headers, body });
      const [answer = { status: 200 }, ...later] = script;
      if (later.length > 0) script = later;
      if (answer === "silence") return;
      response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
      response.end(answer.body ?? "{}");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    calls,
    answers: (...answers) => {
      script = answers;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
