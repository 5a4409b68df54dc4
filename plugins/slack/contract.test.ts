import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync } from "node:zlib";
import { afterAll } from "vitest";
import {
  channelContract,
  type ContractProvider,
  type ProviderBehaviour,
} from "../../engine/channels/kit.js";
import { answering, type Fault } from "../../tests/support/provider-fake/rules.js";
import { runContract } from "../../tests/support/provider-fake/run-contract.js";
import {
  startSlackFake,
  WEBHOOK_CHANNEL,
  WEBHOOK_PATH,
} from "../../tests/support/slack-fake/server.js";
import { slackChannel } from "./index.js";

const TOKEN = "xoxb-0001-token-of-the-contract-test";
const OK = '{"ok":true,"channel":"C00000001","ts":"1.1"}';

const fake = await startSlackFake(TOKEN);
const dead = await startSlackFake(TOKEN);
await dead.close();
const elsewhere = createServer((_, response) => response.writeHead(200).end(OK));
await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
const location = `http://127.0.0.1:${String((elsewhere.address() as AddressInfo).port)}/`;

afterAll(async () => {
  await fake.close();
  elsewhere.close();
});

runContract(
  "slack, as a bot",
  channelContract(slackChannel, {
    settings: (url) => ({
      botToken: TOKEN,
      channel: "#alerts",
      webhookUrl: "https://hooks.slack.example/services/of-nobody",
      baseUrl: new URL(url).origin,
    }),
    outbound: {
      to: "C00000001",
      provider: provider({
        rejects: { kind: "refuse", statusCode: 200, status: "msg_too_long" },
        refuses_credentials: { kind: "refuse", statusCode: 200, status: "token_revoked" },
        garbles: answering("after_accept", 200, '{"ok":true,"chan'),
        compresses: answering("after_accept", 200, brotliCompressSync(OK), {
          "content-encoding": "br",
        }),
      }),
    },
  }),
);

runContract(
  "slack, by webhook",
  channelContract(slackChannel, {
    settings: (url) => ({
      botToken: "xoxb-0002-token-of-nobody",
      webhookUrl: `${new URL(url).origin}${WEBHOOK_PATH}`,
    }),
    outbound: {
      to: WEBHOOK_CHANNEL,
      provider: provider({
        rejects: { kind: "refuse", statusCode: 400, status: "invalid_payload" },
        refuses_credentials: { kind: "refuse", statusCode: 403, status: "invalid_token" },
        garbles: answering("after_accept", 200, "okay"),
        compresses: answering("after_accept", 200, brotliCompressSync("ok"), {
          "content-encoding": "br",
        }),
      }),
    },
  }),
);

function provider(own: Partial<Record<ProviderBehaviour, Fault>>): ContractProvider {
  let before = 0;
  const faults: Readonly<Partial<Record<ProviderBehaviour, Fault>>> = {
    throttles: { kind: "throttle", retryAfter: "7" },
    hangs_before_accept: { kind: "hang", at: "before_accept" },
    hangs_after_accept: { kind: "hang", at: "after_accept" },
    resets_before_accept: { kind: "reset", at: "before_accept" },
    resets_after_accept: { kind: "reset", at: "after_accept" },
    fails_before_accept: { kind: "error", at: "before_accept" },
    fails_after_accept: { kind: "error", at: "after_accept" },
    redirects: answering("before_accept", 307, "", { location }),
    ...own,
  };
  return {
    url: fake.url,
    deadUrl: dead.url,
    lacks: ["says_opted_out"],
    behave: (behaviour) => {
      before = fake.accepted().length;
      const fault = faults[behaviour];
      fake.rules(...(fault === undefined ? [] : [{ fault }]));
      return Promise.resolve();
    },
    accepted: () => {
      const taken = fake.accepted().slice(before);
      return Promise.resolve(taken.map(({ to, text }) => ({ to, text })));
    },
  };
}
