import { afterAll } from "vitest";
import type { DeliveryState, RawRequest } from "../../engine/channels/contract.js";
import { channelContract } from "../../engine/channels/kit.js";
import { contractProvider } from "../../tests/support/provider-fake/contract-provider.js";
import { runContract } from "../../tests/support/provider-fake/run-contract.js";
import {
  eventOf,
  parsePost,
  type Posted,
  signer,
  type WrittenMail,
} from "../../tests/support/sendgrid-fake/mails.js";
import { startSendgridFake } from "../../tests/support/sendgrid-fake/server.js";
import { MAX_INBOUND_TEXT } from "./inbound.js";
import { sendgridChannel } from "./index.js";

const SECRET = "address-secret-of-the-contract-test-000";
const API_KEY = "SG.key-of-the-contract-test";
const NOW = Date.UTC(2026, 2, 2, 8, 15);
const MINUTE_MS = 60_000;

const keys = signer();
const others = signer();
const fake = await startSendgridFake(API_KEY);
const dead = await startSendgridFake(API_KEY);
await dead.close();
// They take a mail for whoever unsubscribed, and report later that they dropped it.
const provider = await contractProvider({
  fake,
  deadUrl: dead.url,
  taken: { status: 202, body: "" },
  garbled: '{"errors":[{"mess',
  rejects: { kind: "refuse", statusCode: 400, status: "personalizations.0.to.0.email" },
  refusesCredentials: { kind: "refuse", statusCode: 401, status: "" },
});

afterAll(async () => {
  await fake.close();
  provider.close();
});

const EVENTS: Readonly<Partial<Record<DeliveryState, string>>> = {
  sent: "processed",
  delivered: "delivered",
  failed: "bounce",
};

const genuine = mail({ from: "amina@example.org", messageId: "<1@mail.example.org>", text: "hi" });
const receipts = events(eventOf("delivered", "reference-1"));

runContract(
  "sendgrid",
  channelContract(sendgridChannel, {
    settings: (baseUrl) => ({
      apiKey: API_KEY,
      from: "Lakeside Clinic <desk@clinic.example>",
      endpointSecret: SECRET,
      eventPublicKey: keys.publicKey,
      inboundPublicKey: keys.publicKey,
      baseUrl,
    }),
    inbound: {
      now: NOW,
      providerId: "CAF00000001@mail.example.org",
      from: "amina@example.org",
      maxText: MAX_INBOUND_TEXT,
      message: ({ providerId, from, text }) => mail({ messageId: `<${providerId}>`, from, text }),
      receipt: ({ providerId, state }) => events(eventOf(EVENTS[state] ?? "", providerId)),
      forged: [
        { what: "the api key as address", request: { ...genuine, endpoint: API_KEY } },
        { what: "a mail without a signature", request: unsigned(genuine) },
        { what: "receipts without a signature", request: unsigned(receipts) },
        { what: "a signature of another key", request: signedBy(others, receipts) },
        { what: "a signature of a body that was changed", request: changed(receipts) },
        {
          what: "the same events written anew",
          request: {
            ...receipts,
            body: Buffer.from(JSON.stringify(JSON.parse(textOf(receipts)), null, 1)),
          },
        },
        { what: "an old signature", request: signedBy(keys, receipts, NOW - 6 * MINUTE_MS) },
        {
          what: "a signature of the future",
          request: signedBy(keys, receipts, NOW + 6 * MINUTE_MS),
        },
        {
          what: "the signature of a mail on receipts",
          request: { ...receipts, headers: { ...receipts.headers, ...signatureOf(genuine) } },
        },
      ],
      unreadable: [
        { what: "JSON", request: { ...genuine, headers: { "content-type": "application/json" } } },
        { what: "another subpath", request: { ...genuine, subpath: "calls" } },
        { what: "no sender", request: mail({ from: "", text: "hi" }) },
        {
          what: "two senders",
          request: mail({ from: "a@example.org, b@example.org", text: "hi" }),
        },
        { what: "a name as sender", request: mail({ from: "Bank", text: "hi" }) },
        { what: "half a body", request: { ...genuine, body: genuine.body.slice(0, -9) } },
        { what: "events that are no list", request: { ...receipts, body: Buffer.from("{}") } },
        { what: "events that are no JSON", request: { ...receipts, body: Buffer.from("[") } },
        { what: "events of another type", request: { ...receipts, headers: {} } },
        {
          what: "events without end",
          request: { ...receipts, body: Buffer.from(`[${" ".repeat(3_000_000)}]`) },
        },
      ],
      empty: [
        { what: "no text", request: mail({ from: "amina@example.org", text: " \n" }) },
        { what: "no event", request: events() },
        { what: "an event of another sender", request: events({ event: "delivered" }) },
        { what: "an opened mail", request: events(eventOf("open", "reference-1")) },
        { what: "an unknown event", request: events(eventOf("toString", "reference-1")) },
      ],
    },
    outbound: { to: "amina@example.org", provider },
  }),
);

function mail(written: WrittenMail): RawRequest {
  return request("", parsePost(written));
}

function events(...list: readonly object[]): RawRequest {
  const body = Buffer.from(JSON.stringify(list));
  return request("receipts", { contentType: "application/json", body });
}

function request(subpath: string, { contentType, body }: Posted): RawRequest {
  return signedBy(keys, {
    method: "POST",
    endpoint: SECRET,
    subpath,
    query: {},
    headers: { "content-type": contentType },
    body,
    remoteAddress: "127.0.0.1",
  });
}

function signedBy(by: typeof keys, given: RawRequest, at = NOW): RawRequest {
  return { ...given, headers: { ...given.headers, ...by.headersFor(given.body, at) } };
}

function signatureOf({ body }: RawRequest): Readonly<Record<string, string>> {
  return keys.headersFor(body, NOW);
}

function unsigned(given: RawRequest): RawRequest {
  return { ...given, headers: { "content-type": given.headers["content-type"] ?? "" } };
}

function changed(given: RawRequest): RawRequest {
  return { ...given, body: Buffer.from(textOf(given).replace("delivered", "undeliver")) };
}

function textOf({ body }: RawRequest): string {
  return Buffer.from(body).toString("utf8");
}
