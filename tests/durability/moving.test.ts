import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import type { EffectPlace } from "../../engine/effects/index.js";
import { applyPatch } from "../../engine/interpreter/patch.js";
import type { CaseState } from "../../engine/interpreter/state.js";
import { verifyLogs } from "../../engine/log/verify.js";
import type { MigratedCases, Migration, MigrationPlan } from "../../engine/protocol/migration.js";
import { lintRelease } from "../../engine/release-lint.js";
import { auditCollection } from "../../engine/store/audit.js";
import { caseDoc } from "../../engine/store/cases.js";
import { eventsOf } from "../../engine/store/events.js";
import { currentRelease, publishRelease } from "../../engine/store/releases.js";
import { people, until } from "../support/clinic.js";
import { type Desk, openDesk } from "../support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";
import { act, quiet, viewOf } from "../support/stage.js";
import { workerThatDiesAt } from "./dying-worker.js";
import { bundlePrograms, type Programs } from "./programs.js";

/** Cases that are moved; the whole scale is 1,000. */
const CASES = Number(process.env["MOVE_CASES"] ?? 24);
/** Of these one has no name, which the other release asks for. */
const NAMELESS_EVERY = 8;
/** Where the worker dies that moves them; the whole scale is three deaths, hundreds of cases apart. */
const DEATHS: readonly `${EffectPlace}:${number}`[] =
  CASES < 100
    ? ["move.mid:4", "move.after_audit:3"]
    : ["move.after_list:1", "move.mid:200", "move.after_audit:300"];

let desk: Desk;
let programs: Programs;
let ids: readonly string[];
let before: ReadonlyMap<string, CaseState>;
beforeAll(async () => {
  programs = await bundlePrograms("moving");
  desk = await openDesk({
    mongodbUri: testDatabaseUri("moving"),
    temporalAddress: testTemporalAddress(),
  });
  ids = await forAll(
    Array.from({ length: CASES }, (_, place) => place),
    open,
  );
  before = new Map(await forAll(ids, async (id) => [id, await stored(id)] as const));
  await publish(renamed);
}, 600_000);
afterAll(async () => {
  await desk.close();
  programs.remove();
});

const isNameless = (id: string) => ids.indexOf(id) % NAMELESS_EVERY === 0;
const ends = { workflow: "ticket", from: 1, to: 2 };
let migration: Migration;

test("what would become of every open case is listed before anything is done", async () => {
  const plan = await planned(ends);
  expect(plan.cases.map(({ id }) => id)).toEqual([...ids].toSorted());
  for (const { id, state, to, reasons } of plan.cases) {
    expect(state.id).toBe(before.get(id)?.state);
    expect(to?.id ?? null).toBe(isNameless(id) ? null : becomes(state.id));
    expect(reasons.map(({ message }) => message)).toEqual(
      isNameless(id) ? ["Name is missing."] : [],
    );
  }
  expect(new Set(plan.cases.map(({ state }) => state.id))).toEqual(
    new Set(["assigned", "in_progress", "waiting"]),
  );
});

test("whoever may not publish may not move cases, and what cannot be meant is told by its pointer", async () => {
  const { tokens, call } = desk;
  for (const path of ["/api/migrations", "/api/migrations/plan"]) {
    const reply = await call("POST", path, {
      token: tokens.support,
      body: { ...ends, reason: "x" },
    });
    expect(reply.status).toBe(403);
  }
  const wrong: readonly (readonly [object, string])[] = [
    [{ to: 1 }, "/to"],
    [{ to: 99 }, "/to"],
    [{ workflow: "nothing" }, "/workflow"],
    [{ states: { nowhere: "on_hold" } }, "/states/nowhere"],
    [{ states: { waiting: "nowhere" } }, "/states/waiting"],
    [{ states: { waiting: "closed" } }, "/states/waiting"],
    [{ fields: { name: "subject" } }, "/fields/name"],
    [{ undoes: "none" }, "/undoes"],
  ];
  for (const [change, pointer] of wrong) {
    const reply = await call("POST", "/api/migrations/plan", {
      token: tokens.admin,
      body: { ...ends, ...change },
    });
    expect([reply.status, pointersOf(reply.body)]).toEqual([422, [pointer]]);
  }
});

