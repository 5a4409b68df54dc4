import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk, type Person } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import { verifyLogs } from "../log/verify.js";
import type { AuditList } from "../protocol/audit.js";
import type { WorkflowRetention } from "../protocol/retention.js";
import { caseCollection } from "../store/cases.js";
import { contactAt } from "../store/contacts.js";
import { retentionConsentCollection } from "../store/retention.js";
import { turnCollection } from "../store/turns.js";
import { sweepRetention } from "./sweep.js";

const DAY_MS = 24 * 60 * 60 * 1000;

let desk: Desk;
let admin: Person;
beforeAll(async () => {
  desk = await openDesk({
    mongodbUri: testDatabaseUri("retention"),
    temporalAddress: testTemporalAddress(),
  });
  admin = await desk.person(["admin"]);
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.clinic.store.of(retentionConsentCollection).deleteMany({});
});

const as = (method: string, path: string, body?: unknown) =>
  desk.call(method, path, { token: admin.token, ...(body === undefined ? {} : { body }) });

let phones = 0;
const newPhone = () => `+2547998866${String(10 + phones++)}`;

/** What brings a case to its end. */
const STEPS = {
  ticket: (id: string) => [["DELETE", `/tickets/${id}?reason=old`, undefined]] as const,
  "lost-property": (id: string) =>
    [
      ["POST", `/api/cases/${id}/actions/find`, { input: { shelf: 1 } }],
      [
        "POST",
        `/api/cases/${id}/actions/hand_back`,
        { input: { receivedBy: "Its owner", identityChecked: true } },
      ],
    ] as const,
};

/** A case that has come to its end, and ended so long ago as its row says. */
async function ended(workflow: keyof typeof STEPS, endedAt: number, phone = newPhone()) {
  const data =
    workflow === "ticket" ? { description: "Old things" } : { item: "A coat", details: "Red" };
  const { body } = await as("POST", "/api/cases", { workflow, data, contact: { phone } });
  const id = String(body["id"]);
  for (const [method, path, input] of STEPS[workflow](id))
    // Under a key: the answer to a repeat is that of the first, however slow the machine is.
    await until(path, async () => {
      const key = `${method} ${path}`;
      const options = { token: admin.token, key, ...(input === undefined ? {} : { body: input }) };
      return (await desk.call(method, path, options)).status < 300;
    });
  const run = desk.clinic.client.workflow.getHandle(id);
  await until("its end", async () => (await run.describe()).status.name === "COMPLETED");
  await aged(id, endedAt);
  return { id, phone };
}

/** Nobody waits for six years: the row says that they have gone by. */
async function aged(id: string, endedAt: number): Promise<void> {
  const rows = desk.clinic.store.connection.collection<{ _id: string }>(caseCollection.name);
  await rows.updateOne({ _id: id }, { $set: { updatedAt: new Date(endedAt) } });
}

const yearsAgo = (years: number) => {
  const now = new Date();
  return now.setUTCFullYear(now.getUTCFullYear() - years);
};

function sweep(now = Date.now()): Promise<number> {
  const { store, client: temporal } = desk.clinic;
  const log = pino({ level: "silent" });
  return sweepRetention({ store, temporal, audit: desk.world.audit, log, now: () => now });
}

async function retentionOf(workflow: string): Promise<WorkflowRetention | undefined> {
  const { body } = await as("GET", "/api/retention");
  return (body["items"] as WorkflowRetention[]).find((row) => row.workflow === workflow);
}

const agree = (keep: string | null) => as("PUT", "/api/retention/ticket", { keep });
const statusOf = async (id: string) => (await as("GET", `/api/cases/${id}`)).status;

