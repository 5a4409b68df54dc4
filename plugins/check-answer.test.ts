import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { CheckOutcome } from "../engine/channels/contract.js";
import { startFakeServer } from "../tests/support/provider-fake/server.js";
import { startSendgridFake } from "../tests/support/sendgrid-fake/server.js";
import { startSlackFake } from "../tests/support/slack-fake/server.js";
import { startSmtpFake } from "../tests/support/smtp-fake/server.js";
import { startTwilioFake } from "../tests/support/twilio-fake/server.js";
import { africastalkingChannel } from "./africastalking/index.js";
import { sendgridChannel } from "./sendgrid/index.js";
import { slackChannel } from "./slack/index.js";
import { smtpChannel } from "./smtp/index.js";
import { twilioChannel } from "./twilio/index.js";

const RIGHT = "xoxb-0001-right-key-of-this-test";
const WRONG = "xoxb-0002-wrong-key-of-this-test";
const SECRET = "address-secret-of-this-test-000000000";
const ACCOUNT = "AC00000000000000000000000000000001";
const IO = { timeoutMs: 5_000 };

const folder = mkdtempSync(join(tmpdir(), "casewright-check-"));
const sms = await startFakeServer({ folder, apiKey: RIGHT });
const twilio = await startTwilioFake({ accountSid: ACCOUNT, authToken: RIGHT });
const sendgrid = await startSendgridFake(RIGHT);
const readOnly = await startSendgridFake(RIGHT, ["stats.read"]);
const slack = await startSlackFake(RIGHT);
const smtp = await startSmtpFake({ username: "clinic", password: RIGHT });
afterAll(async () => {
  await Promise.all([sms, twilio, sendgrid, readOnly, slack, smtp].map((fake) => fake.close()));
  rmSync(folder, { recursive: true });
});

const from = "desk@clinic.example";
const looks: Readonly<Record<string, (key: string) => Promise<CheckOutcome> | undefined>> = {
  africastalking: (apiKey) =>
    africastalkingChannel.check?.(
      {
        username: "clinic",
        apiKey,
        endpointSecret: SECRET,
        baseUrl: `http://127.0.0.1:${String(sms.port)}`,
      },
      IO,
    ),
  twilio: (authToken) =>
    twilioChannel.check?.(
      {
        accountSid: ACCOUNT,
        authToken,
        from: "+15005550006",
        endpointSecret: SECRET,
        publicUrl: "https://desk.clinic.example",
        baseUrl: twilio.url,
      },
      IO,
    ),
  sendgrid: (apiKey) =>
    sendgridChannel.check?.({ apiKey, from, endpointSecret: SECRET, baseUrl: sendgrid.url }, IO),
  slack: (botToken) =>
    slackChannel.check?.(
      { botToken, channel: "#alerts", endpointSecret: SECRET, baseUrl: slack.url },
      IO,
    ),
  smtp: (password) =>
    smtpChannel.check?.(
      { host: "127.0.0.1", port: smtp.port, username: "clinic", password, from },
      IO,
    ),
};

test.each(Object.keys(looks))("%s is well with its key, and with another it is not", async (id) => {
  expect(await looks[id]?.(RIGHT)).toEqual({ status: "ok" });
  expect(await looks[id]?.(WRONG)).toEqual({ status: "failed", why: "credentials" });
});

test("a key of SendGrid that may not send is found before a mail is", async () => {
  const settings = { apiKey: RIGHT, from, endpointSecret: SECRET, baseUrl: readOnly.url };
  expect(await sendgridChannel.check?.(settings, IO)).toEqual({
    status: "failed",
    why: "key_may_not_send",
  });
});
