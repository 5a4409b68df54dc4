import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RawRequest } from "../../engine/channels/contract.js";
import type { Callback } from "../callback.js";
import { africastalkingChannel } from "./index.js";
import { memoryPhones, type PhoneStore } from "./phone-store.js";
import {
  answerAsProvider,
  inboundCallback,
  type SandboxRequest,
  type SandboxWorld,
} from "./sandbox.js";

const API_KEY = "sandbox-api-key";
const SECRET = "sandbox-address-secret-000000000000000";

let phones: PhoneStore;
let posted: Callback[];
let ids = 0;

const server = createServer((incoming, response) => {
  void readRequest(incoming).then(async (request) => {
    const answer = await answerAsProvider(request, world());
    posted.push(...answer.callbacks);
    response.writeHead(answer.status, { "content-type": answer.contentType }).end(answer.body);
  });
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => void server.close());
beforeEach(() => {
  phones = memoryPhones();
  posted = [];
});

describe("without credentials", () => {
  it("a message goes the whole way to the simulated phone through the same sending code", async () => {
    const outcome = await send("Habari & karibu = 100% 😀");
    expect(outcome).toMatchObject({ status: "accepted", cost: "KES 0.0000" });
    const [message] = await phones.list("+254700000001");
    expect(message).toMatchObject({ from: "22384", text: "Habari & karibu = 100% 😀" });
  });

  it("the phone reports the message sent and then delivered, for the id that the sender got", async () => {
    const outcome = await send("Hello");
    const receipts = posted.flatMap((callback) => receive(callback));
    const providerId = outcome.status === "accepted" ? outcome.providerId : "";
    expect(receipts).toEqual([
      { kind: "receipt", providerId, state: "sent" },
      { kind: "receipt", providerId, state: "delivered" },
    ]);
  });

  it("what is written on the phone arrives as a message", () => {
    const message = {
      id: "phone-1",
      from: "+254700000001",
      to: "22384",
      text: "Ninaumwa 😀 100% & 1+1=2",
      at: "2026-03-02T08:15:00.000Z",
    };
    const { at: _, id: providerId, ...rest } = message;
    expect(receive(inboundCallback(message))).toEqual([{ kind: "message", providerId, ...rest }]);
  });

  it("a wrong key is refused as the provider refuses it", async () => {
    expect(await send("Hello", "another-key")).toEqual({
      status: "misconfigured",
      why: "credentials",
    });
    expect(await phones.list("+254700000001")).toEqual([]);
  });

  it.each([
    [404, { path: "/version1/user" }],
    [405, { method: "GET" }],
    [400, { body: new TextEncoder().encode("username=sandbox&to=%2B254700000001") }],
    [400, { body: Uint8Array.of(0xff) }],
  ])("a request that the provider would not take is answered %i", async (status, change) => {
    const request: SandboxRequest = {
      method: "POST",
      path: "/version1/messaging",
      headers: { apikey: API_KEY },
      body: new TextEncoder().encode("username=sandbox&to=%2B254700000001&message=x"),
    };
    const answer = await answerAsProvider({ ...request, ...change }, world());
    expect([answer.status, answer.callbacks]).toEqual([status, []]);
  });

  it("a number that is none is refused alone", async () => {
    const body = new TextEncoder().encode("username=sandbox&to=%2B254700000001,12&message=x");
    const request = {
      method: "POST",
      path: "/version1/messaging",
      headers: { apikey: API_KEY },
      body,
    };
    const answer = await answerAsProvider(request, world());
    expect(JSON.parse(answer.body)).toMatchObject({
      SMSMessageData: { Recipients: [{ statusCode: 101 }, { statusCode: 403 }] },
    });
    expect(answer.callbacks).toHaveLength(2);
  });
});

describe("a simulated phone", () => {
  it("keeps a message once and forgets the oldest when it is full", async () => {
    const small = memoryPhones(2);
    for (const id of ["a", "b", "b", "c"]) {
      await small.record({ id, from: "22384", to: "+254700000001", text: id, at: "" });
    }
    expect((await small.list("+254700000001")).map(({ id }) => id)).toEqual(["b", "c"]);
  });
});

function world(): SandboxWorld {
  return { phones, apiKey: API_KEY, newId: () => String(++ids), now: () => new Date(0) };
}

function settings(apiKey = API_KEY) {
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${String(port)}/sandbox/africastalking`;
  return { username: "sandbox", apiKey, sender: "22384", endpointSecret: SECRET, baseUrl };
}

function send(text: string, apiKey?: string) {
  const message = { attemptId: "attempt-1", to: "+254700000001", text };
  return africastalkingChannel.send(message, settings(apiKey), { timeoutMs: 2_000 });
}

function receive({ subpath, contentType, body }: Callback) {
  const request: RawRequest = {
    method: "POST",
    endpoint: SECRET,
    subpath,
    query: {},
    headers: { "content-type": contentType },
    body: Buffer.from(body),
    remoteAddress: "127.0.0.1",
  };
  return africastalkingChannel.receive(request, settings());
}

async function readRequest(incoming: IncomingMessage): Promise<SandboxRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.method ?? "",
    path: (incoming.url ?? "").replace("/sandbox/africastalking", ""),
    headers: incoming.headers as Record<string, string>,
    body: Buffer.concat(chunks),
  };
}
