import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { deliver } from "../../engine/effects/deliver.js";
import type { EffectTools } from "../../engine/effects/index.js";
import { commitTurns } from "../../engine/store/commit.js";
import { applyReceipt, type MessageDoc, messageCollection } from "../../engine/store/messages.js";
import { holdBack, paceCollection } from "../../engine/store/pace.js";
import { referenceOf } from "../../plugins/reference.js";
import { type Clinic, openClinic, until } from "../support/clinic.js";
import type { Fault } from "../support/provider-fake/rules.js";
import { deliveryTools, queuedMessage } from "../support/queued-message.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";
import { openTicket } from "../support/stage.js";
import { openStory, workflowNamed } from "../support/story.js";
import { startTwilioFake, type TwilioFake } from "../support/twilio-fake/server.js";

const account = {
  accountSid: "AC0123456789abcdef0123456789abcdef",
  authToken: "kq7Rz0Yw3vN8uH4x",
};

let clinic: Clinic;
let twilio: TwilioFake;
let tools: EffectTools;
beforeAll(async () => {
  twilio = await startTwilioFake(account);
  clinic = await openClinic(
    { mongodbUri: testDatabaseUri("failover"), temporalAddress: testTemporalAddress() },
    {
      env: {
        TWILIO_ACCOUNT_SID: account.accountSid,
        TWILIO_AUTH_TOKEN: account.authToken,
        TWILIO_FROM_NUMBER: "+15005550006",
        TWILIO_BASE_URL: twilio.url,
      },
    },
  );
  tools = deliveryTools(clinic);
});
afterEach(async () => {
  await clinic.provider.rules();
  await clinic.store.of(paceCollection).deleteMany({});
});
afterAll(async () => {
  await clinic.close();
  await twilio.close();
});

test("a ticket's message that one provider refuses goes by the other, once, as the same message", async () => {
  const phone = "+254700000071";
  await clinic.provider.rules({ to: phone, fault: refusing(402) });
  const id = await openTicket(clinic, phone);
  const message = await until("the message sent by the other provider", async () => {
    const found = await clinic.store
      .of(messageCollection)
      .findOne({ caseId: id, direction: "out", state: "accepted" })
      .lean<MessageDoc>();
    return found;
  });
  expect(message).toMatchObject({
    endpoint: "sms-twilio",
    attempts: [
      { n: 1, endpoint: "sms", outcome: "misconfigured" },
      { n: 2, endpoint: "sms-twilio", outcome: "accepted" },
    ],
  });
  expect(takenFor(phone, message.text)).toEqual({ africastalking: 0, twilio: 1 });
  await applyReceipt(clinic.store, {
    endpoint: "sms-twilio",
    providerId: referenceOf(`${message._id}.2`),
    state: "delivered",
    reason: null,
    at: new Date(),
  });
  expect((await read(message._id)).state).toBe("delivered");
});

test.each<[string, Fault, string]>([
  ["hangs up after it took it", { kind: "reset", at: "after_accept" }, "unknown"],
  ["hangs up before it took it", { kind: "reset", at: "before_accept" }, "unknown"],
  ["fails", { kind: "error", at: "before_accept" }, "unknown"],
  ["says that the person opted out", refusing(406), "suppressed"],
])("a message stays with a provider that %s", async (what, fault, state) => {
  const { _id, to } = await queued(`+2547000000${String(80 + what.length)}`);
  await clinic.provider.rules({ to, fault });
  for (const attempt of [1, 2, 3]) await deliver(tools, { messageId: _id, attempt });
  expect(await read(_id)).toMatchObject({ state, endpoint: "sms" });
  expect(takenFor(to).twilio).toBe(0);
});

