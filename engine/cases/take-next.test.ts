import { afterAll, beforeAll, expect, test } from "vitest";
import { type Clinic, openClinic, people, until } from "../../tests/support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import { eventCollection } from "../store/events.js";
import { queueEntryCollection } from "../store/queue-entries.js";

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic({
    mongodbUri: testDatabaseUri("take-next"),
    temporalAddress: testTemporalAddress(),
  });
});
afterAll(() => clinic.close());

test("asking for the next case again under the same request takes no second case", async () => {
  const actor = people.admin;
  for (const requestId of ["open-1", "open-2"])
    await clinic.cases.create({
      workflow: "ticket",
      data: { description: "severe headache and fever" },
      contact: null,
      actor,
      requestId,
    });
  const waiting = () => clinic.store.of(queueEntryCollection).countDocuments({ queue: "medical" });
  await until("both to wait", async () => (await waiting()) === 2);

  const first = await clinic.cases.takeNext("medical", { actor, requestId: "next-1" });
  await until("one to be taken", async () => (await waiting()) === 1);
  const again = await clinic.cases.takeNext("medical", { actor, requestId: "next-1" });

  expect(again?.row.id).toBe(first?.row.id);
  expect(again?.turn).toBe(first?.turn);
  expect(await waiting()).toBe(1);
  const turns = clinic.store.of(eventCollection).countDocuments({ requestId: "next-1" });
  expect(await turns).toBe(1);
});
