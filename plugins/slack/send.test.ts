import { readFileSync } from "node:fs";
import type { PressAnswer } from "../../engine/channels/contract.js";
import { afterAll, describe, expect, it } from "vitest";
import {
  ANSWERS_PATH,
  startSlackFake,
  WEBHOOK_PATH,
} from "../../tests/support/slack-fake/server.js";
import { slackChannel } from "./index.js";
import { classify } from "./outcome.js";
import { type Settings, targetOf } from "./settings.js";

const IO = { timeoutMs: 5_000 };
const TOKEN = "xoxb-0001-token-of-this-test";
const fake = await startSlackFake(TOKEN);
afterAll(() => fake.close());

const endpointSecret = "address-secret-of-this-test-0000000000";
const bot: Settings = { botToken: TOKEN, channel: "#alerts", baseUrl: fake.url, endpointSecret };

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

  it("is shown beforehand as it is posted, with its button where one can be pressed", async () => {
    const message = {
      to: "Medical team",
      text: "T-4K7Q-9 is waiting",
      offers: "acknowledge",
    } as const;
    const pressed = { ...bot, signingSecret: "0123456789abcdef".repeat(2) };
    await post(message.to, message.text);
    const [seen] = fake.accepted().slice(-1);
    expect(slackChannel.preview?.(message, pressed)).toEqual({
      text: seen?.text,
      buttons: ["Acknowledge"],
    });
    expect(slackChannel.preview?.(message, bot)).toEqual({
      text: seen?.text,
      notes: ["Nobody can acknowledge it in Slack: no signing secret is set."],
    });
  });

  it("by webhook names no channel, because the webhook has its own", async () => {
    const outcome = await post("Medical team", "Hello", {
      webhookUrl: `${fake.url}${WEBHOOK_PATH}`,
      endpointSecret,
    });
    expect(outcome.status).toBe("accepted");
    expect(fake.accepted().at(-1)?.body).not.toHaveProperty("channel");
  });

  it("needs a bot with a channel, or a webhook, and no wire in clear", () => {
    expect(targetOf({ botToken: TOKEN, endpointSecret })).toHaveProperty("missing");
    expect(targetOf({ webhookUrl: "http://hooks.example/services/x", endpointSecret })).toEqual({
      missing: "https",
    });
    expect(targetOf({ botToken: TOKEN, channel: "#alerts", endpointSecret })).toMatchObject({
      url: new URL("https://slack.com/api/chat.postMessage"),
    });
  });
});

describe("a post that calls for an alert", () => {
  const alert = { attemptId: "a.1", messageId: "T-1.2.0.1.0", offers: "acknowledge" } as const;
  const signingSecret = "0123456789abcdef0123456789abcdef";
  const blocksOf = (body: Readonly<Record<string, unknown>> | undefined) =>
    (body?.["blocks"] ?? []) as { type: string; text?: { text: string }; elements?: object[] }[];

  it("carries a button that names our message, once presses can be told to be Slack's", async () => {
    const message = { ...alert, to: "Medical team", text: "T-4K7Q-9 & <more>" };
    await slackChannel.send(message, { ...bot, signingSecret }, IO);
    const [section, actions] = blocksOf(fake.accepted().at(-1)?.body);
    expect(section?.text).toEqual({
      type: "plain_text",
      text: "Medical team: T-4K7Q-9 &amp; &lt;more&gt;",
      emoji: false,
    });
    expect(actions?.elements).toEqual([
      expect.objectContaining({ action_id: "acknowledge", value: "T-1.2.0.1.0" }),
    ]);
    await slackChannel.send(message, bot, IO);
    expect(blocksOf(fake.accepted().at(-1)?.body)).toEqual([]);
  });

  it("is cut into blocks that Slack takes, however long it is and whatever is in it", async () => {
    const text = "&😀".repeat(1_000);
    await slackChannel.send({ ...alert, to: "Team", text }, { ...bot, signingSecret }, IO);
    const pieces = blocksOf(fake.accepted().at(-1)?.body).flatMap(
      (block) => block.text?.text ?? [],
    );
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(3_000);
    expect(pieces.join("")).toBe(`Team: ${text.replaceAll("&", "&amp;")}`);
  });
});

describe("an answer to a press", () => {
  const answerAt = `${fake.url}${ANSWERS_PATH}1/secret`;

  it("replaces the post and its button for all, or is told to whoever pressed alone", async () => {
    const under = { to: "Medical team", text: "T-4K7Q-9 is waiting" };
    const text = "Acknowledged by Asha <b>.";
    expect((await answer({ answerAt, text, under }))?.status).toBe("accepted");
    expect(fake.accepted().at(-1)).toMatchObject({
      to: `${ANSWERS_PATH}1/secret`,
      text: "Medical team: T-4K7Q-9 is waiting\nAcknowledged by Asha <b>.",
      body: { replace_original: true, blocks: [{ type: "section" }] },
    });
    expect((await answer({ answerAt, text }))?.status).toBe("accepted");
    expect(fake.accepted().at(-1)?.body).toMatchObject({
      response_type: "ephemeral",
      replace_original: false,
      text: "Acknowledged by Asha &lt;b&gt;.",
    });
  });

  it.each([
    "https://hooks.slack.com.evil.example/actions/1",
    "https://evil.example/https://hooks.slack.com/",
    "https://hooks.slack.com@evil.example/actions/1",
    "http://hooks.slack.com/actions/1",
    "https://hooks.slack.com:8443/actions/1",
    "javascript:alert(1)",
    "nowhere",
  ])("goes to Slack alone, never to %s", async (foreign) => {
    const before = fake.requests();
    const outcome = await answer({ answerAt: foreign, text: "x" });
    expect(outcome).toEqual({ status: "misconfigured", why: "foreign_address" });
    expect(fake.requests()).toBe(before);
  });

  function answer(given: PressAnswer) {
    return slackChannel.answerPress?.(given, { ...bot, signingSecret: "0".repeat(32) }, IO);
  }
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
  return slackChannel.send({ attemptId: "a.1", to, text }, settings, IO);
}

function answered(text: string) {
  return classify({ kind: "answer", status: 200, headers: {}, text }, "bot", "reference-1");
}
