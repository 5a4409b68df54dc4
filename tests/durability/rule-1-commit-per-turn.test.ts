import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { applyPatch } from "../../engine/interpreter/patch.js";
import type { CaseState } from "../../engine/interpreter/state.js";
import { caseCollection, caseDoc } from "../../engine/store/cases.js";
import { CommitConflict, commitTurns } from "../../engine/store/commit.js";
import { eventCollection, eventsOf } from "../../engine/store/events.js";
import { openParkings } from "../../engine/store/parkings.js";
import type { Turn } from "../../engine/interpreter/turn.js";
import { type Clinic, openClinic, people, settled, until } from "../support/clinic.js";
import { openTicket } from "../support/stage.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";

describe("commit per turn", () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await openClinic({
      mongodbUri: testDatabaseUri("rule-1"),
      temporalAddress: testTemporalAddress(),
    });
  });
  afterAll(() => clinic.close());

  const act = (caseId: string, action: string, input = {}) =>
    clinic.cases.act({
      caseId,
      action,
      input,
      actor: people.admin,
      requestId: crypto.randomUUID(),
      seenEntry: null,
    });

  const recommit = (caseId: string, turns: readonly Turn[]) =>
    commitTurns(clinic.store, {
      caseId,
      release: 1,
      interpreter: 1,
      turns,
      placingOf: () => ({ rank: 0, needs: [] }),
      facetsOf: () => [],
      clocksOf: () => ({ clocks: {}, count: () => 0 }),
      messagesOf: () => Promise.resolve([]),
    });

  async function storedTurns(caseId: string): Promise<Turn[]> {
    const rows = await eventsOf(clinic.store, caseId, { after: 0, limit: 100 });
    return rows.map(({ turn, event, transition, note, patch, effects, digest }) => ({
      turn,
      event,
      transition,
      ...(note === null ? {} : { note: note as NonNullable<Turn["note"]> }),
      patch,
      effects,
      digest,
    }));
  }

  test("the same turns committed again change nothing", async () => {
    const id = await openTicket(clinic);
    const turns = await storedTurns(id);
    expect(await recommit(id, turns)).toBe(0);
    expect(await storedTurns(id)).toEqual(turns);
  });

  test("a turn that differs from the stored one is a fork and writes nothing", async () => {
    const id = await openTicket(clinic);
    const turns = await storedTurns(id);
    const forked = turns.map((turn, i) => (i === 1 ? { ...turn, digest: "0".repeat(64) } : turn));
    await expect(recommit(id, forked)).rejects.toMatchObject({ kind: "fork" });
    await expect(recommit(id, forked)).rejects.toBeInstanceOf(CommitConflict);
    expect(await storedTurns(id)).toEqual(turns);
  });

  test("a turn that comes too early is a gap and writes nothing", async () => {
    const id = await openTicket(clinic);
    const turns = await storedTurns(id);
    const last = turns.at(-1);
    if (!last) throw new Error("no turns");
    await expect(recommit(id, [{ ...last, turn: last.turn + 2 }])).rejects.toMatchObject({
      kind: "gap",
    });
    expect(await storedTurns(id)).toEqual(turns);
  });

  test("the log alone rebuilds the projection, without the interpreter", async () => {
    const id = await openTicket(clinic);
    await act(id, "claim");
    await act(id, "note", { text: "Called back" });
    await settled(clinic, id, 4);
    const rebuilt = (await storedTurns(id)).reduce<CaseState | null>(
      (state, turn) => applyPatch(state, turn.patch),
      null,
    );
    expect(rebuilt).toEqual((await caseDoc(clinic.store, id))?.state);
  });

  test("a database that went back in time parks the case, rings, and goes on after a reload", async () => {
    const id = await openTicket(clinic);
    await act(id, "claim");
    await settled(clinic, id, 3);
    // An older backup comes back: the last turn is gone from the store, but answered.
    const [, second] = await storedTurns(id);
    await clinic.store.of(eventCollection).deleteOne({ caseId: id, turn: 3 });
    const state = (await storedTurns(id)).reduce<CaseState | null>(
      (before, turn) => applyPatch(before, turn.patch),
      null,
    );
    await clinic.store.of(caseCollection).updateOne({ _id: id }, { $set: { turn: 2, state } });
    expect(second?.turn).toBe(2);

    await act(id, "note", { text: "after the restore" });
    const parked = await until("parking", async () => {
      const doc = await caseDoc(clinic.store, id);
      return doc?.parked === null ? null : doc;
    });
    expect(parked.parked).toMatchObject({ reason: "gap", turn: 4 });
    await until("the alarm", async () => (await openParkings(clinic.store)) > 0);
    await expect(act(id, "note", { text: "refused" })).rejects.toMatchObject({
      code: "case_parked",
    });

    await clinic.cases.repair(id, { how: "reload", actor: people.admin, requestId: "repair-1" });
    expect((await act(id, "note", { text: "goes on" })).turn).toBe(3);
    await settled(clinic, id, 3);
    expect((await caseDoc(clinic.store, id))?.parked).toBeNull();
  });
});
