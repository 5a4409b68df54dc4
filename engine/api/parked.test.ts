import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk } from "../../tests/support/desk.js";
import { standingTickets } from "../../tests/support/standing.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { CaseRepair, ParkedCase } from "../protocol/case-repair.js";
import type { AuditList } from "../protocol/audit.js";
import type { ReleaseBody } from "../definition/release.js";
import { caseDoc } from "../store/cases.js";
import { parkCase, unparkCase } from "../store/parkings.js";

/** A release with a role that mends what stands still in billing, and sees nothing else. */
const withMender = (body: ReleaseBody): ReleaseBody => {
  const { organisation } = body;
  const mender = {
    id: "mender",
    name: "Mender",
    permissions: ["case.read", "case.repair"] as const,
  };
  const roles = [
    ...organisation.roles,
    { ...mender, permissions: [...mender.permissions], queues: ["billing"] },
  ];
  return { ...body, organisation: { ...organisation, roles } };
};

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("parked"), temporalAddress: testTemporalAddress() },
    { release: withMender },
  );
});
afterAll(() => desk.close());

const get = (path: string, token = desk.tokens.admin) => desk.call("GET", path, { token });
const parked = async (token?: string) =>
  (await get("/api/parked", token)).body["items"] as readonly ParkedCase[];
const preview = async (id: string) =>
  (await get(`/api/cases/${id}/repair`)).body as unknown as CaseRepair;
const repair = (id: string, how: string, key: string = randomUUID()) =>
  desk.call("POST", `/api/cases/${id}/repair`, {
    ...{ token: desk.tokens.admin, body: { how }, key },
  });

/** A routed ticket whose note the store refuses. */
async function standing(): Promise<string> {
  const [id = ""] = await standingTickets(desk, 1);
  return id;
}

describe("cases that stand still", () => {
  test("are listed with the cause for those who may repair them, and say what each way would do", async () => {
    const id = await standing();
    const mine = (await parked()).find(({ case: row }) => row.id === id);
    expect(mine).toMatchObject({ reason: "refused", case: { parked: true } });
    expect((await get("/api/parked", desk.tokens.support)).status).toBe(403);
    expect((await get(`/api/cases/${id}/repair`, desk.tokens.support)).status).toBe(403);
    const stored = (await caseDoc(desk.clinic.store, id))?.turn;
    expect(await preview(id)).toEqual({
      ...{ stored, unstored: 1 },
      retry: { possible: true, why: "writes_again" },
      reload: { possible: true, why: "forgets" },
      skip: { possible: true, why: "sets_aside" },
      standsAt: expect.objectContaining({ type: "acted", what: "Add a note" }) as unknown,
    });
    expect((await repair(id, "retry")).status).toBe(204);
    await until(
      "the turn",
      async () => (await caseDoc(desk.clinic.store, id))?.turn === (stored ?? 0) + 1,
    );
    expect((await parked()).some(({ case: row }) => row.id === id)).toBe(false);
    expect((await preview(id)).retry).toEqual({ possible: false, why: "going" });
  });

  test("are repaired once however often it is asked, which stands in the audit trail", async () => {
    const id = await standing();
    const key = randomUUID();
    const statuses = [await repair(id, "reload", key), await repair(id, "reload", key)];
    expect(statuses.map(({ status }) => status)).toEqual([204, 204]);
    const again = await repair(id, "reload");
    expect([again.status, again.body["code"]]).toEqual([409, "action_not_allowed"]);
    const { items } = (await get(`/api/audit?subject=${id}&route=repairCase`))
      .body as unknown as AuditList;
    const repairs = items.filter(({ what }) => what !== "read");
    expect(repairs.map(({ what, reason }) => [what, reason])).toEqual([
      ["not_repaired", "reload"],
      ["repairing", "reload"],
      ["repaired", "reload"],
      ["repairing", "reload"],
    ]);
  });

  test("are found by those who see them, however many of other queues have stood still for longer", async () => {
    const id = await standing();
    const { store } = desk.clinic;
    const doc = await caseDoc(store, id);
    if (!doc) throw new Error("no case");
    const others = Array.from({ length: 201 }, (_, n) => `T-OTHER-${String(n)}`);
    const at = new Date(doc.createdAt.getTime() - 3_600_000);
    const { release } = doc;
    await Promise.all(
      others.map((caseId) => {
        const state = { ...doc.state, id: caseId, queue: "security" };
        return parkCase(store, { caseId, release, reason: "fork", turn: 1, state, at });
      }),
    );
    const mender = await desk.person(["mender"]);
    const mine = await parked(mender.token);
    expect(mine.map(({ case: row }) => row.id)).toContain(id);
    expect(new Set(mine.map(({ case: row }) => row.queue.id))).toEqual(new Set(["billing"]));
    await Promise.all(others.map((caseId) => unparkCase(store, caseId, new Date())));
    await repair(id, "retry");
  });
});
