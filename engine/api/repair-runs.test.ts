import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import { shownOf, standingTickets } from "../../tests/support/standing.js";
import type { Permission, Role } from "../definition/organisation.js";
import type { ReleaseBody } from "../definition/release.js";
import type { AuditList } from "../protocol/audit.js";
import type { RepairedCases, RepairRun } from "../protocol/repair-run.js";
import { caseDoc } from "../store/cases.js";
import { eventsOf } from "../store/events.js";
import { repairRunCaseCollection } from "../store/repair-run-cases.js";
import { repairRunCollection } from "../store/repair-runs.js";
import { changeUser } from "../store/users.js";

/** A release with two roles that mend what stands still, each in one queue. */
const withMenders = (body: ReleaseBody): ReleaseBody => {
  const permissions: Permission[] = ["case.read", "case.repair"];
  const mender = (queue: string): Role => ({
    ...{ id: `mends_${queue}`, name: `Mends ${queue}`, permissions, queues: [queue] },
  });
  const { organisation } = body;
  const roles = [...organisation.roles, mender("billing"), mender("security")];
  return { ...body, organisation: { ...organisation, roles } };
};

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("repair-runs"), temporalAddress: testTemporalAddress() },
    { release: withMenders },
  );
});
afterAll(() => desk.close());

const get = (path: string, token = desk.tokens.admin) => desk.call("GET", path, { token });
const post = (path: string, body: object, { token = desk.tokens.admin, key = randomUUID() } = {}) =>
  desk.call("POST", path, { token, body, key });
const start = async (body: object, token?: string) => {
  const reply = await post("/api/repair-runs", body, token === undefined ? {} : { token });
  expect([reply.status, reply.body["code"]]).toEqual([201, undefined]);
  return reply.body as unknown as RepairRun;
};
const standing = (id: string, wanted: RepairRun["standing"]) =>
  until(`a run that is ${wanted}`, async () => {
    const { body } = await get(`/api/repair-runs/${id}`);
    return body["standing"] === wanted && (body as unknown as RepairRun);
  });
const outcomes = async (id: string) => {
  const { items } = (await get(`/api/repair-runs/${id}/cases`)).body as unknown as RepairedCases;
  return items.map((item) => [item.id, item.outcome, item.why]);
};
const written = async (id: string) => {
  const path = `/api/audit?subject=${id}&route=startRepairRun`;
  return ((await get(path)).body as unknown as AuditList).items.toReversed();
};
const shown = (ids: readonly string[]) => Promise.all(ids.map((id) => shownOf(desk, id)));
const isParked = async (id: string) => (await caseDoc(desk.clinic.store, id))?.parked !== null;

