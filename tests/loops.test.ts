import { afterAll, beforeAll, expect, test } from "vitest";
import { deliver } from "../engine/effects/deliver.js";
import { type MessageDoc, messageCollection, messagesOf } from "../engine/store/messages.js";
import { type Clinic, openClinic, until } from "./support/clinic.js";
import { deliveryTools, queuedMessage } from "./support/queued-message.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";
import { act, openTicket, quiet } from "./support/stage.js";

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic({
    mongodbUri: testDatabaseUri("loops"),
    temporalAddress: testTemporalAddress(),
  });
});
afterAll(() => clinic.close());

/** What a person writes at most in ten minutes. */
const MOST = 20;

test("two machines that answer each other are cut after twenty messages, and staff see why", async () => {
  const phone = "+254700000501";
  const sent = () => clinic.provider.accepted().filter(({ to }) => to === phone).length;
  let answered = 0;
  await clinic.receive(phone, "HELP");
  const cut = await until("the cut", async () => {
    // Their machine writes one word back whatever we write, and ours has an answer to it.
    for (; answered < sent(); answered += 1) await clinic.receive(phone, "HELP");
    return lastTo(phone, "suppressed");
  });
  expect(cut.reason).toBe("looping");
  expect(sent()).toBe(MOST);
  const later = { ...deliveryTools(clinic), now: () => Date.now() + 11 * 60_000 };
  const { _id } = await queuedMessage(clinic.store, phone, { at: new Date(later.now()) });
  expect(await deliver(later, { messageId: _id, attempt: 1 })).toEqual({ status: "accepted" });
});

test("a person who gets many messages is not taken for a machine, nor is anybody else", async () => {
  const tools = deliveryTools(clinic);
  const phone = "+254700000502";
  const messages: MessageDoc[] = [];
  for (let n = 0; n <= MOST; n += 1) messages.push(await queuedMessage(clinic.store, phone));
  for (const { _id } of messages)
    expect(await deliver(tools, { messageId: _id, attempt: 1 })).toEqual({ status: "accepted" });
  const other = await queuedMessage(clinic.store, "+254700000503");
  expect(await deliver(tools, { messageId: other._id, attempt: 1 })).toEqual({
    status: "accepted",
  });
});

test("what one of the staff writes is sent, however much the person wrote lately", async () => {
  const phone = "+254700000504";
  const id = await openTicket(clinic, phone);
  for (let n = 0; n < MOST; n += 1) await queuedMessage(clinic.store, phone, { caseId: "" });
  await act(clinic, id, "claim");
  await act(clinic, id, "ask", { text: "Which day suits you?" });
  await quiet(clinic, id);
  expect((await messagesOf(clinic.store, id)).at(-1)).toMatchObject({ state: "accepted" });
});

async function lastTo(phone: string, state: MessageDoc["state"]): Promise<MessageDoc | null> {
  const found = await clinic.store
    .of(messageCollection)
    .find({ direction: "out", state })
    .lean<MessageDoc[]>();
  return found.find(({ to }) => to === phone) ?? null;
}
