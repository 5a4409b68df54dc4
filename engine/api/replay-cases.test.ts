import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { settled, until } from "../../tests/support/clinic.js";
import { type Desk, openDesk } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { ReleaseBody } from "../definition/release.js";
import type { Workflow } from "../definition/workflow.js";
import type { CaseReplay, ReplayedCase } from "../protocol/case-replay.js";
import { listAudit } from "../store/audit.js";
import { decisionCollection } from "../store/decisions.js";
import { currentRelease } from "../store/releases.js";
import { replayCases } from "./replay-cases.js";

const CANARY = "zq-canary";
const HOUR_MS = 3_600_000;

let desk: Desk;
/** Cases that the rules have decided about, by what was written. */
const cases = new Map<string, string>();
beforeAll(async () => {
  desk = await openDesk({
    mongodbUri: testDatabaseUri("replay-cases"),
    temporalAddress: testTemporalAddress(),
  });
  for (const text of ["choking", "a rash", "my bill"])
    cases.set(text, await decided(`${CANARY}: ${text}`));
  await act("my bill", "claim");
});
afterAll(() => desk.close());

const admin = () => ({ token: desk.tokens.admin });

async function decided(description: string): Promise<string> {
  const { body } = await desk.call("POST", "/api/cases", {
    ...admin(),
    body: { workflow: "ticket", data: { description }, contact: { phone: "+254799887744" } },
  });
  const id = String(body["id"]);
  const { store } = desk.clinic;
  await until("the decision", () => store.of(decisionCollection).exists({ caseId: id }));
  await settled(desk.clinic, id, 2);
  return id;
}

async function act(which: string, action: string): Promise<void> {
  const id = cases.get(which) ?? "";
  const path = `/api/cases/${id}/actions/${action}`;
  expect((await desk.call("POST", path, { ...admin(), body: { input: {} } })).status).toBe(200);
  await settled(desk.clinic, id, 3);
}

/** The release that runs with tickets changed, without the tests that say what is no longer so. */
async function draftOf(change: (workflow: Workflow) => Workflow): Promise<ReleaseBody> {
  const { body } = await currentRelease(desk.clinic.store);
  const workflows = body.workflows.map((one) =>
    one.id === "ticket" ? { ...change(one), tests: [] } : one,
  );
  return { ...body, workflows };
}

const withTransition = (id: string, change: Partial<Workflow["transitions"][string]>) =>
  draftOf((one) => {
    const before = one.transitions[id];
    if (!before) throw new Error(`no ${id}`);
    return { ...one, transitions: { ...one.transitions, [id]: { ...before, ...change } } };
  });

const run = (definition: ReleaseBody, token = desk.tokens.admin) =>
  desk.call("POST", "/api/replays/cases", { token, body: { definition, days: 30 } });

const replayed = async (definition: ReleaseBody) =>
  (await run(definition)).body as unknown as CaseReplay;

