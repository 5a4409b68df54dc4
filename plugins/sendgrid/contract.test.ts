import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync } from "node:zlib";
import { afterAll } from "vitest";
import type { DeliveryState, RawRequest } from "../../engine/channels/contract.js";
import {
  channelContract,
  type ContractProvider,
  type ProviderBehaviour,
} from "../../engine/channels/kit.js";
import { answering, type Fault } from "../../tests/support/provider-fake/rules.js";
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
const elsewhere = createServer((_, response) => response.writeHead(202).end());
await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));

afterAll(async () => {
  await fake.close();
  elsewhere.close();
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
    outbound: { to: "amina@example.org", provider: provider() },
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

function provider(): ContractProvider {
  let before = 0;
  return {
    url: fake.url,
    deadUrl: dead.url,
    // They take a mail for whoever unsubscribed, and report later that they dropped it.
    lacks: ["says_opted_out"],
    behave: (behaviour) => {
      before = fake.accepted().length;
      const fault = FAULTS[behaviour];
      fake.rules(...(fault === undefined ? [] : [{ fault }]));
      return Promise.resolve();
    },
    accepted: () =>
      Promise.resolve(
        fake
          .accepted()
          .slice(before)
          .map(({ to, text }) => ({ to, text })),
      ),
  };
}

const FAULTS: Readonly<Record<ProviderBehaviour, Fault | undefined>> = {
  accepts: undefined,
  throttles: { kind: "throttle", retryAfter: "7" },
  rejects: { kind: "refuse", statusCode: 400, status: "personalizations.0.to.0.email" },
  says_opted_out: undefined,
  refuses_credentials: { kind: "refuse", statusCode: 401, status: "" },
  hangs_before_accept: { kind: "hang", at: "before_accept" },
  hangs_after_accept: { kind: "hang", at: "after_accept" },
  resets_before_accept: { kind: "reset", at: "before_accept" },
  resets_after_accept: { kind: "reset", at: "after_accept" },
  fails_before_accept: { kind: "error", at: "before_accept" },
  fails_after_accept: { kind: "error", at: "after_accept" },
  garbles: answering("after_accept", 202, '{"errors":[{"mess'),
  redirects: answering("before_accept", 307, "", {
    location: `http://127.0.0.1:${String((elsewhere.address() as AddressInfo).port)}/`,
  }),
  compresses: answering("after_accept", 202, brotliCompressSync("{}"), {
    "content-encoding": "br",
  }),
};
