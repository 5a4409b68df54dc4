import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { verifyLogs } from "../../engine/log/verify.js";
import type { MigratedCases, Migration } from "../../engine/protocol/migration.js";
import { caseDoc } from "../../engine/store/cases.js";
import { eventsOf } from "../../engine/store/events.js";
import { migratedCases, migrationById } from "../../engine/store/migrations.js";
import { currentRelease, publishRelease } from "../../engine/store/releases.js";
import { people, until } from "../support/clinic.js";
import { type Desk, openDesk } from "../support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";
import { act, openTicket, quiet, tighten, update, viewOf } from "../support/stage.js";

/** While it is so, nothing that cases do is written. */
let isDown = false;

let desk: Desk;
/** One that has done something nobody has written yet when it is to be moved, and one that does so once it is moved. */
let behind: string;
let ahead: string;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("moving-trouble"), temporalAddress: testTemporalAddress() },
    {
      reached: (place) => {
        if (isDown && place === "commit.before") throw new Error("nothing is written now");
      },
    },
  );
  [behind, ahead] = [await openTicket(desk.clinic), await openTicket(desk.clinic)];
  for (const id of [behind, ahead]) await quiet(desk.clinic, id);
  const { store } = desk.clinic;
  const { body, number: base } = await currentRelease(store);
  await publishRelease(store, {
    ...{ body: renamed(body), base, by: "test", reason: "Other words", at: new Date() },
  });
});
afterAll(() => desk.close());

test("a case is moved once what it has done is written, and what it does before its move is written follows the other release", async () => {
  isDown = true;
  await update(desk.clinic, behind, "claim", crypto.randomUUID());
  await update(desk.clinic, behind, "release", crypto.randomUUID());
  const migration = await move(1, 2);
  // One has answered that it is moved, which is nowhere written; the other one has been asked and is where it was.
  await until("a move that is not written", async () => {
    const { uncommitted } = await viewOf(desk.clinic, ahead);
    return uncommitted === 1;
  });
  await update(desk.clinic, ahead, "claim", crypto.randomUUID());
  await until("somebody who asked both", async () => {
    const rows = await migratedCases(desk.clinic.store, migration.id, "waiting");
    return rows.length === 2 && rows.every(({ tries }) => tries > 0);
  });
  await desk.clinic.stopWorker();
  isDown = false;
  await desk.clinic.startWorker();

  expect((await done(migration)).counts).toMatchObject({ moved: 2, refused: 0 });
  expect(await story(behind)).toEqual(["claim", "release", "assigned → assigned"]);
  expect(await story(ahead)).toEqual(["assigned → assigned", "claim"]);
  // The state of the other words has no name in the ones from before.
  expect(await stateOf(behind)).toEqual([2, "assigned"]);
  expect(await stateOf(ahead)).toEqual([2, "working"]);
});

test("a case whose move is refused by the store is moved by its repair, or anew once the repair has forgotten it", async () => {
  await act(desk.clinic, behind, "claim");
  await tighten(desk.clinic, { type: { $ne: "moved" } });
  const migration = await move(2, 1);
  for (const id of [behind, ahead])
    await until("parking", async () => (await caseDoc(desk.clinic.store, id))?.parked);
  await step(migration, "rest");
  await until("nobody who is at it", async () => {
    const doc = await migrationById(desk.clinic.store, migration.id);
    return doc?.standing === "resting" && doc.lease === null;
  });
  await tighten(desk.clinic, {});
  await repair(behind, "retry");
  await repair(ahead, "reload");
  // It is where it was, and does something else under the number of the turn that is forgotten.
  await act(desk.clinic, ahead, "release");
  expect(await stateOf(ahead)).toEqual([2, "assigned"]);
  await step(migration, "all");

  expect((await done(migration)).counts).toMatchObject({ moved: 2, refused: 0 });
  expect((await story(behind)).slice(-2)).toEqual(["claim", "working → in_progress"]);
  expect((await story(ahead)).slice(-2)).toEqual(["release", "assigned → assigned"]);
  for (const id of [behind, ahead]) {
    const [row] = (await rowsOf(migration)).filter((one) => one.id === id);
    const turns = await eventsOf(desk.clinic.store, id, { after: 0, limit: 100 });
    expect(row?.turn).toBe(turns.findLast(({ type }) => type === "moved")?.turn);
  }
  expect([await stateOf(behind), await stateOf(ahead)]).toEqual([
    [1, "in_progress"],
    [1, "assigned"],
  ]);
});

test("a case that is parked after it was moved goes on by what it follows now", async () => {
  const migration = await move(1, 2);
  await done(migration);
  await tighten(desk.clinic, { type: { $ne: "acted" } });
  await update(desk.clinic, behind, "release", crypto.randomUUID());
  await until("parking", async () => (await caseDoc(desk.clinic.store, behind))?.parked);
  await tighten(desk.clinic, {});
  await repair(behind, "reload");
  expect((await viewOf(desk.clinic, behind)).state.state).toBe("working");
  await act(desk.clinic, behind, "resolve", { resolution: "It is right now" });
  expect(await stateOf(behind)).toEqual([2, "resolved"]);
  expect((await verifyLogs(desk.clinic.store, new Map())).tampered).toEqual([]);
});

/** A ticket in whose words who works at it is “working”. */
function renamed(body: ReleaseBody): ReleaseBody {
  const workflows = JSON.stringify(body.workflows).replaceAll('"in_progress"', '"working"');
  return { ...body, workflows: JSON.parse(workflows) as ReleaseBody["workflows"] };
}

async function move(from: number, to: number): Promise<Migration> {
  const body = { workflow: "ticket", from, to, reason: "Other words" };
  const { admin: token } = desk.tokens;
  const reply = await desk.call("POST", "/api/migrations", { token, body });
  expect(reply.status).toBe(201);
  return reply.body as unknown as Migration;
}

async function step({ id }: Migration, what: string): Promise<void> {
  const { admin: token } = desk.tokens;
  await desk.call("POST", `/api/migrations/${id}/steps`, { token, body: { step: what } });
}

async function done({ id }: Migration): Promise<Migration> {
  const { admin: token } = desk.tokens;
  return until(
    `the end of ${id}`,
    async () => {
      const { body } = await desk.call("GET", `/api/migrations/${id}`, { token });
      return body["standing"] === "done" && (body as unknown as Migration);
    },
    120_000,
  );
}

async function rowsOf({ id }: Migration): Promise<MigratedCases["items"]> {
  const { admin: token } = desk.tokens;
  const { body } = await desk.call("GET", `/api/migrations/${id}/cases`, { token });
  return (body as unknown as MigratedCases).items;
}

async function repair(id: string, how: "retry" | "reload"): Promise<void> {
  await desk.clinic.cases.repair(id, {
    ...{ how, actor: people.admin, requestId: crypto.randomUUID() },
  });
}

/** What people did with a case, and from where to where it was moved. */
async function story(id: string): Promise<readonly string[]> {
  const rows = await eventsOf(desk.clinic.store, id, { after: 0, limit: 100 });
  return rows.flatMap(({ event }) => {
    if (event.type === "acted") return [event.action];
    return event.type === "moved" ? [`${event.from.state} → ${event.to.state}`] : [];
  });
}

/** The release that a case follows, and its state, once everything is written. */
async function stateOf(id: string): Promise<readonly [number | undefined, string | undefined]> {
  await quiet(desk.clinic, id);
  const doc = await caseDoc(desk.clinic.store, id);
  return [doc?.release, doc?.stateId];
}
