import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";

const SECRET = "address-secret-of-the-contract-test-000";
const SIGNING_KEY = "signing-key-of-the-contract-test";
const USERNAME = "clinic";
const PASSWORD = "password-of-the-contract-test";
const NOW = Date.UTC(2026, 2, 2, 8, 15);
const EVENTS = { sent: "sms:sent", delivered: "sms:delivered", failed: "sms:failed" };

/** What the phone posts, as the app documents it. */
const received = JSON.parse(readFileSync(new URL("testdata/received.json", import.meta.url)));

/**
 * How this channel's provider speaks, for the contract that every channel passes.
 * @param kit doubles of providers, with every way to answer wrongly
 */
export async function contract({ startProvider }) {
  const provider = await startProvider({
    path: "/3rdparty/v1",
    provider: {
      read,
      accept,
      refuse,
      throttle: () => ({ status: 429, body: { message: "wait" } }),
    },
    taken: { status: 202, body: '{"id":"another","state":"Pending"}' },
    garbled: '{"id":"an',
    rejects: { kind: "refuse", statusCode: 400, status: "invalid phone number" },
    refusesCredentials: { kind: "refuse", statusCode: 401, status: "unauthorized" },
  });
  const genuine = message({ providerId: "ev-1", from: "+254700000001", text: "hi" });
  return {
    settings: (url) => ({
      url,
      username: USERNAME,
      password: PASSWORD,
      signingKey: SIGNING_KEY,
      endpointSecret: SECRET,
    }),
    inbound: {
      now: NOW,
      providerId: "Ey6ECgOkVVFjz3CL48B8C",
      from: "+254700000001",
      maxText: 2_000,
      message,
      receipt: ({ providerId, state }) =>
        signed("receipts", {
          event: EVENTS[state],
          id: "ev-2",
          payload: { messageId: providerId },
        }),
      forged: [
        { what: "no signature", request: { ...genuine, headers: {} } },
        { what: "another key", request: signed("", received, { key: "key-of-somebody" }) },
        { what: "an old signature", request: signed("", received, { at: NOW - 301_000 }) },
        { what: "a changed time", request: { ...genuine, headers: later(genuine.headers) } },
      ],
      unreadable: [
        { what: "another event", request: signed("", { ...received, event: "system:ping" }) },
        { what: "a message as receipt", request: signed("receipts", received) },
        { what: "a list", request: signed("", []) },
        { what: "no payload", request: signed("", { ...received, payload: null }) },
        {
          what: "a name as sender",
          request: message({ providerId: "1", from: "Bank", text: "a" }),
        },
        { what: "no id", request: message({ providerId: "", from: "+254700000001", text: "a" }) },
      ],
      empty: [
        {
          what: "no text",
          request: message({ providerId: "1", from: "+254700000001", text: " " }),
        },
      ],
    },
    outbound: { to: "+254700000001", provider },
  };
}

function message({ providerId, from, text }) {
  const payload = { ...received.payload, phoneNumber: from, message: text };
  return signed("", { ...received, id: providerId, payload });
}

function signed(subpath, event, { key = SIGNING_KEY, at = NOW } = {}) {
  const body = Buffer.from(JSON.stringify(event));
  const timestamp = String(Math.floor(at / 1_000));
  const signature = createHmac("sha256", key).update(body).update(timestamp).digest("hex");
  return {
    method: "POST",
    endpoint: SECRET,
    subpath,
    query: {},
    headers: {
      "content-type": "application/json",
      "x-signature": signature,
      "x-timestamp": timestamp,
    },
    body,
    remoteAddress: "127.0.0.1",
  };
}

function later(headers) {
  return { ...headers, "x-timestamp": String(Number(headers["x-timestamp"]) + 1) };
}

/** The message in a request to their API, or their answer to one that is none. */
function read({ method, path, headers, body }) {
  const pair = Buffer.from(`${USERNAME}:${PASSWORD}`).toString("base64");
  if (headers.authorization !== `Basic ${pair}`) return { answer: { status: 401, body: {} } };
  if (`${method} ${path}` === "GET /3rdparty/v1/devices")
    return { answer: { status: 200, body: [{ id: "phone-1", name: "Front desk" }] } };
  if (`${method} ${path}` !== "POST /3rdparty/v1/messages")
    return { answer: { status: 404, body: {} } };
  const { id, textMessage, phoneNumbers } = JSON.parse(body);
  return { taken: { id, to: phoneNumbers.join(","), text: textMessage.text } };
}

function accept({ id, to }) {
  const recipients = [{ phoneNumber: to, state: "Pending" }];
  return { status: 202, body: { id, state: "Pending", recipients } };
}

function refuse({ statusCode, status }) {
  return { status: statusCode, body: { message: status } };
}