describe("a run of repairs", () => {
  test("asks each case once, if it stands as it was shown, and tells everybody what became of it", async () => {
    const ids = await standingTickets(desk, 3);
    const [first = "", second = "", third = ""] = ids;
    const cases = await shown(ids);
    expect((await post(`/api/cases/${second}/repair`, { how: "retry" })).status).toBe(204);
    await until("going on", async () => !(await isParked(second)));
    const forgets = { ...cases[2], unstored: 5 };
    const body = { how: "reload", cases: [cases[0], cases[1], forgets] };
    const key = randomUUID();
    const replies = [
      await post("/api/repair-runs", body, { key }),
      await post("/api/repair-runs", body, { key }),
    ];
    expect(replies.map(({ status }) => status)).toEqual([201, 201]);
    const id = String(replies[0]?.body["id"]);
    expect(replies[1]?.body["id"]).toBe(id);
    const done = await standing(id, "done");
    expect(done).toMatchObject({ how: "reload", counts: { waiting: 0, done: 1, not_done: 2 } });
    expect(await outcomes(id)).toEqual([
      [first, "done", null],
      [second, "not_done", "going"],
      [third, "not_done", "changed"],
    ]);
    expect([await isParked(first), await isParked(third)]).toEqual([false, true]);
    const other = await desk.person(["mends_billing"]);
    const { items } = (await get("/api/repair-runs", other.token)).body as unknown as {
      items: RepairRun[];
    };
    expect(items).toContainEqual(done);
    // What was not asked has no entry; what was has one from before and one from after.
    expect((await written(first)).map(({ what, reason }) => [what, reason])).toEqual([
      ["repairing", `reload (run ${id})`],
      ["repaired", `reload (run ${id})`],
    ]);
    expect([await written(second), await written(third)]).toEqual([[], []]);
    await start({ how: "retry", cases: [cases[2]] });
    await until("going on", async () => !(await isParked(third)));
  });

  test("skips what was shown with a reason, which nobody reads in the database", async () => {
    const ids = await standingTickets(desk, 2);
    const [first = "", second = ""] = ids;
    const [one, two] = await shown(ids);
    const reason = "The database never takes it.";
    const run = await start({ how: "skip", reason, cases: [one, { ...two, mark: "another" }] });
    await standing(run.id, "done");
    expect(await outcomes(run.id)).toEqual([
      [first, "done", null],
      [second, "not_done", "changed"],
    ]);
    await until("the turn", async () => {
      const turns = await eventsOf(desk.clinic.store, first, { after: 0, limit: 100 });
      return turns.filter(({ type }) => type === "skipped").length === 1;
    });
    expect((await written(first)).at(-1)?.reason).toBe(`skip: ${reason} (run ${run.id})`);
    const { connection } = desk.clinic.store;
    const bare = await Promise.all(
      [repairRunCollection, repairRunCaseCollection].map(({ name }) =>
        connection.collection(name).find({}).toArray(),
      ),
    );
    expect(JSON.stringify(bare)).not.toContain("never takes it");
    expect(JSON.stringify(bare)).not.toContain(one?.mark);
    await start({ how: "reload", cases: [two] });
    await until("going on", async () => !(await isParked(second)));
  });

  test("rests after its wave, goes on, and is stopped for good", async () => {
    const ids = await standingTickets(desk, 3);
    const { id } = await start({ how: "retry", wave: 1, cases: await shown(ids) });
    const step = (what: string) => post(`/api/repair-runs/${id}/steps`, { step: what });
    expect((await standing(id, "resting")).counts).toEqual({ waiting: 2, done: 1, not_done: 0 });
    expect((await step("go_on")).status).toBe(200);
    await until("the second", async () => (await outcomes(id))[1]?.[1] === "done");
    await standing(id, "resting");
    const stopped = await step("stop");
    expect([stopped.status, stopped.body["standing"]]).toEqual([200, "stopped"]);
    for (const what of ["go_on", "stop"]) {
      const { status, body } = await step(what);
      expect([status, body["code"]]).toEqual([409, "not_now"]);
    }
    expect(await outcomes(id)).toEqual(
      ids.map((each, n) => [each, n < 2 ? "done" : "waiting", null]),
    );
    const [last = ""] = ids.slice(-1);
    expect(await isParked(last)).toBe(true);
    await start({ how: "retry", cases: await shown([last]) });
    await until("going on", async () => !(await isParked(last)));
  });

  test("is about cases that its starter sees, then and still", async () => {
    const ids = await standingTickets(desk, 2);
    const cases = await shown(ids);
    const guard = await desk.person(["mends_security"]);
    const asGuard = { token: guard.token };
    const refused = await post("/api/repair-runs", { how: "retry", cases }, asGuard);
    expect([refused.status, pointersOf(refused.body)]).toEqual([
      422,
      ["/cases/0/id", "/cases/1/id"],
    ]);
    const mender = await desk.person(["mends_billing"]);
    const { id } = await start({ how: "retry", wave: 1, cases }, mender.token);
    await standing(id, "resting");
    expect((await get("/api/repair-runs", guard.token)).body["items"]).toEqual([]);
    for (const path of ["", "/cases"])
      expect((await get(`/api/repair-runs/${id}${path}`, guard.token)).status).toBe(404);
    const stop = await post(`/api/repair-runs/${id}/steps`, { step: "stop" }, asGuard);
    expect(stop.status).toBe(404);
    expect((await get("/api/repair-runs", desk.tokens.support)).status).toBe(403);
    await changeUser(desk.clinic.store, mender.id, { roles: ["mends_security"] });
    await post(`/api/repair-runs/${id}/steps`, { step: "go_on" });
    await standing(id, "done");
    expect((await outcomes(id)).map(([, , why]) => why)).toEqual([null, "not_theirs"]);
    await start({ how: "retry", cases: cases.slice(1) });
    await until("going on", async () => !(await isParked(ids[1] ?? "")));
  });

  test("that cannot be meant is told by its pointers, and changes nothing", async () => {
    const [id = ""] = await standingTickets(desk, 1);
    const [one] = await shown([id]);
    const { mark: _mark, ...markless } = one ?? {};
    const before = (await get("/api/repair-runs")).body;
    const wrong: readonly (readonly [object, readonly string[]])[] = [
      [{ how: "skip", cases: [markless] }, ["/cases/0/mark", "/reason"]],
      [{ how: "retry", cases: [one, one] }, ["/cases/1/id"]],
      [{ how: "retry", cases: [{ ...one, id: "T-2222-2" }] }, ["/cases/0/id"]],
      [{ how: "retry", cases: [] }, ["/cases"]],
      [{ how: "retry", wave: 0, cases: [one] }, ["/wave"]],
      [{ how: "retry", cases: [{ ...one, since: "yesterday" }] }, ["/cases/0/since"]],
    ];
    for (const [body, pointers] of wrong) {
      const reply = await post("/api/repair-runs", body);
      expect([reply.status, pointersOf(reply.body)]).toEqual([422, pointers]);
    }
    expect((await get("/api/repair-runs")).body).toEqual(before);
    expect(await isParked(id)).toBe(true);
    await start({ how: "retry", cases: [one] });
    await until("going on", async () => !(await isParked(id)));
  });
});

function pointersOf(body: Readonly<Record<string, unknown>>): readonly string[] {
  return (body["errors"] as { pointer: string }[] | undefined)?.map(({ pointer }) => pointer) ?? [];
}
