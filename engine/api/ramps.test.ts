import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk, type Person } from "../../tests/support/desk.js";
import { HALF, type Ramping, rampingAs } from "../../tests/support/ramped.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { ReleaseBody } from "../definition/release.js";
import type { AuditList } from "../protocol/audit.js";
import type { NoticeList } from "../protocol/notice.js";
import type { RampView } from "../protocol/ramp.js";
import { watchRamps } from "../ramps/keep-watching.js";
import { releaseFor } from "../ramping/release-for.js";
import { caseCollection, caseDoc } from "../store/cases.js";
import { type ClockLifeDoc, clockLifeCollection } from "../store/clock-lives.js";
import { rampCollection, type RampDoc, turnRamp } from "../store/ramps.js";
import { turnCollection } from "../store/turns.js";

let desk: Desk;
let admin: Person;
let { as, current, opened, ramped, ramps, releaseOf, step } = {} as Ramping;
beforeAll(async () => {
  desk = await openDesk({
    mongodbUri: testDatabaseUri("ramps"),
    temporalAddress: testTemporalAddress(),
  });
  admin = await desk.person(["admin"]);
  ({ as, current, opened, ramped, ramps, releaseOf, step } = rampingAs(desk, admin));
});
afterAll(() => desk.close());
beforeEach(() => desk.clinic.store.of(rampCollection).deleteMany({}));

const isRefused = async (publish: ReturnType<typeof as>) => (await publish).body["code"];
const TRIAGE = { queue: "triage", facets: [] };
const BILLING = { share: 100, places: { queues: [], facets: ["category:billing"] } };

describe("a ramp", () => {
  test("begins with publishing: each new case starts under the release that its id says, from the first one on", async () => {
    const ramp = await ramped(HALF);
    expect(ramp).toMatchObject({ to: ramp.from + 1, standing: "running", inForce: true });
    const cases = await Promise.all(Array.from({ length: 24 }, () => opened()));
    const found = await Promise.all(cases.map(({ id }) => releaseOf(id)));
    const said = cases.map(({ id }) => releaseFor({ ...ramp, places: undefined }, id, TRIAGE));
    expect(found).toEqual(said);
    expect(new Set(found)).toEqual(new Set([ramp.from, ramp.to]));
    const [{ counts } = ramp] = await ramps();
    const later = found.filter((release) => release === ramp.to).length;
    expect(counts).toMatchObject({ to: { opened: later }, from: { opened: 24 - later } });
    expect((await step(ramp, { step: "finish" })).body).toMatchObject({ inForce: false });
  });

  test("only widens; a step on what somebody else has changed meanwhile changes nothing", async () => {
    const ramp = await ramped({ workflow: "ticket", ...BILLING, share: 10 });
    const { places } = BILLING;
    for (const [body, pointer] of [
      [{ share: 5, places }, "/share"],
      [{ share: 10, places }, "/share"],
      [{ share: 20, places: { queues: ["triage"], facets: [] } }, "/places"],
      [{ share: 20, places: { queues: ["nowhere"], facets: [] } }, "/places/queues/0"],
    ] as const) {
      const refused = await step(ramp, { step: "widen", ...body });
      expect([refused.status, refused.body["errors"]]).toMatchObject([422, [{ pointer }]]);
    }
    const wider = await step(ramp, { step: "widen", share: 20 });
    expect(wider.body).toMatchObject({ share: 20, places: null, version: 2 });
    const late = await step(ramp, { step: "take_back" });
    expect([late.status, late.body["code"]]).toEqual([409, "not_now"]);
    const [now] = await ramps();
    expect(now).toMatchObject({ standing: "running", share: 20 });
    await step(now!, { step: "finish" });
  });

  test("is begun on the newest release too, once, and each step of it stands in the audit trail with who, why and when", async () => {
    const { number } = await current();
    const body = { ...HALF, to: number, reason: "Let us see" };
    const stale = await as("POST", "/api/ramps", { ...body, to: number - 1 });
    expect([stale.status, stale.body["code"]]).toEqual([409, "already_exists"]);
    const begun = await as("POST", "/api/ramps", body);
    expect(begun.body).toMatchObject({
      from: number - 1,
      to: number,
      counts: { to: { opened: 0 } },
    });
    const twice = await as("POST", "/api/ramps", body);
    expect([twice.status, twice.body["code"]]).toEqual([409, "already_exists"]);
    const ramp = begun.body as unknown as RampView;
    await step(ramp, { step: "finish", reason: "All is well" });
    const trail = await as("GET", `/api/audit?subject=${ramp.id}`);
    const by = { id: admin.id };
    expect((trail.body as unknown as AuditList).items).toMatchObject([
      { what: "ramped", by, route: "stepRamp", reason: expect.stringMatching(/finished: All is/) },
      { what: "ramped", by, route: "startRamp", reason: expect.stringMatching(/50 %: Let us/) },
    ]);
    const refused = await as("POST", "/api/ramps", body, desk.tokens.support);
    expect(refused.status).toBe(403);
  });
});

