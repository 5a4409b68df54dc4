import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { startTwilioFake } from "../../tests/support/twilio-fake/server.js";
import { referenceOf } from "../reference.js";
import { twilioChannel } from "./index.js";
import { classify } from "./outcome.js";
import { messagesUrl, type Settings, statusCallbackUrl } from "./settings.js";

const settings: Settings = {
  accountSid: "AC00000000000000000000000000000001",
  authToken: "token-of-a-clinic-0001",
  from: "+15005550006",
  endpointSecret: "address-secret-of-this-test-000000000",
  publicUrl: "https://desk.clinic.example",
};
const fake = await startTwilioFake(settings);
afterAll(() => fake.close());

describe("an SMS by Twilio", () => {
  it("names its attempt where the delivery is reported, and tells nothing of the person by it", async () => {
    const attemptId = "sms:SM-of-a-person:answer.1";
    const outcome = await twilioChannel.send(
      { attemptId, to: "+254700000001", text: "Habari" },
      { ...settings, baseUrl: fake.url },
      { timeoutMs: 5_000 },
    );
    const reference = referenceOf(attemptId);
    expect(reference).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(outcome).toEqual({ status: "accepted", providerId: reference });
    expect(fake.accepted().at(-1)).toMatchObject({
      from: "+15005550006",
      statusCallback: `https://desk.clinic.example/webhooks/twilio/${settings.endpointSecret}/receipts?attempt=${reference}`,
    });
  });

  it("asks for no report that could not arrive, because Twilio would refuse the message", () => {
    const local = { ...settings, publicUrl: "http://127.0.0.1:8080" };
    expect(statusCallbackUrl(local, "r")).toBeUndefined();
    expect(statusCallbackUrl({ ...local, baseUrl: fake.url }, "r")).toMatch(/^http:\/\/127/);
  });

  it("goes to the provider unless deployment says otherwise, and never in clear", () => {
    const path = `/2010-04-01/Accounts/${settings.accountSid}/Messages.json`;
    expect(messagesUrl(settings)?.href).toBe(`https://api.twilio.com${path}`);
    expect(messagesUrl({ ...settings, baseUrl: "http://sms.example" })).toBeUndefined();
  });
});

describe("an answer of Twilio", () => {
  it("that took the message gives the reference its callbacks will name", () => {
    expect(answered(201, testdata("answer-accepted.json"))).toEqual({
      status: "accepted",
      providerId: "reference-1",
    });
  });

  it("that the person said STOP is an opt-out", () => {
    expect(answered(400, testdata("answer-opted-out.json"))).toEqual({ status: "opted_out" });
  });

  it.each([
    [400, 21211, "rejected"],
    [400, 21614, "rejected"],
    [400, 21617, "rejected"],
    [400, 21606, "misconfigured"],
    [400, 21609, "misconfigured"],
    [401, 20003, "misconfigured"],
    [403, 20005, "misconfigured"],
    [404, 20404, "misconfigured"],
    [403, 21408, "misconfigured"],
    [429, 20429, "throttled"],
    [500, 20500, "unknown"],
    [503, 20503, "unknown"],
    [500, 21610, "unknown"],
  ])("with HTTP status %i and code %i is %s", (status, code, expected) => {
    expect(answered(status, JSON.stringify({ code, status })).status).toBe(expected);
  });

  it.each([
    [200, "unknown"],
    [302, "unknown"],
    [400, "rejected"],
    [401, "misconfigured"],
    [403, "misconfigured"],
    [404, "misconfigured"],
    [408, "unknown"],
    [413, "rejected"],
    [500, "unknown"],
  ])("with HTTP status %i and no JSON is %s", (status, expected) => {
    expect(answered(status, "Something").status).toBe(expected);
  });

  it.each(["", "{}", '{"sid":"CA00000000000000000000000000000001"}', "[]"])(
    "that took something else, %j, is a maybe that a callback can settle",
    (text) => {
      expect(answered(201, text)).toEqual({
        status: "unknown",
        why: "no_message_sid",
        providerId: "reference-1",
      });
    },
  );

  it("never puts their text into the outcome", () => {
    const message = "+254700000001 was told: your test is positive";
    for (let status = 200; status < 600; status++)
      for (const text of [message, JSON.stringify({ code: 21211, message })])
        expect(JSON.stringify(answered(status, text))).not.toContain("positive");
  });
});

function answered(status: number, text: string) {
  return classify({ kind: "answer", status, headers: {}, text }, "reference-1");
}

function testdata(name: string): string {
  return readFileSync(new URL(`testdata/${name}`, import.meta.url), "utf8");
}
