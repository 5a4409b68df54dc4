import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { caseDoc, openCasesOf } from "../engine/store/cases.js";
import { contactAt } from "../engine/store/contacts.js";
import { messagesOf } from "../engine/store/messages.js";
import { type Clinic, openClinic, people, until } from "./support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";

describe("a patient's SMS", () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await openClinic({
      mongodbUri: testDatabaseUri("ticket"),
      temporalAddress: testTemporalAddress(),
    });
  });
  afterAll(() => clinic.close());

  const caseOf = (phone: string) =>
    until(`a case for ${phone}`, async () => {
      const contact = await contactAt(clinic.store, `sms:${phone}`);
      const [found] = contact ? await openCasesOf(clinic.store, contact._id) : [];
      return found;
    });

  test("becomes a routed ticket, is answered, resolved and closed, with a message at every step", async () => {
    const phone = "+254700000001";
    await clinic.receive(phone, "I have back pain since this morning");
    const { _id: id } = await caseOf(phone);
    const routed = await until("routing", async () => {
      const doc = await caseDoc(clinic.store, id);
      return doc?.stateId === "assigned" ? doc : null;
    });
    expect(routed).toMatchObject({ queue: "medical", priority: "High" });

    const act = (action: string, input = {}) =>
      clinic.cases.act({
        caseId: id,
        action,
        input,
        actor: people.medical,
        requestId: `${id}-${action}`,
        seenEntry: null,
      });
    expect((await act("claim")).row.state.id).toBe("in_progress");
    await act("ask", { text: "Does the pain reach your leg?" });
    await clinic.receive(phone, "No, only the back");
    await until("the answer on the same ticket", async () => {
      const doc = await caseDoc(clinic.store, id);
      return doc?.stateId === "in_progress" && doc.turn > 4;
    });
    await act("resolve", { resolution: "Seen by the doctor" });
    const closed = await act("close");
    expect(closed.row.status).toBe("closed");
    await until("the end of the workflow", async () => {
      const { status } = await clinic.client.workflow.getHandle(id).describe();
      return status.name === "COMPLETED";
    });

    const templates = (await messagesOf(clinic.store, id)).map((m) => m.template ?? "in");
    expect(templates).toEqual([
      "in",
      "ticket-received",
      "ticket-assigned",
      "ticket-in-progress",
      "ticket-reply",
      "in",
      "ticket-resolved",
      "ticket-closed",
    ]);
    expect(clinic.provider.accepted().filter(({ to }) => to === phone)).toHaveLength(6);
  });
});
