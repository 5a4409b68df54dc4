import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { caseCollection, type CaseDoc, caseDoc } from "../../engine/store/cases.js";
import { contactAt } from "../../engine/store/contacts.js";
import { inboxCollection, type InboxDoc } from "../../engine/store/inbox.js";
import { messageCollection, type MessageDoc } from "../../engine/store/messages.js";
import { type Clinic, openClinic, people, until } from "../support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";

describe("a conversation", () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await openClinic({
      mongodbUri: testDatabaseUri("rule-5"),
      temporalAddress: testTemporalAddress(),
    });
  });
  afterAll(() => clinic.close());

  const drained = (phone: string, count: number) =>
    until(`${String(count)} messages of ${phone} handed over`, async () => {
      const rows = await clinic.store.of(inboxCollection).find().lean<InboxDoc[]>();
      return rows.filter(({ from, state }) => from === phone && state === "done").length === count;
    });
  const casesOf = async (phone: string): Promise<CaseDoc[]> => {
    const contact = await contactAt(clinic.store, `sms:${phone}`);
    return clinic.store
      .of(caseCollection)
      .find({ contact: contact?._id ?? "" })
      .sort({ createdAt: 1 })
      .lean<CaseDoc[]>();
  };
  const received = async (caseId: string) => {
    const rows = await clinic.store
      .of(messageCollection)
      .find({ caseId, direction: "in" })
      .sort({ turn: 1 })
      .lean<MessageDoc[]>();
    return rows.map(({ text }) => text);
  };
  const act = (caseId: string, action: string, input = {}) =>
    clinic.cases.act({
      caseId,
      action,
      input,
      actor: people.admin,
      requestId: crypto.randomUUID(),
      seenEntry: null,
    });

  test("two messages of one person at the same moment open one case and keep their order", async () => {
    const phone = "+254700000051";
    await clinic.receive(phone, "first");
    await Promise.all(["second", "third", "fourth"].map((text) => clinic.receive(phone, text)));
    await drained(phone, 4);
    await until("the case", async () => (await casesOf(phone)).length > 0);
    const [only, ...others] = await casesOf(phone);
    expect(others).toEqual([]);
    const id = only?._id ?? "";
    await until("all four on the case", async () => (await received(id)).length === 4);
    const texts = await received(id);
    expect(texts[0]).toBe("first");
    expect(texts.toSorted()).toEqual(["first", "fourth", "second", "third"]);
  });

  test("the same message delivered fifty times is one message", async () => {
    const phone = "+254700000052";
    await Promise.all(
      Array.from({ length: 50 }, () => clinic.receive(phone, "once", "AT-same-id-52")),
    );
    await drained(phone, 1);
    await until("the case", async () => (await casesOf(phone)).length > 0);
    const [only, ...others] = await casesOf(phone);
    expect(others).toEqual([]);
    await clinic.receive(phone, "once", "AT-same-id-52");
    await drained(phone, 1);
    await until("the one message", async () => (await received(only?._id ?? "")).length > 0);
    expect(await received(only?._id ?? "")).toEqual(["once"]);
  });

  test("a message that quotes its case goes there; without a quote the person is asked which one", async () => {
    const phone = "+254700000053";
    await clinic.receive(phone, "about my card");
    await drained(phone, 1);
    await clinic.receive(phone, "NEW and my appointment");
    await drained(phone, 2);
    await until("both cases", async () => (await casesOf(phone)).length === 2);
    const [first, second] = await casesOf(phone);
    const ids = [first?._id ?? "", second?._id ?? ""] as const;
    await clinic.receive(phone, `is ${ids[0].toLowerCase().replaceAll("-", " ")} ready?`);
    await drained(phone, 3);
    await until("the quote", async () => (await received(ids[0])).length === 2);

    await clinic.receive(phone, "thank you");
    const choice = await until("the question", async () =>
      clinic.store.of(messageCollection).findOne({ template: "sms-choose" }).lean<MessageDoc>(),
    );
    expect(choice.text).toContain(ids[0]);
    expect(choice.text).toContain(ids[1]);
    const digit = new RegExp(`(\\d) ${ids[1]}`).exec(choice.text)?.[1] ?? "";
    await clinic.receive(phone, digit);
    await drained(phone, 5);
    await until("the choice", async () => (await received(ids[1])).includes("thank you"));
    expect(await received(ids[0])).not.toContain("thank you");
  });

  test("a message that meets the closing of its case is never lost: it opens another one", async () => {
    const phones = Array.from({ length: 6 }, (_, i) => `+25470000006${String(i)}`);
    for (const phone of phones) {
      await clinic.receive(phone, "please help");
      await drained(phone, 1);
      await until("the case", async () => (await casesOf(phone)).length > 0);
      const [ticket] = await casesOf(phone);
      const id = ticket?._id ?? "";
      await until("routing", async () => (await caseDoc(clinic.store, id))?.stateId === "assigned");
      await act(id, "resolve", { resolution: "done" });
      const racing = clinic.receive(phone, "one more thing");
      await act(id, "close").catch((error: unknown) => {
        // The patient's message reopened it first; that is fine too.
        expect(error).toMatchObject({ code: "action_not_allowed" });
      });
      await racing;
    }
    for (const phone of phones) {
      await drained(phone, 2);
      await until(`both messages of ${phone} on cases`, async () => {
        const texts = await Promise.all((await casesOf(phone)).map(({ _id }) => received(_id)));
        return texts.flat().length === 2;
      });
    }
  });

  test("STOP ends all messages, HELP and START answer, and none of them opens a case", async () => {
    const phone = "+254700000057";
    await clinic.receive(phone, "HELP");
    await clinic.receive(phone, "Stop.");
    await drained(phone, 2);
    expect(await casesOf(phone)).toEqual([]);
    await clinic.receive(phone, "my leg hurts");
    await drained(phone, 3);
    await until("the case", async () => (await casesOf(phone)).length > 0);
    const [ticket] = await casesOf(phone);
    await until("the ticket's messages", async () => {
      const rows = await clinic.store
        .of(messageCollection)
        .find({ caseId: ticket?._id ?? "", direction: "out" })
        .lean<MessageDoc[]>();
      return rows.length >= 2 && rows.every(({ state }) => state === "suppressed");
    });
    const sent = () => clinic.provider.accepted().filter(({ to }) => to === phone).length;
    expect(sent()).toBe(2);
    await clinic.receive(phone, "START");
    await drained(phone, 4);
    expect(sent()).toBe(3);
  });
});
