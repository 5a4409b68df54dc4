import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReleaseBody } from "../engine/definition/release.js";
import type { Alert } from "../engine/protocol/alert.js";
import { caseDoc } from "../engine/store/cases.js";
import { insertUser } from "../engine/store/users.js";
import { type Clinic, until } from "./support/clinic.js";
import { type Desk, openDesk } from "./support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";

/** One person on each tier. */
const ON_CALL = ["+254700000401", "+254700000402", "+254700000403"] as const;
const [NURSE, DOCTOR, HEAD] = ON_CALL;

/** When the next tier and the last are called; 15 and 30 minutes in a clinic. A slow worker is back long before the last. */
const [NEXT_MS, LAST_MS] = [3_000, 25_000];

let desk: Desk;
let clinic: Clinic;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("emergency"), temporalAddress: testTemporalAddress() },
    { release: hasty },
  );
  clinic = desk.clinic;
  for (const [place, phone] of ON_CALL.entries()) await employ(`tier-${String(place + 1)}`, phone);
});
afterAll(() => desk.close());

test("an emergency calls tier after tier, each once and never early, although no worker was there in between, and owes a post-mortem", async () => {
  const patient = "+254700000411";
  await clinic.receive(patient, "My father has chest pain since 9");
  await until("the nurse's page", async () => Promise.resolve(textsTo(NURSE).length > 0));
  const [first] = await alerts();
  const id = first?.case ?? "";
  await until("the safe answer", async () => {
    return Promise.resolve(textsTo(patient).some((text) => text.includes("Call 999 now")));
  });
  await clinic.stopWorker();
  const began = Date.parse(first?.raisedAt ?? "");
  await until("the next tier is overdue", async () =>
    Promise.resolve(Date.now() > began + NEXT_MS + 1_000),
  );
  await clinic.startWorker();
  await until("the doctor's page", async () => Promise.resolve(textsTo(DOCTOR).length > 0));
  await until("the page to the last tier", async () => Promise.resolve(textsTo(HEAD).length > 0));

  const raised = (await alerts()).toReversed();
  expect(raised.map(({ tier, end }) => [tier, end])).toEqual([
    [1, "replaced"],
    [2, "replaced"],
    [3, null],
  ]);
  const after = raised.map(({ raisedAt }) => Date.parse(raisedAt) - began);
  expect(after[1]).toBeGreaterThanOrEqual(NEXT_MS);
  expect(after[2]).toBeGreaterThanOrEqual(LAST_MS);
  for (const phone of ON_CALL) expect(textsTo(phone)).toHaveLength(1);
  expect(textsTo(DOCTOR)[0]).toMatch(/not resolved in 15 min/);
  expect(textsTo(HEAD)[0]).toMatch(/OVERDUE/);
  const data = (await caseDoc(clinic.store, id))?.state.data;
  expect(data).toMatchObject({ escalated: true, overdue: true });

  const token = desk.tokens.medical;
  const act = async (action: string, input = {}) =>
    desk.call("POST", `/api/cases/${id}/actions/${action}`, { token, body: { input } });
  const last = await desk.call("POST", `/api/alerts/${raised[2]?.id ?? ""}/acknowledge`, { token });
  expect(last.body["first"]).toBe(true);
  expect((await act("resolve_emergency", { resolution: "In hospital." })).status).toBe(200);
  expect((await act("close")).body["code"]).toBe("action_not_allowed");
  expect((await act("learn", { text: "The night shift gets a phone." })).status).toBe(200);
  expect((await act("close")).status).toBe(200);
});

/** The shipped ticket with a short ladder, and one person on each tier of the medical team. */
function hasty(body: ReleaseBody): ReleaseBody {
  const workflows = body.workflows.map((flow) => {
    const clock = flow.clocks?.["emergency_resolution"];
    const step = clock?.marks?.["next_tier"];
    if (clock === undefined || step === undefined) return flow;
    const marks = { next_tier: { name: step.name, afterStart: seconds(NEXT_MS) } };
    const emergency_resolution = { ...clock, target: seconds(LAST_MS), marks };
    return { ...flow, clocks: { ...flow.clocks, emergency_resolution } };
  });
  const teams = body.organisation.teams?.map((team) => ({
    ...team,
    tiers: ON_CALL.map((_phone, place) => ({
      people: [`tier-${String(place + 1)}@clinic.example`],
    })),
  }));
  return { ...body, workflows, organisation: { ...body.organisation, teams: teams ?? [] } };
}

function seconds(ms: number): string {
  return `PT${String(ms / 1_000)}S`;
}

async function employ(id: string, phone: string): Promise<void> {
  const user = { _id: id, email: `${id}@clinic.example`, name: id, phone };
  const rest = { passwordHash: "none", roles: ["medical"], active: true, createdAt: new Date(0) };
  await insertUser(clinic.store, { ...user, ...rest });
}

/** Newest first. */
async function alerts(): Promise<readonly Alert[]> {
  const { body } = await desk.call("GET", "/api/alerts", { token: desk.tokens.admin });
  return (body as { items: Alert[] }).items;
}

function textsTo(phone: string): readonly string[] {
  return clinic.provider
    .accepted()
    .filter(({ to }) => to === phone)
    .map(({ text }) => text);
}