describe("cases that have been kept long enough", () => {
  test("are told of first, and erased only once somebody has agreed to just this time; those on hold stay", async () => {
    const old = await ended("ticket", yearsAgo(6) - 60_000);
    const tomorrow = await ended("ticket", yearsAgo(6) + DAY_MS);
    const held = await ended("ticket", yearsAgo(7));
    const other = await ended("lost-property", yearsAgo(7));
    const hold = await as("PUT", `/api/cases/${held.id}/hold`, { reason: "A complaint" });
    expect(hold.status).toBe(204);
    expect(await retentionOf("ticket")).toMatchObject({
      ...{ keep: "P6Y", agreed: null, on: false, due: 1, dueSoon: 1, held: 1 },
      first: [{ id: old.id }, { id: tomorrow.id }],
    });
    expect(await retentionOf("lost-property")).toMatchObject({ keep: "P90D", due: 1 });
    expect(await sweep()).toBe(0);

    const wrong = await agree("P5Y");
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining("kept for P6Y")]);
    expect((await agree("P6Y")).status).toBe(204);
    expect(await retentionOf("ticket")).toMatchObject({
      ...{ on: true, agreed: { keep: "P6Y", by: { id: admin.id } } },
    });
    expect(await sweep()).toBe(1);
    expect(await sweep()).toBe(0);
    const now = await Promise.all([old, tomorrow, held, other].map(({ id }) => statusOf(id)));
    expect(now).toEqual([410, 200, 200, 200]);
    expect(await contactAt(desk.clinic.store, `sms:${old.phone}`)).toBeNull();
    expect(await contactAt(desk.clinic.store, `sms:${tomorrow.phone}`)).not.toBeNull();
    const { tampered, heads } = await verifyLogs(desk.clinic.store, new Map());
    expect([tampered, heads.has(old.id)]).toEqual([[], true]);
    const trail = await as("GET", `/api/audit?subject=${old.id}&what=erased`);
    expect((trail.body as unknown as AuditList).items).toMatchObject([
      { by: null, route: "retention", reason: "Kept for P6Y" },
    ]);

    expect(await sweep(Date.now() + 3 * DAY_MS)).toBe(1);
    expect(await Promise.all([tomorrow, held].map(({ id }) => statusOf(id)))).toEqual([410, 200]);
    expect((await as("DELETE", `/api/cases/${held.id}/hold`)).status).toBe(204);
    expect(await sweep()).toBe(1);
    expect(await statusOf(held.id)).toBe(410);
    expect(await retentionOf("ticket")).toMatchObject({ due: 0, dueSoon: 0, held: 0, erased: 3 });
  });

  test("stay when the time was changed since, until somebody agrees to the new one, or takes it back", async () => {
    const { id } = await ended("ticket", yearsAgo(8));
    await agree("P6Y");
    await publishKeep("P7Y");
    expect(await retentionOf("ticket")).toMatchObject({
      ...{ keep: "P7Y", on: false, due: 1, agreed: { keep: "P6Y" } },
    });
    expect(await sweep()).toBe(0);
    expect((await agree("P7Y")).status).toBe(204);
    expect((await agree(null)).status).toBe(204);
    expect(await sweep()).toBe(0);
    await publishKeep("P6Y");
    expect(await statusOf(id)).toBe(200);
  });

  test("go with their contact only when it has no other case", async () => {
    const phone = newPhone();
    const [first, second] = [
      await ended("ticket", yearsAgo(9), phone),
      await ended("ticket", yearsAgo(1), phone),
    ];
    await agree("P6Y");
    await sweep();
    expect([await statusOf(first.id), await statusOf(second.id)]).toEqual([410, 200]);
    expect(await contactAt(desk.clinic.store, `sms:${phone}`)).not.toBeNull();
  });

  test("are erased by the worker itself, when its time has come", async () => {
    const { id } = await ended("ticket", yearsAgo(6) - 1);
    await agree("P6Y");
    await desk.clinic.stopWorker();
    await desk.clinic.store.of(turnCollection).deleteMany({ _id: "retention" });
    await desk.clinic.startWorker();
    await until("the erasure", async () => (await statusOf(id)) === 410);
  });

  test("are nobody's business but of those who may erase", async () => {
    const { id } = await ended("ticket", yearsAgo(1));
    const asSupport = (method: string, path: string, body?: unknown) =>
      desk.call(method, path, { token: desk.tokens.support, body });
    for (const [method, path, body] of [
      ["GET", "/api/retention", undefined],
      ["PUT", "/api/retention/ticket", { keep: "P6Y" }],
      ["PUT", `/api/cases/${id}/hold`, { reason: "x" }],
      ["DELETE", `/api/cases/${id}/hold`, undefined],
    ] as const)
      expect((await asSupport(method, path, body)).status).toBe(403);
  });
});

describe("a case on legal hold", () => {
  test("is erased by nobody, alone or with its person, until the hold is lifted; who held it and why stands in the trail", async () => {
    const phone = newPhone();
    const held = await ended("ticket", Date.now(), phone);
    const other = await ended("ticket", Date.now(), phone);
    await as("PUT", `/api/cases/${held.id}/hold`, { reason: "The court asks" });
    const { body } = await as("GET", `/api/cases/${held.id}/hold`);
    expect(body).toMatchObject({ hold: { reason: "The court asks", by: { id: admin.id } } });
    const erase = (id: string, extent: string) =>
      as("POST", `/api/cases/${id}/erasure`, { extent, reason: "asked" });
    for (const [id, extent] of [
      [held.id, "case"],
      [held.id, "person"],
      [other.id, "person"],
    ] as const) {
      const refused = await erase(id, extent);
      expect([refused.status, refused.body["code"]]).toEqual([409, "case_held"]);
    }
    expect(await Promise.all([held, other].map(({ id }) => statusOf(id)))).toEqual([200, 200]);
    await as("DELETE", `/api/cases/${held.id}/hold`);
    expect((await as("GET", `/api/cases/${held.id}/hold`)).body).toEqual({ hold: null });
    expect((await erase(held.id, "person")).status).toBe(200);
    const trail = await as("GET", `/api/audit?subject=${held.id}`);
    const told = (trail.body as unknown as AuditList).items.map(({ what }) => what);
    expect(told.filter((what) => what !== "read")).toEqual(["erased", "released", "held"]);
    const late = await as("PUT", `/api/cases/${held.id}/hold`, { reason: "Too late" });
    expect([late.status, late.body["code"]]).toEqual([410, "erased"]);
  });
});

async function publishKeep(keep: string): Promise<void> {
  const { number: baseRelease, body } = await desk.world.release();
  const ticket = body.workflows.find(({ id }) => id === "ticket");
  const definition = { ...ticket, retention: { keep } };
  const reason = "Another law";
  const reply = await as("PUT", "/api/workflows/ticket", { definition, reason, baseRelease });
  expect(reply.status).toBe(201);
}
