import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { deliver } from "../../engine/effects/deliver.js";
import type { EffectTools } from "../../engine/effects/index.js";
import { settleNext } from "../../engine/effects/settle.js";
import { eventsOf } from "../../engine/store/events.js";
import { type MessageDoc, messageCollection, messagesOf } from "../../engine/store/messages.js";
import { type Clinic, openClinic, people, until } from "../support/clinic.js";
import type { Fault } from "../support/provider-fake/rules.js";
import { deliveryTools, queuedMessage } from "../support/queued-message.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";
import { lostProperty, quiet } from "../support/stage.js";
import { startTwilioFake, type TwilioFake } from "../support/twilio-fake/server.js";

const account = {
  accountSid: "AC0123456789abcdef0123456789abcdef",
  authToken: "kq7Rz0Yw3vN8uH4x",
};
const [SECOND, MINUTE] = [1_000, 60_000];

let clinic: Clinic;
let twilio: TwilioFake;
beforeAll(async () => {
  twilio = await startTwilioFake(account);
  clinic = await openClinic(
    { mongodbUri: testDatabaseUri("settle"), temporalAddress: testTemporalAddress() },
    {
      worker: "none",
      release: withCallBack,
      env: {
        TWILIO_ACCOUNT_SID: account.accountSid,
        TWILIO_AUTH_TOKEN: account.authToken,
        TWILIO_FROM_NUMBER: "+15005550006",
        TWILIO_BASE_URL: twilio.url,
      },
    },
  );
});
afterAll(async () => {
  await clinic.close();
  await twilio.close();
});

const LOST: Fault = { kind: "reset", at: "after_accept" };

test("a message that the provider took, though its answer was lost, is found there and not sent again", async () => {
  const { _id, to } = await byTwilio("+254700000401");
  twilio.rules({ to, fault: LOST });
  expect(await deliver(tools(), first(_id))).toMatchObject({ status: "unknown" });
  expect(await settled(_id, 6 * SECOND)).toMatchObject({ state: "delivered", reason: null });
  expect(await deliver(tools(), { messageId: _id, attempt: 2 })).toEqual({ status: "accepted" });
  expect(takenFor(to)).toBe(1);
});

test("a message that the provider knows as undelivered has failed", async () => {
  const { _id, to } = await byTwilio("+254700000402");
  twilio.rules({ to, fault: LOST });
  twilio.lists("undelivered");
  await deliver(tools(), first(_id));
  expect(await settled(_id, 6 * SECOND)).toMatchObject({ state: "failed", reason: "undelivered" });
  twilio.lists("delivered");
});

test("a message that the provider does not know is asked about for ten minutes, and stays unknown", async () => {
  const { _id, to } = await byTwilio("+254700000403");
  twilio.rules({ to, fault: { kind: "reset", at: "before_accept" } });
  await deliver(tools(), first(_id));
  expect(await settled(_id, 6 * SECOND)).toMatchObject({
    state: "unknown",
    lookAt: expect.any(Date),
  });
  const end = await settled(_id, 11 * MINUTE);
  expect(end).toMatchObject({ state: "unknown", reason: "not_found_at_provider" });
  expect(end).not.toHaveProperty("lookAt");
  expect(takenFor(to)).toBe(0);
});

test("of two messages of the same words to one person none is taken for the other", async () => {
  const one = await byTwilio("+254700000404");
  await deliver(tools(), first(one._id));
  const other = await byTwilio("+254700000404");
  twilio.rules({ to: other.to, fault: { kind: "reset", at: "before_accept" } });
  await deliver(tools(), first(other._id));
  expect(await settled(other._id, MINUTE)).toMatchObject({ state: "unknown" });
  expect(takenFor(one.to)).toBe(1);
});

test("a message that turns out undelivered moves its case, once, whoever dies while telling it", async () => {
  await clinic.startWorker();
  const id = await lostProperty(clinic, "+254700000405", "An umbrella");
  await quiet(clinic, id);
  await clinic.stopWorker();
  const sent = await firstMessage(id);
  const dying = tools({ at: "settle.after_tell" });
  for (let n = 0; n < 2; n += 1)
    await clinic.accept(clinic.sms, [
      {
        kind: "receipt",
        providerId: sent.providerId ?? "",
        state: "failed",
        reason: "AbsentSubscriber",
      },
    ]);
  await expect(settleNext(dying)).rejects.toThrow("killed");
  expect(await settled(sent._id, 2 * MINUTE)).toMatchObject({ state: "failed" });
  await clinic.startWorker();
  await quiet(clinic, id);
  expect(await failuresOf(id)).toEqual([
    { effect: sent._id, why: "undelivered", template: "lp-received", transition: "call_back" },
  ]);
});

