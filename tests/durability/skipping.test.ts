import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyLogs } from "../../engine/log/verify.js";
import { caseDoc } from "../../engine/store/cases.js";
import { eventsOf } from "../../engine/store/events.js";
import { inboxId, inboxRow, storeInbound, updateInbound } from "../../engine/store/inbox.js";
import { messagesSetAside } from "../../engine/store/set-aside.js";
import { type Clinic, openClinic, people, settled, until } from "../support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";
import { openTicket, quiet, startBroken, tighten, viewOf } from "../support/stage.js";

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic({
    mongodbUri: testDatabaseUri("skipping"),
    temporalAddress: testTemporalAddress(),
  });
});
afterAll(() => clinic.close());

const stored = async (id: string) => {
  const doc = await caseDoc(clinic.store, id);
  if (!doc) throw new Error("nothing is stored");
  return doc;
};
const parked = (id: string) => until("parking", async () => (await stored(id)).parked);
const going = (id: string) => until("going on", async () => (await stored(id)).parked === null);
const mark = async (id: string) => {
  const { standsAt } = await clinic.cases.repairs(await stored(id));
  if (!standsAt) throw new Error("it stands at nothing");
  return standsAt.mark;
};
const skip = (id: string, at: string, requestId: string = crypto.randomUUID()) => {
  const request = { mark: at, reason: "It fails each time.", actor: people.admin, requestId };
  return clinic.cases.skip(id, request);
};
const log = (id: string) => eventsOf(clinic.store, id, { after: 0, limit: 100 });
const note = (id: string, requestId: string) =>
  clinic.cases.act({
    ...{ caseId: id, action: "note", input: { text: requestId }, actor: people.support },
    ...{ requestId, seenEntry: null },
  });

/** A message of the inbox that the case has been handed, on which its program breaks. */
async function breaksOn(id: string, number: number): Promise<string> {
  const providerId = `${id}-${String(number)}`;
  const entry = { endpoint: "sms", channel: "africastalking", from: "+254700000077", name: null };
  const rest = { text: "Are you there?", data: null, about: null, automatic: true, providerId };
  await storeInbound(clinic.store, [{ ...entry, ...rest }], new Date());
  const inbox = inboxId("sms", providerId);
  await updateInbound(clinic.store, inbox, { caseId: id });
  const message = { id: inbox, conversation: "sms/c", number, text: rest.text };
  await clinic.client.workflow.getHandle(id).signal("message_received", message);
  return inbox;
}

describe("a case that stands at something which fails each time", () => {
  test("is let past a message once, which is set aside, and then stands at the next one", async () => {
    const id = await startBroken(clinic);
    const first = await breaksOn(id, 1);
    await parked(id);
    const second = await breaksOn(id, 2);
    const at = await mark(id);
    const [one, two] = [crypto.randomUUID(), crypto.randomUUID()];
    const [his, hers] = await Promise.allSettled([skip(id, at, one), skip(id, at, two)]);
    expect([his.status, hers.status].toSorted()).toEqual(["fulfilled", "rejected"]);
    const done = his.status === "fulfilled" ? one : two;
    await skip(id, at, done);

    await until(
      "the second alarm",
      async () => (await mark(id)) !== at && (await stored(id)).parked,
    );
    await skip(id, await mark(id));
    await going(id);
    await quiet(clinic, id);
    const turns = await log(id);
    expect(turns.map(({ type }) => type)).toEqual(["created", "skipped", "skipped"]);
    expect(turns[1]?.event).toMatchObject({
      ...{ type: "skipped", why: "interpreter", reason: "It fails each time." },
      ...{ actor: { id: people.admin.id }, what: { message: { id: first, number: 1 } } },
    });
    const aside = (await messagesSetAside(clinic.store, 10)).map(({ _id }) => _id);
    expect(aside).toEqual(expect.arrayContaining([first, second]));
    expect(await inboxRow(clinic.store, first)).toMatchObject({ state: "dead", why: "skipped" });
    await expect(skip(id, at)).rejects.toMatchObject({ code: "action_not_allowed" });
    const lines = await clinic.cases.events(id, { limit: 10 });
    expect(lines[1]).toMatchObject({
      ...{ title: "Set aside: The patient wrote", input: { message: "Are you there?" } },
      note: "It could not be read, each time; nothing follows from it. It fails each time.",
    });
    expect((await verifyLogs(clinic.store, new Map())).tampered).toEqual([]);
  });

  test("is let past the very turn that the store refuses, and what came around it is stored under its own numbers", async () => {
    const id = await openTicket(clinic);
    await quiet(clinic, id);
    const { turn } = await stored(id);
    await tighten(clinic, { requestId: { $ne: "bad" } });
    const answers = await Promise.all(["good-1", "bad", "good-2"].map((one) => note(id, one)));
    await parked(id);
    expect((await viewOf(clinic, id)).stuck).toMatchObject({ event: { requestId: "bad" } });
    await skip(id, await mark(id));
    await settled(clinic, id, turn + 3);
    await going(id);
    const turns = (await log(id)).filter((row) => row.turn > turn);
    const byRequest = turns.flatMap(({ event }) =>
      event.type === "acted" ? [event.requestId] : event.type === "skipped" ? ["skipped"] : [],
    );
    const [first, bad, second] = answers.map((answer) => answer.turn - turn - 1);
    const expected: string[] = [];
    expected[first ?? 0] = "good-1";
    expected[bad ?? 0] = "skipped";
    expected[second ?? 0] = "good-2";
    expect(byRequest).toEqual(expected);
    await tighten(clinic, {});
    expect((await verifyLogs(clinic.store, new Map())).tampered).toEqual([]);
  });
});
