import { afterAll } from "vitest";
import type { RawRequest } from "../../engine/channels/contract.js";
import { channelContract } from "../../engine/channels/kit.js";
import { contractProvider } from "../../tests/support/provider-fake/contract-provider.js";
import { runContract } from "../../tests/support/provider-fake/run-contract.js";
import { pressForm, signedHeaders } from "../../tests/support/slack-fake/press.js";
import {
  startSlackFake,
  WEBHOOK_CHANNEL,
  WEBHOOK_PATH,
} from "../../tests/support/slack-fake/server.js";
import { slackChannel } from "./index.js";

const TOKEN = "xoxb-0001-token-of-the-contract-test";
const ADDRESS = "address-secret-of-the-contract-test-000";
const SIGNING = "0123456789abcdef0123456789abcdef";
const NOW = Date.UTC(2026, 2, 2, 8, 15);
const PRESS = {
  providerId: "1772439301.77.0123456789abcdef",
  from: "U00000001",
  message: "T-1.2.0.1.0",
};

const fake = await startSlackFake(TOKEN);
const dead = await startSlackFake(TOKEN);
await dead.close();
const bot = await contractProvider({
  fake,
  deadUrl: dead.url,
  taken: { status: 200, body: '{"ok":true,"channel":"C00000001","ts":"1.1"}' },
  garbled: '{"ok":true,"chan',
  rejects: { kind: "refuse", statusCode: 200, status: "msg_too_long" },
  refusesCredentials: { kind: "refuse", statusCode: 200, status: "token_revoked" },
});
const webhook = await contractProvider({
  fake,
  deadUrl: dead.url,
  taken: { status: 200, body: "ok" },
  garbled: "okay",
  rejects: { kind: "refuse", statusCode: 400, status: "invalid_payload" },
  refusesCredentials: { kind: "refuse", statusCode: 403, status: "invalid_token" },
});

afterAll(async () => {
  await fake.close();
  bot.close();
  webhook.close();
});

const genuine = press(PRESS);
const presses = {
  now: NOW,
  ...PRESS,
  press,
  forged: [
    { what: "no signature", request: { ...genuine, headers: without("x-slack-signature") } },
    { what: "no time", request: { ...genuine, headers: without("x-slack-request-timestamp") } },
    { what: "another secret", request: press(PRESS, { secret: SIGNING.replace("0", "1") }) },
    { what: "a press of five minutes ago", request: press(PRESS, { at: NOW - 301_000 }) },
    { what: "a press of the future", request: press(PRESS, { at: NOW + 302_000 }) },
    { what: "one more byte", request: { ...genuine, body: Buffer.from([...genuine.body, 0x20]) } },
    { what: "another version", request: { ...genuine, headers: changed(/^v0=/, "v1=") } },
    { what: "a signature in capitals", request: { ...genuine, headers: capitals() } },
    { what: "a time with a sign", request: { ...genuine, headers: timed(`+${time()}`) } },
    { what: "another time", request: { ...genuine, headers: timed(String(Number(time()) + 1)) } },
  ],
  unreadable: [
    { what: "JSON", request: { ...genuine, headers: { "content-type": "application/json" } } },
    { what: "another subpath", request: { ...genuine, subpath: "receipts" } },
    { what: "no payload", request: form("ssl_check=1") },
    { what: "two payloads", request: form(`${text(genuine)}&${text(genuine)}`) },
    { what: "a payload that is no object", request: form("payload=%5B%5D") },
    { what: "half a payload", request: form("payload=%7B%22type%22%3A") },
    {
      what: "names of JavaScript's own",
      request: form(`payload=${encodeURIComponent('{"type":"x","__proto__":{"a":1}}')}`),
    },
    { what: "nobody who presses", request: payload({ type: "block_actions", actions: [{}] }) },
    { what: "a value of somebody else's", request: press({ ...PRESS, message: "<b>" }) },
    { what: "a member who is none", request: press({ ...PRESS, from: "asha" }) },
    { what: "a huge body", request: form(`payload=${"a".repeat(300_000)}`) },
  ],
  empty: [
    { what: "a window that is closed", request: payload({ type: "view_closed" }) },
    {
      what: "a button that is none of ours",
      request: form(text(genuine).replace(/(action_id[^,]*)acknowledge/, "$1snooze")),
    },
  ],
};

runContract(
  "slack, as a bot",
  channelContract(slackChannel, {
    settings: (url) => ({
      botToken: TOKEN,
      channel: "#alerts",
      webhookUrl: "https://hooks.slack.example/services/of-nobody",
      signingSecret: SIGNING,
      endpointSecret: ADDRESS,
      baseUrl: new URL(url).origin,
    }),
    presses,
    outbound: { to: "C00000001", provider: bot },
  }),
);

runContract(
  "slack, by webhook",
  channelContract(slackChannel, {
    settings: (url) => ({
      botToken: "xoxb-0002-token-of-nobody",
      webhookUrl: `${new URL(url).origin}${WEBHOOK_PATH}`,
      signingSecret: SIGNING,
      endpointSecret: ADDRESS,
    }),
    presses,
    outbound: { to: WEBHOOK_CHANNEL, provider: webhook },
  }),
);

function press(
  { providerId: trigger, from: user, message: value }: typeof PRESS,
  { secret = SIGNING, at = NOW } = {},
): RawRequest {
  return form(pressForm({ trigger, user, value }), { secret, at });
}

function payload(content: object): RawRequest {
  return form(new URLSearchParams({ payload: JSON.stringify(content) }).toString());
}

function form(content: string, { secret = SIGNING, at = NOW } = {}): RawRequest {
  return {
    method: "POST",
    endpoint: ADDRESS,
    subpath: "presses",
    query: {},
    headers: signedHeaders(content, secret, at),
    body: Buffer.from(content),
    remoteAddress: "127.0.0.1",
  };
}

function text({ body }: RawRequest): string {
  return Buffer.from(body).toString();
}

function time(): string {
  return genuine.headers["x-slack-request-timestamp"] ?? "";
}

function timed(value: string): RawRequest["headers"] {
  return { ...genuine.headers, "x-slack-request-timestamp": value };
}

function changed(what: RegExp, by: string): RawRequest["headers"] {
  const { "x-slack-signature": signature = "" } = genuine.headers;
  return { ...genuine.headers, "x-slack-signature": signature.replace(what, by) };
}

function capitals(): RawRequest["headers"] {
  const { "x-slack-signature": signature = "" } = genuine.headers;
  return { ...genuine.headers, "x-slack-signature": `v0=${signature.slice(3).toUpperCase()}` };
}

function without(name: string): RawRequest["headers"] {
  return Object.fromEntries(Object.entries(genuine.headers).filter(([header]) => header !== name));
}