test("a case hears that nobody can say what became of its message when nobody can be asked", async () => {
  const phone = "+254700000406";
  await clinic.provider.rules({ to: phone, fault: LOST });
  const id = await lostProperty(clinic, phone, "A ring");
  await quiet(clinic, id);
  const sent = await firstMessage(id);
  expect(await failuresOf(id)).toEqual([]);
  expect(await settled(sent._id, 31 * SECOND)).toMatchObject({ state: "unknown" });
  await until("what the case hears", async () => (await failuresOf(id)).length > 0);
  expect(await failuresOf(id)).toMatchObject([{ why: "unknown", transition: "call_back" }]);
  expect(clinic.provider.accepted().filter(({ to }) => to === phone)).toHaveLength(1);
});

test("staff may have it sent again, once at a time; the case records who wanted it", async () => {
  const [phone, requestId] = ["+254700000407", crypto.randomUUID()];
  await clinic.provider.rules({ to: phone, times: 1, fault: LOST });
  const id = await lostProperty(clinic, phone, "A scarf");
  await quiet(clinic, id);
  const { _id: message } = await firstMessage(id);
  const asked = { caseId: id, message, actor: people.porter, requestId };
  await expect(clinic.cases.resend(asked)).rejects.toThrow("message_not_resendable");
  await settled(message, 31 * SECOND);
  await clinic.cases.resend(asked);
  await clinic.cases.resend(asked);
  await until("it to be taken again", async () => (await firstMessage(id)).state === "accepted");
  expect((await firstMessage(id)).attempts).toMatchObject([
    { n: 1, outcome: "unknown" },
    { n: 2, outcome: "accepted" },
  ]);
  const again = { ...asked, requestId: crypto.randomUUID() };
  await expect(clinic.cases.resend(again)).rejects.toThrow("message_not_resendable");
  const events = await eventsOf(clinic.store, id, { after: 0, limit: 50 });
  expect(events.filter(({ type }) => type === "message_resent")).toMatchObject([
    { actor: people.porter.id },
  ]);
  const texts = clinic.provider.accepted().filter(({ to }) => to === phone);
  expect(texts).toHaveLength(2);
});

/** Lost property whose porters call back when the first message does not arrive. */
function withCallBack(body: ReleaseBody): ReleaseBody {
  const workflows = body.workflows.map((flow) =>
    flow.id === "lost-property"
      ? {
          ...flow,
          transitions: {
            ...flow.transitions,
            call_back: {
              name: "Call back",
              from: "*" as const,
              on: [{ event: "message_failed" as const, template: "lp-received" }],
              set: { priority: "Urgent" },
            },
          },
        }
      : flow,
  );
  return { ...body, workflows };
}

/** What a worker has that lives `later` milliseconds from now, and dies at a place if it is told one. */
function tools({ later = 0, at = "" }: { later?: number; at?: string } = {}): EffectTools {
  return {
    ...deliveryTools(clinic),
    now: () => Date.now() + later,
    reached: (place) => {
      if (place === at) throw new Error("killed");
    },
  };
}

/** Lets everything that is due by then be looked into. @returns the message as it then is */
async function settled(id: string, later: number): Promise<MessageDoc> {
  while (await settleNext(tools({ later })));
  const found = await clinic.store.of(messageCollection).findById(id).lean<MessageDoc>();
  if (!found) throw new Error(`no message ${id}`);
  return found;
}

async function firstMessage(id: string): Promise<MessageDoc> {
  const found = (await messagesOf(clinic.store, id)).find(
    ({ template }) => template === "lp-received",
  );
  if (!found) throw new Error("no message");
  return found;
}

async function failuresOf(id: string): Promise<readonly object[]> {
  const events = await eventsOf(clinic.store, id, { after: 0, limit: 50 });
  return events.flatMap(({ event, transition }) =>
    event.type === "message_failed"
      ? [{ effect: event.effect, why: event.why, template: event.template, transition }]
      : [],
  );
}

function byTwilio(phone: string): Promise<MessageDoc> {
  const changes = { caseId: "", channel: "twilio", endpoint: "sms-twilio" };
  return queuedMessage(clinic.store, phone, changes);
}

function first(messageId: string) {
  return { messageId, attempt: 1 };
}

function takenFor(phone: string): number {
  return twilio.accepted().filter(({ to }) => to === phone).length;
}
