import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EffectPlace } from "../../engine/effects/index.js";
import { caseDoc } from "../../engine/store/cases.js";
import { eventsOf } from "../../engine/store/events.js";
import { type Clinic, openClinic, people, settled } from "../support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";

describe("a database that is down while people work", () => {
  let clinic: Clinic;
  let down = false;
  beforeAll(async () => {
    clinic = await openClinic(
      { mongodbUri: testDatabaseUri("rule-2"), temporalAddress: testTemporalAddress() },
      {
        reached: (place: EffectPlace) => {
          if (down && place === "commit.before") throw new Error("no primary");
        },
      },
    );
  });
  afterAll(() => clinic.close());

  test("answers as long as it is safe, then says Behind, and loses nothing it answered", async () => {
    const { id } = await clinic.cases.create({
      workflow: "ticket",
      data: { description: "Where is the lab?" },
      contact: null,
      actor: people.support,
      requestId: crypto.randomUUID(),
    });
    await settled(clinic, id, 2);
    down = true;
    const text = "x".repeat(3_900);
    let answered = 0;
    let refusal: unknown = null;
    for (let i = 0; i < 120 && refusal === null; i += 1)
      await clinic.cases
        .act({
          caseId: id,
          action: "note",
          input: { text },
          actor: people.support,
          requestId: `note-${String(i)}`,
          seenEntry: null,
        })
        .then(
          () => (answered += 1),
          (error: unknown) => (refusal = error),
        );
    expect(refusal).toMatchObject({ code: "behind" });
    expect(answered).toBeGreaterThan(20);
    const handle = clinic.client.workflow.getHandle(id);
    expect((await handle.describe()).status.name).toBe("RUNNING");

    down = false;
    await settled(clinic, id, 2 + answered);
    const events = await eventsOf(clinic.store, id, { after: 0, limit: 500 });
    expect(events.filter(({ type }) => type === "acted")).toHaveLength(answered);
    expect((await caseDoc(clinic.store, id))?.parked).toBeNull();
  });

  test("an event too large for a case is refused and leaves no trace", async () => {
    const { id } = await clinic.cases.create({
      workflow: "ticket",
      data: { description: "Hello" },
      contact: null,
      actor: people.support,
      requestId: crypto.randomUUID(),
    });
    await settled(clinic, id, 2);
    const update = clinic.client.workflow.getHandle(id).executeUpdate("act", {
      args: [
        {
          action: "note",
          input: { text: "x".repeat(70_000) },
          actor: people.support,
          requestId: "large",
          seenEntry: null,
        },
      ],
    });
    await expect(update).rejects.toMatchObject({ cause: { type: "TooLarge" } });
    expect((await caseDoc(clinic.store, id))?.turn).toBe(2);
  });
});