test(
  "cases are moved once each, in waves, whatever dies meanwhile",
  { timeout: 900_000 },
  async () => {
    await desk.clinic.stopWorker();
    const wave = Math.ceil(CASES / 2);
    migration = await posted("/api/migrations", { ...ends, reason: "The new words", wave });
    const second = { ...ends, reason: "Again" };
    const refused = await desk.call("POST", "/api/migrations", {
      token: desk.tokens.admin,
      body: second,
    });
    expect(refused.status).toBe(409);
    for (const place of DEATHS) await (await workerThatDiesAt(desk.clinic, programs, place)).exited;
    await desk.clinic.startWorker();
    const resting = await standing("resting");
    expect(resting.counts.waiting).toBe(CASES - wave);
    await posted(`/api/migrations/${migration.id}/steps`, { step: "all" });
    const done = await standing("done");
    const nameless = ids.filter(isNameless).length;
    expect(done.counts).toEqual({
      waiting: 0,
      moved: CASES - nameless,
      refused: nameless,
      closed: 0,
    });
    await forAll(ids, async (id) => {
      const doc = await caseDoc(desk.clinic.store, id);
      const was = before.get(id);
      const events = await eventsOf(desk.clinic.store, id, { after: 0, limit: 100 });
      const moved = events.filter(({ type }) => type === "moved");
      const entries = await desk.clinic.store
        .of(auditCollection)
        .countDocuments({ what: "moved", subjects: id });
      const times = isNameless(id) ? 0 : 1;
      expect([id, moved.length, entries, doc?.release]).toEqual([id, times, times, 1 + times]);
      expect(doc?.state.state).toBe(isNameless(id) ? was?.state : becomes(was?.state ?? ""));
      expect([doc?.state.clocks, doc?.state.data, doc?.state.queuedAt]).toEqual([
        was?.clocks,
        was?.data,
        was?.queuedAt,
      ]);
      expect(
        events.reduce<CaseState | null>((state, { patch }) => applyPatch(state, patch), null),
      ).toEqual(doc?.state);
      expect(moved.flatMap(({ effects }) => effects)).toEqual([]);
    });
  },
);

test("a moved case goes on by what it follows now, and says in its log who moved it", async () => {
  const id = ids.find((one) => !isNameless(one) && before.get(one)?.state === "in_progress") ?? "";
  await act(desk.clinic, id, "resolve", { resolution: "It is right now" }, people.support);
  expect((await viewOf(desk.clinic, id)).state.state).toBe("resolved");
  const lines = await desk.clinic.cases.events(id, { limit: 100 });
  const moved = lines.filter(({ type }) => type === "moved");
  expect(moved).toMatchObject([
    {
      title: "Moved from release 1 to release 2",
      actor: { name: "admin" },
      from: { id: "in_progress", name: "In progress" },
      to: { id: "working", name: "In progress" },
    },
  ]);
  expect(lines.find(({ turn }) => turn < (moved[0]?.turn ?? 0))?.to?.name).toBe("New");
});

test("what was moved is taken back, to the state that it came from, with the data that it had", async () => {
  const back = { workflow: "ticket", from: 2, to: 1, undoes: migration.id };
  const plan = await planned(back);
  expect(plan.movable).toBe(plan.cases.length);
  migration = await posted("/api/migrations", { ...back, reason: "Too early" });
  const { counts } = await standing("done");
  expect(counts).toMatchObject({ refused: 0, waiting: 0, moved: plan.movable });
  await forAll(
    plan.cases.map(({ id }) => id),
    async (id) => {
      const doc = await caseDoc(desk.clinic.store, id);
      const was = before.get(id);
      expect([doc?.release, doc?.state.data]).toEqual([1, was?.data]);
      if (doc?.state.state !== "resolved")
        expect([doc?.state.state, doc?.state.clocks]).toEqual([was?.state, was?.clocks]);
    },
  );
  const { body } = await desk.call("GET", `/api/migrations/${migration.id}/cases`, {
    token: desk.tokens.admin,
  });
  expect((body as unknown as MigratedCases).items.map(({ outcome }) => outcome)).toEqual(
    plan.cases.map(() => "moved"),
  );
  expect((await verifyLogs(desk.clinic.store, new Map())).tampered).toEqual([]);
});