describe("before a workflow is changed, the cases that were recorded", () => {
  test("are played with the draft, and it is told where they would have gone otherwise and nothing a patient wrote", async () => {
    const draft = await withTransition("route", { to: "in_progress" });
    const reply = await run(draft);
    expect(reply.status).toBe(200);
    expect(reply.text).not.toContain(CANARY);
    const told = reply.body as unknown as CaseReplay;
    // Whoever took the bill cannot take what is in progress already.
    expect(told).toMatchObject({ release: 1, replayed: 3, different: 2, refused: 1, unjudged: 0 });
    expect(told).toMatchObject({ erased: 0, missed: 0, raised: 0, isCut: false });
    const groups = told.groups.map(({ what, from, to, n }) => [what, from, to, n]);
    expect(groups).toContainEqual(["state", "assigned", "in_progress", 1]);
    expect(groups).toContainEqual(["action.claim", "taken", "refused", 1]);
    expect(told.items.map((item) => item.case)).toEqual([
      cases.get("my bill"),
      cases.get("a rash"),
    ]);
  });

  test("tell which promises would be broken", async () => {
    const draft = await draftOf((one) => {
      const first = one.clocks?.["first_response"];
      if (!first) throw new Error("no first response");
      const { calendar: _calendar, ...plain } = first;
      const sooner = { ...plain, target: "PT1S" };
      return { ...one, clocks: { ...one.clocks, first_response: sooner } };
    });
    const until = desk.world.now() + HOUR_MS;
    const later = { ...desk.world, now: () => until };
    const { body: running } = await currentRelease(desk.clinic.store);
    const { groups } = await replayCases(later, { running, draft, since: new Date(0) });
    expect(groups).toContainEqual({
      ...{ workflow: "ticket", what: "promise.first_response", from: "kept", to: "late" },
      n: expect.any(Number) as number,
    });
  });

  test("are not opened at all where the draft changes nothing of how they go", async () => {
    const draft = await draftOf((one) => ({ ...one, description: "Another story" }));
    expect(await replayed(draft)).toMatchObject({ replayed: 0, different: 0, items: [] });
  });

  test("tell of an emergency that no course recognises any more", async () => {
    const { body } = await currentRelease(desk.clinic.store);
    const ruleSets = body.ruleSets.map((one) =>
      one.id === "ticket-routing"
        ? { ...one, lists: { ...one.lists, "red-flags-en": ["bleeding"] }, tests: [] }
        : one,
    );
    const workflows = body.workflows.map((one) => ({ ...one, tests: [] }));
    const told = await replayed({ ...body, ruleSets, workflows });
    expect(told).toMatchObject({ missed: 1 });
    expect(told.items[0]).toMatchObject({ case: cases.get("choking"), emergency: "missed" });
  });

  test("are compared step by step by whoever may read the case, and by nobody else", async () => {
    const definition = await withTransition("route", { to: "in_progress" });
    const id = cases.get("a rash") ?? "";
    const path = `/api/replays/cases/${id}`;
    const before = new Date();
    const shown = await desk.call("POST", path, { ...admin(), body: { definition } });
    expect(shown.status).toBe(200);
    expect(shown.text).not.toContain(CANARY);
    const both = shown.body as unknown as ReplayedCase;
    expect(both.before?.steps.at(-1)).toMatchObject({ type: "decided", state: "assigned" });
    expect(both.after?.steps.at(-1)).toMatchObject({ type: "decided", state: "in_progress" });
    const asked = { route: "replayCase", from: before };
    const entries = await listAudit(desk.clinic.store, asked, { limit: 5, after: null });
    expect(entries.flatMap(({ subjects }) => subjects)).toContain(id);

    const { number, body } = await currentRelease(desk.clinic.store);
    const { organisation } = body;
    const role = { name: "Author", queues: ["billing"] };
    const roles = [
      ...organisation.roles,
      { id: "author", ...role, permissions: ["release.read", "release.publish"] as const },
      { id: "biller", ...role, permissions: ["release.publish", "case.read"] as const },
    ];
    const done = await desk.call("POST", "/api/releases", {
      ...admin(),
      body: {
        definition: { ...body, organisation: { ...organisation, roles } },
        ...{ reason: "Authors", baseRelease: number },
      },
    });
    expect(done.status).toBe(201);
    for (const [held, status] of [
      ["author", 403],
      ["biller", 404],
    ] as const) {
      const { token } = await desk.person([held]);
      const next = await withTransition("route", { to: "in_progress" });
      expect((await desk.call("POST", path, { token, body: { definition: next } })).status).toBe(
        status,
      );
      const list = (await run(next, token)).body as unknown as CaseReplay;
      expect(list.items.find((item) => item.case === id)).toBeUndefined();
    }
    expect((await run(definition, desk.tokens.support)).status).toBe(403);
  });

  test("what could not be published is not replayed", async () => {
    const broken = await withTransition("route", { to: "nowhere" });
    const reply = await run(broken);
    expect([reply.status, reply.body["code"]]).toEqual([422, "invalid_definition"]);
  });
});