test("a message that had to wait twice goes by the other provider, and after the second wait only", async () => {
  const { _id, to } = await queued("+254700000072");
  await clinic.provider.rules({ to, fault: { kind: "throttle", retryAfter: "7" } });
  expect(await deliver(tools, { messageId: _id, attempt: 1 })).toEqual({
    status: "later",
    waitMs: 7_000,
  });
  expect(await deliver(tools, { messageId: _id, attempt: 2 })).toMatchObject({ status: "held" });
  // Its time has come.
  await clinic.store.of(paceCollection).deleteMany({});
  expect(await deliver(tools, { messageId: _id, attempt: 2 })).toEqual({
    status: "later",
    waitMs: 0,
    channel: "twilio",
  });
  expect(takenFor(to)).toEqual({ africastalking: 0, twilio: 0 });
  expect(await deliver(tools, { messageId: _id, attempt: 3 })).toEqual({ status: "accepted" });
  expect(takenFor(to)).toEqual({ africastalking: 0, twilio: 1 });
});

test("a message whose provider is held back for long goes by the other, without having been tried", async () => {
  const { _id, to } = await queued("+254700000074");
  await holdBack(clinic.store, "sms", 600_000);
  expect(await deliver(tools, { messageId: _id, attempt: 1 })).toEqual({
    status: "later",
    waitMs: 0,
    channel: "twilio",
  });
  expect(await deliver(tools, { messageId: _id, attempt: 2 })).toEqual({ status: "accepted" });
  expect(await read(_id)).toMatchObject({
    endpoint: "sms-twilio",
    attempts: [
      { n: 1, endpoint: "sms", outcome: "held_back" },
      { n: 2, endpoint: "sms-twilio", outcome: "accepted" },
    ],
  });
  expect(takenFor(to)).toEqual({ africastalking: 0, twilio: 1 });
});

test("a message that was tried for as long as it may be has failed, for staff to see", async () => {
  const { _id, to } = await queued("+254700000075");
  await clinic.provider.rules({ to, fault: { kind: "throttle", retryAfter: "7" } });
  const answer = await deliver(tools, { messageId: _id, attempt: 16, last: true });
  expect(answer).toEqual({ status: "failed", why: "gave_up" });
  expect(await read(_id)).toMatchObject({ state: "failed", reason: "gave_up", endpoint: "sms" });
});

test("so has one that nobody could even try, once its case has given up", async () => {
  const story = openStory(workflowNamed("ticket"));
  const caseId = story.state.id;
  const { _id } = await queuedMessage(clinic.store, "+254700000076", { caseId });
  story.happens({ type: "message_failed", at: Date.now(), effect: _id, why: "gave_up" });
  await commitTurns(clinic.store, {
    ...{ caseId, release: 1, interpreter: 1, turns: story.turns },
    placingOf: () => ({ rank: 0, needs: [] }),
    facetsOf: () => [],
    clocksOf: () => ({ clocks: {}, count: () => 0 }),
    messagesOf: () => Promise.resolve([]),
  });
  expect(await read(_id)).toMatchObject({ state: "failed", reason: "gave_up" });
});

test("a message that both refuse has failed, and nobody has it", async () => {
  const { _id, to } = await queued("+254700000073");
  await clinic.provider.rules({ to, fault: refusing(403) });
  twilio.rules({ to, fault: { kind: "refuse", statusCode: 400, status: "21614" } });
  await deliver(tools, { messageId: _id, attempt: 1 });
  expect(await deliver(tools, { messageId: _id, attempt: 2 })).toEqual({
    status: "failed",
    why: "twilio_21614",
  });
  expect((await read(_id)).state).toBe("failed");
  expect(takenFor(to)).toEqual({ africastalking: 0, twilio: 0 });
  twilio.rules();
});

function refusing(statusCode: number): Fault {
  return { kind: "refuse", statusCode, status: "made-up" };
}

/** How often each provider took a message for a phone; of one text, if it is given. */
function takenFor(
  phone: string,
  only?: string,
): { readonly africastalking: number; readonly twilio: number } {
  const count = (taken: readonly { readonly to: string; readonly text: string }[]) =>
    taken.filter(({ to, text }) => to === phone && (only ?? text) === text).length;
  return { africastalking: count(clinic.provider.accepted()), twilio: count(twilio.accepted()) };
}

async function read(id: string): Promise<MessageDoc> {
  const found = await clinic.store.of(messageCollection).findById(id).lean<MessageDoc>();
  if (!found) throw new Error(`no message ${id}`);
  return found;
}

function queued(phone: string): Promise<MessageDoc> {
  return queuedMessage(clinic.store, phone);
}