/** What a state is called in the other release. */
function becomes(state: string): string {
  return { in_progress: "working", waiting: "on_hold" }[state] ?? state;
}

/** The ticket with two states called otherwise, one of them in words too, and a name that has to be known. */
function renamed(body: ReleaseBody): ReleaseBody {
  const words = JSON.stringify(body)
    .replaceAll('"in_progress"', '"working"')
    .replaceAll('"waiting":{"name":"Waiting for patient"', '"on_hold":{"name":"On hold"')
    .replaceAll(/"(pauses|from)":\[[^\]]*\]/g, (list) => list.replace('"waiting"', '"on_hold"'))
    .replaceAll('"to":"waiting"', '"to":"on_hold"');
  const changed = JSON.parse(words) as ReleaseBody;
  const workflows = changed.workflows.map((workflow: Workflow) => {
    if (workflow.id !== "ticket") return workflow;
    // A message that opens a ticket does not always bring a name.
    const { openedBy: _openedBy, ...others } = workflow;
    return { ...others, data: { ...others.data, required: ["description", "name"] }, tests: [] };
  });
  return { ...changed, workflows };
}

async function publish(change: (body: ReleaseBody) => ReleaseBody): Promise<void> {
  const { store } = desk.clinic;
  const { body: present, number: base } = await currentRelease(store);
  const body = change(present);
  expect(lintRelease(body).filter(({ severity }) => severity === "error")).toEqual([]);
  await publishRelease(store, { body, base, by: "test", reason: "New words", at: new Date() });
}

/** A ticket in one of three states. */
async function open(place: number): Promise<string> {
  const name = place % NAMELESS_EVERY === 0 ? {} : { name: `Patient ${String(place)}` };
  const { id } = await desk.clinic.cases.create({
    workflow: "ticket",
    data: { description: "My bill is wrong", ...name },
    contact: null,
    actor: people.admin,
    requestId: desk.clinic.tools.newId(),
  });
  await until("routing", async () => (await viewOf(desk.clinic, id)).state.state === "assigned");
  if (place % 3 > 0) await act(desk.clinic, id, "claim", {}, people.support);
  if (place % 3 > 1) await act(desk.clinic, id, "ask", { text: "Which month?" }, people.support);
  await quiet(desk.clinic, id);
  return id;
}

async function stored(id: string): Promise<CaseState> {
  const doc = await until(`${id} in the store`, async () => {
    const { state } = await viewOf(desk.clinic, id);
    const found = await caseDoc(desk.clinic.store, id);
    return found?.turn === state.turn && found;
  });
  return doc.state;
}

async function planned(body: object): Promise<MigrationPlan> {
  const reply = await desk.call("POST", "/api/migrations/plan", { token: desk.tokens.admin, body });
  expect(reply.status).toBe(200);
  return reply.body as unknown as MigrationPlan;
}

async function posted(path: string, body: object): Promise<Migration> {
  const reply = await desk.call("POST", path, { token: desk.tokens.admin, body });
  expect(reply.status).toBeLessThan(300);
  return reply.body as unknown as Migration;
}

async function standing(wanted: Migration["standing"]): Promise<Migration> {
  return until(
    `a migration that is ${wanted}`,
    async () => {
      const { body } = await desk.call("GET", `/api/migrations/${migration.id}`, {
        token: desk.tokens.admin,
      });
      return body["standing"] === wanted && (body as unknown as Migration);
    },
    600_000,
  );
}

function pointersOf(body: Readonly<Record<string, unknown>>): readonly string[] {
  return (body["errors"] as { pointer: string }[] | undefined)?.map(({ pointer }) => pointer) ?? [];
}

/** Eight at a time, in order. */
async function forAll<One, Made>(
  all: readonly One[],
  work: (one: One) => Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = [];
  for (let i = 0; i < all.length; i += 8)
    made.push(...(await Promise.all(all.slice(i, i + 8).map(work))));
  return made;
}
