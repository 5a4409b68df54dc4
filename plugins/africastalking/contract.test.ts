import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { afterAll } from "vitest";
import {
  channelContract,
  type ContractProvider,
  type ProviderBehaviour,
} from "../../engine/channels/kit.js";
import type { DeliveryState, RawRequest } from "../../engine/channels/contract.js";
import { inboundForm, receiptForm } from "../../tests/support/provider-fake/callbacks.js";
import { readLedger } from "../../tests/support/provider-fake/ledger.js";
import { answering, type Fault } from "../../tests/support/provider-fake/rules.js";
import { runContract } from "../../tests/support/provider-fake/run-contract.js";
import { startFakeServer } from "../../tests/support/provider-fake/server.js";
import { MAX_INBOUND_TEXT } from "./callbacks.js";
import { africastalkingChannel } from "./index.js";

const SECRET = "address-secret-of-the-contract-test-000";
const API_KEY = "api-key-of-the-contract-test";

const folder = mkdtempSync(join(tmpdir(), "casewright-contract-"));
const fake = await startFakeServer({ folder });
const dead = await startFakeServer({ folder: join(folder, "dead") });
await dead.close();
const elsewhere = createServer((_, response) => response.writeHead(201).end("{}"));
await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));

afterAll(async () => {
  await fake.close();
  elsewhere.close();
  rmSync(folder, { recursive: true });
});

const STATUSES: Readonly<Partial<Record<DeliveryState, string>>> = {
  sent: "Buffered",
  delivered: "Success",
  failed: "Rejected",
};

const genuine = request(
  "",
  inboundForm({ id: "1", from: "+254700000001", to: "22384", text: "hi" }),
);

runContract(
  "africastalking",
  channelContract(africastalkingChannel, {
    settings: (baseUrl) => ({
      username: "clinic",
      apiKey: API_KEY,
      sender: "22384",
      endpointSecret: SECRET,
      baseUrl,
    }),
    inbound: {
      providerId: "b2f2c1d0-6a3e-4a5d-9c1e-000000000001",
      from: "+254700000001",
      maxText: MAX_INBOUND_TEXT,
      message: ({ providerId, from, text }) =>
        request("", inboundForm({ id: providerId, from, to: "22384", text })),
      receipt: ({ providerId, state }) =>
        request(
          "receipts",
          receiptForm({
            id: providerId,
            status: STATUSES[state] ?? "",
            phoneNumber: "+254700000001",
          }),
        ),
      forged: [{ what: "the api key as address", request: { ...genuine, endpoint: API_KEY } }],
      unreadable: [
        { what: "JSON", request: { ...genuine, headers: { "content-type": "application/json" } } },
        { what: "another subpath", request: { ...genuine, subpath: "calls" } },
        {
          what: "half a character",
          request: request("", "id=1&from=%2B254700000001&to=2&text=%ED%A0%80"),
        },
        { what: "two texts", request: request("", "id=1&from=%2B254700000001&to=2&text=a&text=b") },
        { what: "no id", request: request("", "from=%2B254700000001&to=22384&text=a") },
        { what: "a name as sender", request: request("", "id=1&from=Bank&to=22384&text=a") },
        { what: "an unknown status", request: request("receipts", "id=1&status=toString") },
        { what: "a huge body", request: request("", `text=${"a".repeat(70_000)}`) },
      ],
      empty: [
        { what: "no text", request: request("", "id=1&from=%2B254700000001&to=22384&text=+") },
      ],
    },
    outbound: { to: "+254700000001", provider: provider() },
  }),
);

function testdata(name: string): Buffer {
  return readFileSync(new URL(`testdata/${name}`, import.meta.url));
}

function request(subpath: string, body: string): RawRequest {
  return {
    method: "POST",
    endpoint: SECRET,
    subpath,
    query: {},
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new TextEncoder().encode(body),
    remoteAddress: "127.0.0.1",
  };
}

function provider(): ContractProvider {
  let before = 0;
  return {
    url: `http://127.0.0.1:${String(fake.port)}`,
    deadUrl: `http://127.0.0.1:${String(dead.port)}`,
    behave: (behaviour) => {
      before = readLedger(folder).length;
      const fault = FAULTS[behaviour];
      fake.control({ rules: fault === undefined ? [] : [{ fault }] });
      return Promise.resolve();
    },
    accepted: () => {
      const taken = readLedger(folder).slice(before);
      return Promise.resolve(taken.map(({ to, text }) => ({ to, text })));
    },
  };
}

const FAULTS: Readonly<Record<ProviderBehaviour, Fault | undefined>> = {
  accepts: undefined,
  throttles: { kind: "throttle", retryAfter: "7" },
  rejects: { kind: "refuse", statusCode: 403, status: "InvalidPhoneNumber" },
  says_opted_out: { kind: "refuse", statusCode: 406, status: "UserInBlacklist" },
  refuses_credentials: answering("before_accept", 401, "The supplied authentication is invalid"),
  hangs_before_accept: { kind: "hang", at: "before_accept" },
  hangs_after_accept: { kind: "hang", at: "after_accept" },
  resets_before_accept: { kind: "reset", at: "before_accept" },
  resets_after_accept: { kind: "reset", at: "after_accept" },
  fails_before_accept: { kind: "error", at: "before_accept" },
  fails_after_accept: { kind: "error", at: "after_accept" },
  garbles: answering("after_accept", 201, '{"SMSMessageData":{"Recipients":[{"statusCode":1'),
  redirects: answering("before_accept", 307, "", {
    location: `http://127.0.0.1:${String((elsewhere.address() as AddressInfo).port)}/`,
  }),
  compresses: answering("after_accept", 201, brotliCompressSync(testdata("answer-accepted.json")), {
    "content-encoding": "br",
  }),
};
