import { afterAll } from "vitest";
import type { DeliveryState, RawRequest } from "../../engine/channels/contract.js";
import { channelContract } from "../../engine/channels/kit.js";
import { contractProvider } from "../../tests/support/provider-fake/contract-provider.js";
import { runContract } from "../../tests/support/provider-fake/run-contract.js";
import {
  type Fields,
  inboundFields,
  signedForm,
  statusFields,
} from "../../tests/support/twilio-fake/callbacks.js";
import { startTwilioFake } from "../../tests/support/twilio-fake/server.js";
import { MAX_INBOUND_TEXT } from "./callbacks.js";
import { twilioChannel } from "./index.js";

const SECRET = "address-secret-of-the-contract-test-000";
const TOKEN = "token-of-the-contract-test";
const ACCOUNT = "AC00000000000000000000000000000001";
const SITE = "https://desk.clinic.example";
const SID = "SM00000000000000000000000000000001";

const fake = await startTwilioFake({ accountSid: ACCOUNT, authToken: TOKEN });
const dead = await startTwilioFake({ accountSid: ACCOUNT, authToken: TOKEN });
await dead.close();
const provider = await contractProvider({
  fake,
  deadUrl: dead.url,
  taken: { status: 201, body: `{"sid":"${SID}"}` },
  garbled: '{"sid":"SM0000',
  rejects: { kind: "refuse", statusCode: 400, status: "21614" },
  saysOptedOut: { kind: "refuse", statusCode: 400, status: "21610" },
  refusesCredentials: { kind: "refuse", statusCode: 401, status: "20003" },
});

afterAll(async () => {
  await fake.close();
  provider.close();
});

const STATUSES: Readonly<Partial<Record<DeliveryState, string>>> = {
  accepted: "queued",
  sent: "sent",
  delivered: "delivered",
  failed: "undelivered",
};

const fields = inboundFields({ sid: SID, from: "+254700000001", to: "+15005550006", text: "hi" });
const genuine = message(fields);

runContract(
  "twilio",
  channelContract(twilioChannel, {
    settings: (baseUrl) => ({
      accountSid: ACCOUNT,
      authToken: TOKEN,
      from: "+15005550006",
      endpointSecret: SECRET,
      publicUrl: SITE,
      baseUrl,
    }),
    inbound: {
      providerId: SID,
      from: "+254700000001",
      maxText: MAX_INBOUND_TEXT,
      message: ({ providerId, from, text }) =>
        message(inboundFields({ sid: providerId, from, to: "+15005550006", text })),
      receipt: ({ providerId, state }) => receipt(providerId, STATUSES[state] ?? ""),
      forged: [
        { what: "the token as address", request: { ...genuine, endpoint: TOKEN } },
        { what: "no signature", request: { ...genuine, headers: unsigned(genuine) } },
        { what: "the signature of another token", request: message(fields, "token-of-another-01") },
        { what: "the signature of a receipt", request: { ...genuine, headers: receiptHeaders() } },
        {
          what: "one more field",
          request: { ...genuine, body: more(genuine, "&OptOutType=STOP") },
        },
      ],
      unreadable: [
        { what: "JSON", request: { ...genuine, headers: { "content-type": "application/json" } } },
        { what: "another subpath", request: { ...genuine, subpath: "calls" } },
        { what: "two texts", request: { ...genuine, body: more(genuine, "&Body=b") } },
        { what: "half a character", request: { ...genuine, body: more(genuine, "&x=%ED%A0%80") } },
        { what: "no id", request: message({ ...fields, MessageSid: "" }) },
        { what: "a name as sender", request: message({ ...fields, From: "Bank" }) },
        {
          what: "another service",
          request: message({ ...fields, From: "whatsapp:+254700000001" }),
        },
        { what: "an unknown status", request: receipt("reference-1", "constructor") },
        { what: "a huge body", request: { ...genuine, body: Buffer.alloc(70_000, "a") } },
      ],
      empty: [
        { what: "no text and no file", request: message({ ...fields, Body: " " }) },
        { what: "a receipt for a message of others", request: receipt(undefined, "delivered") },
      ],
    },
    outbound: { to: "+254700000001", provider },
  }),
);

function message(given: Fields, token = TOKEN): RawRequest {
  return request("", given, token);
}

function receipt(reference: string | undefined, status: string): RawRequest {
  const query = reference === undefined ? {} : { attempt: reference };
  return { ...request("receipts", statusFields(SID, status), TOKEN, query), query };
}

function request(
  subpath: "" | "receipts",
  given: Fields,
  token: string,
  query: Fields = {},
): RawRequest {
  const search = new URLSearchParams(query).toString();
  const path = `/webhooks/twilio/${SECRET}${subpath === "" ? "" : `/${subpath}`}`;
  const form = signedForm(`${SITE}${path}${search === "" ? "" : `?${search}`}`, given, token);
  return {
    method: "POST",
    endpoint: SECRET,
    subpath,
    query: {},
    headers: form.headers,
    body: Buffer.from(form.body),
    remoteAddress: "127.0.0.1",
  };
}

function unsigned({ headers }: RawRequest): RawRequest["headers"] {
  return { "content-type": headers["content-type"] ?? "" };
}

function receiptHeaders(): RawRequest["headers"] {
  return receipt("reference-1", "sent").headers;
}

function more({ body }: RawRequest, text: string): Uint8Array {
  return Buffer.concat([body, Buffer.from(text)]);
}
