import { afterAll, beforeAll, expect, test } from "vitest";
import type { MessageIn } from "../../engine/channels/contract.js";
import { acceptInbound } from "../../engine/inbound/accept.js";
import { startDrain } from "../../engine/inbound/drain.js";
import { inboxCollection, type InboxDoc, inboxRow } from "../../engine/store/inbox.js";
import { messageCollection } from "../../engine/store/messages.js";
import { operator } from "../../engine/store/store.js";
import { acceptTools, type Clinic, openClinic, until } from "../support/clinic.js";
import { deliveryTools } from "../support/queued-message.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";
import { openTicket } from "../support/stage.js";

/** Messages that wait: what a clinic gets in some minutes in which nothing was drained. */
const WAITING = 80;

let clinic: Clinic;
/** One in which cases are opened and nobody works on them. */
let idle: Clinic;
let people = 0;
beforeAll(async () => {
  const temporalAddress = testTemporalAddress();
  const open = (name: string) =>
    openClinic({ mongodbUri: testDatabaseUri(name), temporalAddress }, { worker: "none" });
  clinic = await open("overtaking");
  idle = await open("overtaking-idle");
});
afterAll(async () => {
  await idle.close();
  await clinic.close();
});

test("however much is urgent, what is not goes on, and nothing is taken twice", async () => {
  const messages = [
    ...many("calm", 16, "my card is lost"),
    ...many("urgent", WAITING, "chest pain"),
  ];
  await come(messages, idle);
  const drain = startDrain({
    effects: deliveryTools(idle),
    holder: "the only one",
    newId: () => crypto.randomUUID(),
  });
  await until("the ordinary ones", async () => (await done("calm", idle)) === 8);
  expect(await done("urgent", idle)).toBeLessThan(40);
  await drain.stop();
  const rows = idle.store.of(inboxCollection);
  expect(await rows.countDocuments({ tries: operator({ $gt: 0 }) })).toBe(0);
});

test("a message whose urgency nobody can tell is taken all the same, and waits behind nobody", async () => {
  const release = () => Promise.reject(new Error("no release can be read"));
  const tools = { ...acceptTools(idle.store), release };
  const message = said("+254715000000", "please move my visit", "in-doubt");
  expect(await acceptInbound(tools, idle.sms, [message], new Date())).toEqual({ accepted: 1 });
  expect(await row("in-doubt", idle)).toMatchObject({ state: "new", urgent: true });
});

test("an emergency is not asked which of their tickets it is about: it goes to the one that moved last", async () => {
  await clinic.startWorker();
  const phone = "+254712000000";
  await openTicket(clinic, phone);
  const last = await openTicket(clinic, phone);
  await come([said(phone, "he is unconscious", "which")]);
  await until("the emergency to be handed over", async () => (await done("which")) === 1);
  expect((await row("which")).caseId).toBe(last);
  expect(await clinic.store.of(messageCollection).exists({ template: "sms-choose" })).toBeNull();
  await clinic.stopWorker();
});

test("an emergency behind all that waits is answered while most of that still waits, after what its sender wrote before", async () => {
  const patient = "+254711999999";
  await come(many("before", WAITING / 2, "please move my visit"));
  await come([said(patient, "good morning", "morning")]);
  await come(many("after", WAITING / 2, "please move my visit"));
  await come([said(patient, "my father has chest pain", "pain")]);

  await clinic.startWorker();
  await until("the emergency to be handed over", async () => (await done("pain")) === 1);
  expect((await done("before")) + (await done("after"))).toBeLessThan(WAITING / 2);
  const answered = await until("the answer", async () => {
    const accepted = clinic.provider.accepted();
    const told = accepted.some(({ to, text }) => to === patient && text.includes("emergency"));
    return told && new Set(accepted.map(({ to }) => to));
  });
  expect(answered.size).toBeLessThan(WAITING / 2);
  const [morning, pain] = [await row("morning"), await row("pain")];
  expect([morning.number, pain.number]).toEqual([1, 2]);
  expect(pain.caseId).toBe(morning.caseId);
});

function said(phone: string, text: string, providerId: string): MessageIn {
  return { kind: "message", providerId, from: phone, to: "22384", text };
}

/** Messages of as many people. */
function many(kind: string, count: number, text: string): readonly MessageIn[] {
  people += count;
  return Array.from({ length: count }, (_, n) =>
    said(`+2547${String(10_000_000 + people - n)}`, text, `${kind}-${String(n)}`),
  );
}

function come(messages: readonly MessageIn[], to = clinic): Promise<void> {
  return to.accept(to.sms, messages);
}

/** How many messages of a kind have been handed over. */
function done(kind: string, at = clinic): Promise<number> {
  const _id = operator({ $regex: `^sms:${kind}(-|$)` });
  return at.store.of(inboxCollection).countDocuments({ _id, state: "done" });
}

async function row(providerId: string, at = clinic): Promise<InboxDoc> {
  const found = await inboxRow(at.store, `sms:${providerId}`);
  if (!found) throw new Error(`no message ${providerId}`);
  return found;
}
