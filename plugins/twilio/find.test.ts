import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTwilioFake, type TwilioFake } from "../../tests/support/twilio-fake/server.js";
import { referenceOf } from "../reference.js";
import { twilioChannel } from "./index.js";
import type { Settings } from "./settings.js";

const account = {
  accountSid: "AC0123456789abcdef0123456789abcdef",
  authToken: "kq7Rz0Yw3vN8uH4x",
};
const IO = { timeoutMs: 5_000 };

let fake: TwilioFake;
let settings: Settings;
beforeAll(async () => {
  fake = await startTwilioFake(account);
  settings = {
    ...account,
    from: "+15005550006",
    endpointSecret: "address-secret-of-the-find-test-00000000",
    publicUrl: "https://desk.clinic.example",
    baseUrl: fake.url,
  };
});
afterAll(() => fake.close());

describe("a message whose answer was lost", () => {
  it.each([
    ["queued", { state: "accepted" }],
    ["sent", { state: "sent" }],
    ["delivered", { state: "delivered" }],
    ["undelivered", { state: "failed", reason: "undelivered" }],
  ])("is found while it is %s, and named as its receipts name it", async (status, found) => {
    fake.lists(status);
    const message = await sent(`+2547000006${String(status.length).padStart(2, "0")}`);
    expect(await find(message)).toEqual({
      status: "found",
      providerId: referenceOf(message.attemptId),
      ...found,
    });
  });

  it("is not taken for another to the same person, of other words or of another time", async () => {
    const message = await sent("+254700000650");
    expect(await find({ ...message, text: "Other words" })).toEqual({ status: "absent" });
    expect(await find({ ...message, at: message.at - 600_000 })).toEqual({ status: "absent" });
    expect(await find({ ...message, to: "+254700000651" })).toEqual({ status: "absent" });
  });

  it("is unclear when two are alike, when nobody answers, and when we are not known", async () => {
    const message = await sent("+254700000652");
    await sent("+254700000652");
    expect(await find(message)).toEqual({ status: "unclear", why: "several" });
    const wrong = { ...settings, authToken: "another-token-0001" };
    expect(await twilioChannel.find?.(message, wrong, IO)).toEqual({
      status: "unclear",
      why: "http_401",
    });
  });
});

const find = (message: Parameters<NonNullable<typeof twilioChannel.find>>[0]) =>
  twilioChannel.find?.(message, settings, IO);

async function sent(to: string) {
  const message = { attemptId: `find ${to}`, to, text: "Your ticket T-1 was received." };
  const at = Date.now();
  fake.rules({ fault: { kind: "reset", at: "after_accept" }, to });
  await twilioChannel.send(message, settings, IO);
  return { ...message, at };
}
