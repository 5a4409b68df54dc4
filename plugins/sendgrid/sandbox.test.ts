import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RawRequest } from "../../engine/channels/contract.js";
import type { Callback } from "../callback.js";
import { sendgridChannel } from "./index.js";
import { referenceOf } from "../reference.js";
import { answerAsSendgrid, inboundMail, type SandboxMail } from "./sandbox.js";

const API_KEY = "sandbox-api-key";
const SECRET = "sandbox-address-secret-000000000000000";
const NOW = new Date("2026-03-02T08:15:00.000Z");

let mails: SandboxMail[] = [];
let posted: Callback[] = [];

const server = createServer((incoming, response) => {
  void bodyOf(incoming).then(async (body) => {
    const headers = { authorization: incoming.headers.authorization ?? "" };
    const answer = await askSandbox({ path: incoming.url ?? "", headers, body });
    posted.push(...answer.callbacks);
    response.writeHead(answer.status).end();
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
beforeEach(() => {
  mails = [];
  posted = [];
});
afterAll(() => server.close());

describe("the sandbox of e-mail", () => {
  it("takes a mail of ours into the mailbox and reports it as delivered", async () => {
    const outcome = await send({ subject: "[T-4K7Q-9] Clinic" });
    const providerId = referenceOf("m-1.1");
    expect(outcome).toEqual({ status: "accepted", providerId });
    expect(mails).toEqual([
      {
        id: providerId,
        from: "desk@clinic.example",
        to: "amina@example.org",
        subject: "[T-4K7Q-9] Clinic",
        text: "Habari & karibu",
        at: NOW.toISOString(),
      },
    ]);
    expect(posted.flatMap(read)).toEqual([
      { kind: "receipt", providerId, state: "sent" },
      { kind: "receipt", providerId, state: "delivered" },
    ]);
  });

  it("posts a mail of a person in SendGrid's format", () => {
    const mail = {
      id: "0001-a",
      from: "amina@example.org",
      to: "desk@clinic.example",
      subject: "Fever",
      text: "39° since Monday\n--mailbox-0001a--",
      at: NOW.toISOString(),
    };
    expect(read(inboundMail(mail))).toMatchObject([
      {
        kind: "message",
        providerId: "0001-a@sandbox.invalid",
        from: "amina@example.org",
        text: "Fever\n\n39° since Monday\n--mailbox-0001a--",
      },
    ]);
  });

  it.each<[string, { readonly apiKey?: string; readonly baseUrl?: string }, string]>([
    ["another key", { apiKey: "guess-guess" }, "misconfigured"],
    ["another path", { baseUrl: "/elsewhere" }, "misconfigured"],
  ])("refuses %s", async (_, changed, status) => {
    const baseUrl = `${url()}${changed.baseUrl ?? ""}`;
    const outcome = await send({}, { apiKey: changed.apiKey ?? API_KEY, baseUrl });
    expect([outcome.status, mails]).toEqual([status, []]);
  });

  it.each(["", "{}", "[]", '{"personalizations":[]}'])("refuses the body %j", async (text) => {
    const headers = { authorization: `Bearer ${API_KEY}` };
    const body = new TextEncoder().encode(text);
    expect(await askSandbox({ path: "/v3/mail/send", headers, body })).toEqual({
      status: 400,
      callbacks: [],
    });
  });
});

function askSandbox(request: Parameters<typeof answerAsSendgrid>[0]) {
  return answerAsSendgrid(request, {
    apiKey: API_KEY,
    record: (mail) => {
      mails.push(mail);
      return Promise.resolve();
    },
    now: () => NOW,
  });
}

function send(
  part: { readonly subject?: string },
  account: { readonly apiKey: string; readonly baseUrl: string } = {
    apiKey: API_KEY,
    baseUrl: url(),
  },
) {
  return sendgridChannel.send(
    { attemptId: "m-1.1", to: "amina@example.org", text: "Habari & karibu", ...part },
    { ...settings, ...account },
    { timeoutMs: 5_000 },
  );
}

const settings = { apiKey: API_KEY, from: "desk@clinic.example", endpointSecret: SECRET };

function url(): string {
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** What the webhook makes of a callback. */
function read({ subpath, contentType, body }: Callback) {
  const request: RawRequest = {
    method: "POST",
    endpoint: SECRET,
    subpath,
    query: {},
    headers: { "content-type": contentType },
    body: Buffer.from(body),
    remoteAddress: "127.0.0.1",
  };
  expect(sendgridChannel.verify(request, settings, NOW.getTime())).toEqual({ ok: true });
  return sendgridChannel.receive(request, settings);
}

async function bodyOf(incoming: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
