import { afterAll } from "vitest";
import { channelContract } from "../../engine/channels/kit.js";
import { contractProvider } from "../../tests/support/provider-fake/contract-provider.js";
import { runContract } from "../../tests/support/provider-fake/run-contract.js";
import {
  startSlackFake,
  WEBHOOK_CHANNEL,
  WEBHOOK_PATH,
} from "../../tests/support/slack-fake/server.js";
import { slackChannel } from "./index.js";

const TOKEN = "xoxb-0001-token-of-the-contract-test";

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

runContract(
  "slack, as a bot",
  channelContract(slackChannel, {
    settings: (url) => ({
      botToken: TOKEN,
      channel: "#alerts",
      webhookUrl: "https://hooks.slack.example/services/of-nobody",
      baseUrl: new URL(url).origin,
    }),
    outbound: { to: "C00000001", provider: bot },
  }),
);

runContract(
  "slack, by webhook",
  channelContract(slackChannel, {
    settings: (url) => ({
      botToken: "xoxb-0002-token-of-nobody",
      webhookUrl: `${new URL(url).origin}${WEBHOOK_PATH}`,
    }),
    outbound: { to: WEBHOOK_CHANNEL, provider: webhook },
  }),
);
