import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { caseDoc } from "../../engine/store/cases.js";
import { messageCollection } from "../../engine/store/messages.js";
import { parkingCollection } from "../../engine/store/parkings.js";
import { type Clinic, openClinic, people, settled, until } from "../support/clinic.js";
import { startBroken } from "../support/stage.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";

describe("our own mistakes and a store that refuses", () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await openClinic({
      mongodbUri: testDatabaseUri("rule-3"),
      temporalAddress: testTemporalAddress(),
    });
  });
  afterAll(() => clinic.close());

  test("an interpreter that breaks on a message parks the case with the message kept for its repair", async () => {
    const id = await startBroken(clinic);
    const handle = clinic.client.workflow.getHandle(id);
    await handle.signal("message_received", {
      id: "in-1",
      conversation: "sms/c",
      number: 1,
      text: "Are you there?",
    });
    const parked = await until("parking", async () => (await caseDoc(clinic.store, id))?.parked);
    expect(parked.reason).toBe("interpreter");
    await until("the alarm", async () => {
      const alarm = await clinic.store.of(parkingCollection).findById(id).lean();
      return alarm?.resolvedAt === null;
    });
    await expect(
      clinic.cases.act({
        caseId: id,
        action: "note",
        input: { text: "?" },
        actor: people.support,
        requestId: "r",
        seenEntry: null,
      }),
    ).rejects.toMatchObject({ code: "case_parked" });
    expect((await handle.describe()).status.name).toBe("RUNNING");
  });

  test("a commit the store refuses parks the case; after the repair the same turn is stored", async () => {
    const { id } = await clinic.cases.create({
      workflow: "ticket",
      data: { description: "My card is lost" },
      contact: { phone: "+254700000031" },
      actor: people.support,
      requestId: crypto.randomUUID(),
    });
    await settled(clinic, id, 2);
    // Somebody tightened the database by hand.
    const collMod = (validator: object) =>
      clinic.store.connection.db?.command({ collMod: "events", validator });
    await collMod({ type: { $ne: "acted" } });
    const answer = await clinic.cases.act({
      caseId: id,
      action: "note",
      input: { text: "written down" },
      actor: people.support,
      requestId: "refused-1",
      seenEntry: null,
    });
    const parked = await until("parking", async () => (await caseDoc(clinic.store, id))?.parked);
    expect(parked).toMatchObject({ reason: "refused", turn: answer.turn });

    await collMod({});
    await clinic.cases.repair(id, { how: "retry", actor: people.admin, requestId: "repair" });
    await settled(clinic, id, answer.turn);
    expect((await caseDoc(clinic.store, id))?.parked).toBeNull();
  });

  test("a template that cannot be rendered is a failed message on the ticket, not a stuck case", async () => {
    const broken = await openClinic(
      { mongodbUri: testDatabaseUri("rule-3b"), temporalAddress: testTemporalAddress() },
      {
        release: (body) => ({
          ...body,
          templates: body.templates.filter(({ id }) => id !== "ticket-received"),
        }),
      },
    );
    const { id } = await broken.cases.create({
      workflow: "ticket",
      data: { description: "hello" },
      contact: { phone: "+254700000032" },
      actor: people.support,
      requestId: crypto.randomUUID(),
    });
    await settled(broken, id, 2);
    const message = await broken.store
      .of(messageCollection)
      .findOne({ caseId: id, template: "ticket-received" })
      .lean();
    expect(message).toMatchObject({ state: "failed", reason: "template_missing" });
    await until("routing", async () => (await caseDoc(broken.store, id))?.stateId === "assigned");
    await broken.close();
  });
});
