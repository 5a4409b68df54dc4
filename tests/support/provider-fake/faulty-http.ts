import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { faultBook } from "./faults.js";
import type { Fault, Rule } from "./rules.js";

/** An answer in a provider's own form. */
export type FakeAnswer = {
  readonly status: number;
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** What a fault is matched against: whom a message goes to and what it says. */
type Message = { readonly to: string; readonly text: string };

/** A request as the provider sees it. */
export type FakeRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
};

/** How one provider speaks. Faults, counting and connections are the same for all. */
export type Provider<Taken extends Message> = {
  /** The message in a request, or the answer to one that is none; with all that was taken before, oldest first. */
  read(
    request: FakeRequest,
    before: readonly (Taken & { readonly takenAt: number })[],
  ): { readonly taken: Taken } | { readonly answer: FakeAnswer };
  accept(taken: Taken): FakeAnswer;
  refuse(fault: Extract<Fault, { kind: "refuse" }>): FakeAnswer;
  throttle(): FakeAnswer;
};

/** A running fake in this process. */
export type FaultyServer<Taken> = {
  readonly url: string;
  /** Replaces all rules and starts their counts anew. */
  rules(...rules: readonly Rule[]): void;
  /** Every message taken, oldest first, with when. */
  accepted(): readonly (Taken & { readonly takenAt: number })[];
  /** How many requests came, taken or not. */
  requests(): number;
  close(): Promise<void>;
};

/** A provider's HTTP API on 127.0.0.1, with faults on demand. */
export async function startFaultyServer<Taken extends Message>(
  provider: Provider<Taken>,
): Promise<FaultyServer<Taken>> {
  const faults = faultBook();
  const accepted: (Taken & { readonly takenAt: number })[] = [];
  let requests = 0;
  const take = (taken: Taken) => void accepted.push({ ...taken, takenAt: Date.now() });
  const server = createServer((incoming, response) => {
    void bodyOf(incoming).then(async (body) => {
      requests += 1;
      const { method = "", url = "", headers } = incoming;
      const read = provider.read({ method, path: url, headers, body }, accepted);
      if ("answer" in read) return reply(response, read.answer);
      const fault = faults.next(read.taken);
      if (fault === undefined || fault.kind === "delay") {
        if (fault) await new Promise((resolve) => setTimeout(resolve, fault.ms));
        take(read.taken);
        return reply(response, provider.accept(read.taken));
      }
      if ("at" in fault && fault.at === "after_accept") take(read.taken);
      fail(provider, response, fault);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    rules: (...rules) => {
      faults.replace(rules);
    },
    accepted: () => [...accepted],
    requests: () => requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function fail(
  provider: Pick<Provider<never>, "refuse" | "throttle">,
  response: ServerResponse,
  fault: Exclude<Fault, { kind: "delay" }>,
): void {
  switch (fault.kind) {
    case "throttle":
      if (fault.retryAfter !== undefined) response.setHeader("retry-after", fault.retryAfter);
      reply(response, provider.throttle());
      break;
    case "refuse":
      reply(response, provider.refuse(fault));
      break;
    case "error":
      reply(response, { status: fault.status ?? 500, body: "Internal server error" });
      break;
    case "reset":
      response.socket?.resetAndDestroy();
      break;
    case "hang":
      break;
    case "answer":
      response.writeHead(fault.answer.status, { ...fault.answer.headers });
      response.end(Buffer.from(fault.answer.bodyBase64, "base64"));
  }
}

function reply(response: ServerResponse, { status, body, headers = {} }: FakeAnswer): void {
  const type = typeof body === "string" ? "text/plain; charset=utf-8" : "application/json";
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
