import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { caseCollection } from "../../engine/store/cases.js";
import { queueEntryCollection } from "../../engine/store/queue-entries.js";
import { type Clinic, openClinic, people, until } from "../support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";

/** People who press the button at the same moment, and cases that wait. */
const [CALLERS, WAITING] = [16, 10];

describe("taking the next case of a queue", () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await openClinic({
      mongodbUri: testDatabaseUri("rule-8"),
      temporalAddress: testTemporalAddress(),
    });
  });
  afterAll(() => clinic.close());

  test("gives every case to exactly one person, most urgent first, and nothing to the rest", async () => {
    for (let i = 0; i < WAITING; i += 1)
      await clinic.cases.create({
        workflow: "ticket",
        data: { description: i === 7 ? "chest pain" : "severe headache and fever" },
        contact: null,
        actor: people.medical,
        requestId: `open-${String(i)}`,
      });
    await until("all routed", async () => {
      const entries = await clinic.store
        .of(queueEntryCollection)
        .countDocuments({ queue: "medical" });
      const inState = (stateId: string) =>
        clinic.store.of(caseCollection).countDocuments({ queue: "medical", stateId });
      const routed = (await inState("assigned")) + (await inState("emergency"));
      return entries === WAITING && routed === WAITING;
    });

    const first = await clinic.cases.takeNext("medical", {
      actor: people.medical,
      requestId: "first",
    });
    expect(first?.row.priority).toBe("Emergency");
    const answers = await Promise.all(
      Array.from({ length: CALLERS }, (_, i) =>
        clinic.cases.takeNext("medical", {
          actor: { id: `doctor-${String(i)}`, roles: ["medical"] },
          requestId: `next-${String(i)}`,
        }),
      ),
    );
    const taken = answers.filter((answer) => answer !== null);
    expect(taken).toHaveLength(WAITING - 1);
    expect(new Set(taken.map(({ row }) => row.id)).size).toBe(WAITING - 1);
    expect(new Set(taken.map(({ row }) => row.assignee?.id)).size).toBe(WAITING - 1);
    await until("an empty line", async () => {
      const left = await clinic.store.of(queueEntryCollection).countDocuments({ queue: "medical" });
      return left === 0;
    });
  });
});
