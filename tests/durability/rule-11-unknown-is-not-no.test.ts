import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventsOf } from "../../engine/store/events.js";
import { type Clinic, openClinic, people, settled } from "../support/clinic.js";
import { openTicket } from "../support/stage.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";

describe("an action whose answer does not come", () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await openClinic({
      mongodbUri: testDatabaseUri("rule-11"),
      temporalAddress: testTemporalAddress(),
    });
  });
  afterAll(() => clinic.close());

  const act = (caseId: string, action: string, more: object) =>
    clinic.cases.act({
      caseId,
      action,
      input: {},
      actor: people.support,
      requestId: crypto.randomUUID(),
      seenEntry: null,
      ...more,
    });

  test("is unknown, not failed: repeated under its id it is applied once when the workers are back", async () => {
    const id = await openTicket(clinic);
    await clinic.stopWorker();
    await expect(act(id, "claim", { requestId: "the-one" })).rejects.toMatchObject({
      code: "outcome_unknown",
    });
    await clinic.startWorker();
    const { turn } = await act(id, "claim", { requestId: "the-one" });
    await settled(clinic, id, turn);
    expect((await act(id, "claim", { requestId: "the-one" })).turn).toBe(turn);
    const events = await eventsOf(clinic.store, id, { after: 0, limit: 50 });
    expect(events.filter(({ requestId }) => requestId === "the-one")).toHaveLength(1);
  });

  test("of ten people who press the same button one wins, and the others hear what is allowed now", async () => {
    const id = await openTicket(clinic);
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) =>
        act(id, "claim", { actor: { id: `person-${String(i)}`, roles: ["support"] } }),
      ),
    );
    const refused = answers.filter((answer) => answer.status === "rejected");
    expect(refused).toHaveLength(9);
    for (const { reason } of refused)
      expect(reason).toMatchObject({ code: "action_not_allowed", details: { current: { id } } });
  });

  test("from a screen that is out of date it is refused with the fresh case, unless it commutes", async () => {
    const id = await openTicket(clinic);
    const { entry } = await clinic.cases.actions(id, people.support);
    await act(id, "claim", { seenEntry: entry });
    await expect(
      act(id, "resolve", { seenEntry: entry, input: { resolution: "done" } }),
    ).rejects.toMatchObject({ code: "case_changed", details: { current: { id } } });
    await expect(
      act(id, "note", { seenEntry: entry, input: { text: "still true" } }),
    ).resolves.toBeDefined();
  });
});
