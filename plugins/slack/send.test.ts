import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { startSlackFake, WEBHOOK_PATH } from "../../tests/support/slack-fake/server.js";
import { slackChannel } from "./index.js";
import { classify } from "./outcome.js";
import { type Settings, targetOf } from "./settings.js";

const TOKEN = "xoxb-0001-token-of-this-test";
const fake = await startSlackFake(TOKEN);
afterAll(() => fake.close());

const bot: Settings = { botToken: TOKEN, channel: "#alerts", baseUrl: fake.url };

describe("a post to Slack", () => {
  it("stands in the configured channel under the name of its team", async () => {
    await post("Medical team", "T-4K7Q-9 is waiting");
    expect(fake.accepted().at(-1)).toMatchObject({
      to: "#alerts",
      text: "Medical team: T-4K7Q-9 is waiting",
    });
  });

  it("mentions nobody, links nowhere and shows no preview, whatever the text", async () => {
    await post("Team <!here>", "<!channel> & <https://evil.example|our desk> *bold* @everyone");
    const { body } = fake.accepted().at(-1) ?? { body: {} };
    expect(body).toMatchObject({
      text: "Team &lt;!here&gt;: &lt;!channel&gt; &amp; &lt;https://evil.example|our desk&gt; *bold* @everyone",
      mrkdwn: false,
      parse: "none",
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    });
  });

  it("by webhook names no channel, because the webhook has its own", async () => {
    const outcome = await post("Medical team", "Hello", {
      webhookUrl: `${fake.url}${WEBHOOK_PATH}`,
    });
    expect(outcome.status).toBe("accepted");
    expect(fake.accepted().at(-1)?.body).not.toHaveProperty("channel");
  });

  it("needs a bot with a channel, or a webhook, and no wire in clear", () => {
    expect(targetOf({ botToken: TOKEN })).toHaveProperty("missing");
    expect(targetOf({ webhookUrl: "http://hooks.example/services/x" })).toEqual({
      missing: "https",
    });
    expect(targetOf({ botToken: TOKEN, channel: "#alerts" })).toMatchObject({
      url: new URL("https://slack.com/api/chat.postMessage"),
    });
  });
});

describe("an answer of Slack", () => {
  it("that took the post names it", () => {
    const file = new URL("testdata/answer-accepted.json", import.meta.url);
    expect(answered(readFileSync(file, "utf8"))).toEqual({
      status: "accepted",
      providerId: "C00000001-1772439300.000100",
    });
  });

  it.each([
    ["invalid_auth", "misconfigured"],
    ["channel_not_found", "misconfigured"],
    ["not_in_channel", "misconfigured"],
    ["is_archived", "misconfigured"],
    ["msg_too_long", "rejected"],
    ["ratelimited", "throttled"],
    ["internal_error", "unknown"],
    ["Amina has a fever", "unknown"],
  ])("that says %s is %s", (error, status) => {
    const outcome = answered(JSON.stringify({ ok: false, error }));
    expect(outcome.status).toBe(status);
    expect(JSON.stringify(outcome)).not.toContain("fever");
  });
});

function post(to: string, text: string, settings = bot) {
  return slackChannel.send({ attemptId: "a.1", to, text }, settings, { timeoutMs: 5_000 });
}

function answered(text: string) {
  return classify({ kind: "answer", status: 200, headers: {}, text }, "bot", "reference-1");
}
