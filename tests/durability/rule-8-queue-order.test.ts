import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { caseCollection } from "../../engine/store/cases.js";
import { queueEntryCollection } from "../../engine/store/queue-entries.js";
import { type Clinic, openClinic, people, until } from "../support/clinic.js";
import { SETTLING_MS } from "./check-answers.js";
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

  test("is held up for a moment only by a process that died while it had hold of an entry", async () => {
    const { row } = await clinic.cases.create({
      workflow: "ticket",
      data: { description: "severe headache and fever" },
      contact: null,
      actor: people.medical,
      requestId: "held-up",
    });
    await until("routed", async () => {
      const entry = await clinic.store
        .of(queueEntryCollection)
        .exists({ queue: "medical", caseId: row.id });
      return entry !== null;
    });
    // What a kill -9 in the middle of a commit leaves behind: a transaction that nobody ends.
    const orphan = await clinic.store.connection.startSession();
    orphan.startTransaction();
    await clinic.store
      .of(queueEntryCollection)
      .updateOne({ caseId: row.id }, { $set: { rank: 0 } }, { session: orphan });
    const start = performance.now();
    const taken = await clinic.cases.takeNext("medical", {
      actor: people.medical,
      requestId: "after-a-death",
    });
    expect(taken?.row.id).toBe(row.id);
    expect(performance.now() - start).toBeLessThan(SETTLING_MS);
    await orphan.endSession();
  });

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