describe("the stop rule of a ramp", () => {
  const watch = () => {
    const { store } = desk.clinic;
    const log = pino({ level: "silent" });
    return watchRamps({ store, audit: desk.world.audit, log, now: Date.now });
  };
  const standing = async () => (await ramps())[0]?.standing;

  test("stops it once too many of its cases are late, stand still or have ended badly, and tells everybody who publishes", async () => {
    const { store } = desk.clinic;
    const rule = { least: 4, percent: 50, ends: ["voided"] };
    const ramp = await ramped({ workflow: "ticket", share: 100, rule });
    const cases = [await opened(), await opened(), await opened()];
    const [stuck, late, voided] = cases.map(({ id }) => id) as [string, string, string];
    for (const id of [stuck, late, voided]) await releaseOf(id);
    await until("an end", async () => {
      const path = `/tickets/${voided}?reason=duplicate`;
      const reply = await desk.call("DELETE", path, { token: admin.token, key: voided });
      return reply.status < 300;
    });
    await until("the row of it", async () => (await caseDoc(store, voided))?.status === "closed");
    const parked = { reason: "fork", turn: 2, at: new Date() };
    await store.of(caseCollection).updateOne({ _id: stuck }, { $set: { parked } });
    await store.of(clockLifeCollection).create(brokenPromise(late));
    await store.of(clockLifeCollection).create(brokenPromise(stuck));
    await watch();
    expect(await standing()).toBe("running");
    await opened();
    await until("four cases", async () => (await ramps())[0]?.counts.to.opened === 4);
    expect((await ramps())[0]?.counts.to).toEqual({
      ...{ opened: 4, late: 2, stuck: 1, ended: 1, wrong: 3 },
    });
    await watch();
    await watch();
    expect((await ramps())[0]).toMatchObject({
      ...{ standing: "stopped", inForce: true, version: 2 },
      steps: [{ what: "started" }, { what: "stopped", by: null }],
    });
    expect(await releaseOf((await opened()).id)).toBe(ramp.from);
    const why = "3 of 4 cases have gone wrong, more than 50 %";
    const trail = await as("GET", `/api/audit?subject=${ramp.id}&route=stopRule`);
    expect((trail.body as unknown as AuditList).items).toMatchObject([
      { what: "ramped", by: null, reason: expect.stringContaining(why) },
    ]);
    const { items } = (await as("GET", "/api/notices")).body as unknown as NoticeList;
    expect(items.filter((notice) => notice.ramp?.id === ramp.id)).toMatchObject([
      { ramp: { workflow: "Ticket", release: ramp.to }, level: "warning", says: why },
    ]);
    const others = await as("GET", "/api/notices", undefined, desk.tokens.support);
    expect((others.body as unknown as NoticeList).items.filter(({ ramp }) => ramp)).toEqual([]);
    const [now] = await ramps();
    expect((await step(now!, { step: "take_back" })).body).toMatchObject({
      standing: "taken_back",
    });
  });

  test("leaves alone what somebody has decided at the same moment", async () => {
    const ramp = await ramped({ ...HALF, rule: { least: 1, percent: 0 } });
    const seen = await desk.clinic.store.of(rampCollection).findById(ramp.id).lean<RampDoc>();
    await step(ramp, { step: "finish" });
    const at = new Date();
    const stopped = { what: "stopped", by: null, reason: "x", at, share: 50 } as const;
    const turn = { standing: "stopped", share: 50, places: undefined, step: stopped } as const;
    expect(await turnRamp(desk.clinic.store, seen!, turn)).toBeNull();
    expect(await standing()).toBe("finished");
  });

  test("is looked at by the worker itself", async () => {
    const { store } = desk.clinic;
    const ramp = await ramped({ workflow: "ticket", share: 100, rule: { least: 1, percent: 0 } });
    const { id } = await opened();
    await releaseOf(id);
    const parked = { reason: "fork", turn: 2, at: new Date() };
    await store.of(caseCollection).updateOne({ _id: id }, { $set: { parked } });
    await desk.clinic.stopWorker();
    await store.of(turnCollection).deleteMany({ _id: "ramps" });
    await desk.clinic.startWorker();
    await until("the rule to stop it", async () => (await standing()) === "stopped");
    const [now] = await ramps();
    expect(now?.id).toBe(ramp.id);
    await step(now!, { step: "finish" });
  });
});

describe("publishing while a release is ramped", () => {
  test("is refused until it is finished or taken back, and then when it still holds all that was taken back", async () => {
    const ramp = await ramped(HALF);
    const publish = async (change: (body: ReleaseBody) => ReleaseBody) => {
      const { number: baseRelease, body } = await current();
      return as("POST", "/api/releases", {
        ...{ definition: change(body), baseRelease, reason: "Another change" },
      });
    };
    const elsewhere = (body: ReleaseBody) => ({
      ...body,
      organisation: { ...body.organisation, name: "Another clinic" },
    });
    expect(await isRefused(publish(elsewhere))).toBe("ramp_in_force");
    await step(ramp, { step: "take_back" });
    expect(await isRefused(publish(elsewhere))).toBe("ramp_in_force");
    expect(await releaseOf((await opened()).id)).toBe(ramp.from);
    const back = await as("POST", `/api/releases/${String(ramp.from)}/restore`, {
      ...{ reason: "It was better", baseRelease: ramp.to },
    });
    expect(back.status).toBe(201);
    expect(await releaseOf((await opened()).id)).toBe(ramp.to + 1);
    expect((await publish(elsewhere)).status).toBe(201);
  });

  test("goes on from what new cases start under: a mended release is ramped from the one before the one that was taken back", async () => {
    const bad = await ramped(HALF);
    await step(bad, { step: "take_back" });
    const mended = await ramped(HALF);
    expect(mended).toMatchObject({ from: bad.from, to: bad.to + 1 });
    await step(mended, { step: "finish" });
  });
});

function brokenPromise(caseId: string): ClockLifeDoc {
  const at = new Date();
  return {
    ...{ _id: `${caseId}.resolve.1`, caseId, workflow: "ticket", clock: "resolve" },
    ...{ priority: "Medium", queue: "triage", drill: false, standing: "overdue", open: true },
    ...{ startedAt: at, dueAt: at, riskAt: null, pausedAt: null, brokenAt: at, endedAt: null },
    ...{ decidedAt: at, usedMs: null, usedStep: null },
  };
}
