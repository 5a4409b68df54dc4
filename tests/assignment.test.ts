import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Assign } from "../engine/definition/assign.js";
import type { ReleaseBody } from "../engine/definition/release.js";
import type { CaseEventLine } from "../engine/protocol/case.js";
import { caseDoc } from "../engine/store/cases.js";
import { currentRelease, publishRelease } from "../engine/store/releases.js";
import { changeUser, insertUser, type UserChange } from "../engine/store/users.js";
import { type Clinic, openClinic, people, settled, until } from "./support/clinic.js";
import { type Desk, openDesk } from "./support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";
import { act } from "./support/stage.js";

const servers = (name: string) => ({
  mongodbUri: testDatabaseUri(name),
  temporalAddress: testTemporalAddress(),
});

/** Lost property whose lobby gives reports to porters; nothing in the engine knows of it. */
function giving(body: ReleaseBody, assign: Assign): ReleaseBody {
  const { organisation } = body;
  const queues = organisation.queues.map((queue) =>
    queue.id === "lobby" ? { ...queue, assign } : queue,
  );
  const skills = [{ id: "locks", name: "Opens locks" }];
  const workflows = body.workflows.map((flow) => {
    if (flow.id !== "lost-property") return flow;
    const transitions = {
      given: {
        name: "Send somebody",
        from: "*" as const,
        on: [{ event: "assigned" as const, queue: "lobby" }],
        set: { "data.item": { from: "assigned.queue" } },
      },
      ungiven: {
        name: "Wait for somebody",
        from: "*" as const,
        on: [{ event: "nobody_available" as const }],
        set: { "data.shelf": 99 },
      },
      ...flow.transitions,
    };
    const locked = { fact: "data.details", operator: "equal" as const, value: "Locked" };
    return { ...flow, transitions, skills: [{ skill: "locks", when: locked }] };
  });
  return { ...body, workflows, organisation: { ...organisation, queues, skills } };
}

async function employ({ store }: Clinic, id: string, work: UserChange = {}): Promise<void> {
  const user = { _id: id, email: `${id}@clinic.example`, name: id, passwordHash: "none" };
  const rest = { roles: ["porter"], active: true, createdAt: new Date(0) };
  await insertUser(store, { ...user, ...rest, ...work });
}

async function report(clinic: Clinic, details = "An umbrella", priority?: string): Promise<string> {
  const { id } = await clinic.cases.create({
    workflow: "lost-property",
    data: { details },
    ...(priority === undefined ? {} : { priority }),
    contact: null,
    actor: people.porter,
    requestId: crypto.randomUUID(),
  });
  await settled(clinic, id, 1);
  return id;
}

const holderOf = async ({ store }: Clinic, id: string) => (await caseDoc(store, id))?.assignee;
const given = (clinic: Clinic, id: string) =>
  until(`somebody is given ${id}`, () => holderOf(clinic, id));
const saying = (clinic: Clinic, id: string, type: string): Promise<CaseEventLine> =>
  until(`${type} in ${id}`, async () => {
    const lines = await clinic.cases.events(id, { limit: 50 });
    return lines.find((line) => line.type === type);
  });

describe("a queue that gives its cases in turn", () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await openClinic(servers("in-turn"), {
      release: (body) => giving(body, { by: "round_robin", capacity: 2 }),
    });
    await employ(clinic, "u-asha");
    await employ(clinic, "u-ben");
    await employ(clinic, "u-chao", { capacity: 4 });
  });
  afterAll(() => clinic.close());

  test("gives each the same, up to what each can take, and says why; what is left waits and says so", async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => report(clinic)));
    const holders = await Promise.all(ids.map((id) => given(clinic, id)));
    for (const id of ["u-asha", "u-ben", "u-chao"])
      expect(holders.filter((holder) => holder === id)).toHaveLength(2);
    const [first = ""] = ids;
    const line = await saying(clinic, first, "assigned");
    expect(line.title).toBe(`Given to ${String(holders[0])}. Send somebody`);
    expect(line.note).toMatch(
      /^In turn in Lobby: u-\w+ has [12] of [24], (one of [23] who could|nobody else could take it)$/,
    );
    expect((await caseDoc(clinic.store, first))?.state.data["item"]).toBe("lobby");

    const more = await Promise.all([report(clinic), report(clinic)]);
    expect(await Promise.all(more.map((id) => given(clinic, id)))).toEqual(["u-chao", "u-chao"]);
    const late = await report(clinic);
    const told = await saying(clinic, late, "nobody_available");
    expect(told.title).toBe("Nobody was free in Lobby. Wait for somebody");
    expect(told.note).toBe("Of 3 people: 3 with as many cases as they can take");
    expect(await holderOf(clinic, late)).toBeNull();
  });

  test("drains by itself when somebody is done, most urgent first, whenever it was asked", async () => {
    const urgent = await report(clinic, "A wallet", "Urgent");
    await saying(clinic, urgent, "nobody_available");
    const { items } = await clinic.cases.list({ queues: "*", assignee: "u-asha", limit: 10 });
    await act(clinic, items[0]?.id ?? "", "give_up", {}, people.porter);
    expect(await given(clinic, urgent)).toBe("u-asha");
  });
});

describe("a queue that gives its cases to whoever has least", () => {
  let desk: Desk;
  let clinic: Clinic;
  beforeAll(async () => {
    desk = await openDesk(servers("least"), {
      release: (body) => giving(body, { by: "least_loaded", team: "porters", capacity: 1 }),
    });
    clinic = desk.clinic;
  });
  afterAll(() => desk.close());

  const change = async (id: string, body: object): Promise<void> => {
    const { status } = await desk.call("PATCH", `/api/users/${id}`, {
      token: desk.tokens.admin,
      body,
    });
    expect(status).toBe(200);
  };
  const workloadOf = async (id: string) => {
    const { body } = await desk.call("GET", "/api/workload", { token: desk.tokens.support });
    return (body["items"] as { id: string }[]).find((item) => item.id === id);
  };

  test("gives to people as they come, come back, can take more and learn", async () => {
    const early = await report(clinic);
    expect((await saying(clinic, early, "nobody_available")).note).toBe(
      "Nobody is given cases of this queue",
    );
    const porter = await desk.person(["porter"]);
    expect(await given(clinic, early)).toBe(porter.id);
    expect(await workloadOf(porter.id)).toMatchObject({ load: 1, capacity: 1, status: "full" });

    const second = await report(clinic);
    await saying(clinic, second, "nobody_available");
    await change(porter.id, { capacity: 3 });
    expect(await given(clinic, second)).toBe(porter.id);

    const locked = await report(clinic, "Locked");
    expect((await saying(clinic, locked, "nobody_available")).note).toBe(
      "Of 1 person: 1 without a skill that it needs",
    );
    await change(porter.id, { skills: ["locks"] });
    expect(await given(clinic, locked)).toBe(porter.id);

    const away = { from: "2020-01-01T00:00:00Z", until: null };
    const token = porter.token;
    await desk.call("PUT", "/api/auth/profile", { token, body: { away } });
    await change(porter.id, { capacity: 9 });
    const later = await report(clinic);
    expect((await saying(clinic, later, "nobody_available")).note).toBe("Of 1 person: 1 away");
    const soon = new Date(Date.now() + 1_500).toISOString();
    await desk.call("PUT", "/api/auth/profile", {
      token,
      body: { away: { ...away, until: soon } },
    });
    expect(await given(clinic, later)).toBe(porter.id);
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(soon));

    await act(clinic, later, "find", { shelf: 3 }, { id: porter.id, roles: ["porter"] });
    await until("what waits for its owner is no load", async () => {
      const found = await workloadOf(porter.id);
      return (found as unknown as { load: number }).load === 3;
    });
  });

  test("refuses skills, hours and absences that cannot be, and changes nothing", async () => {
    const { id, token } = await desk.person(["medical"]);
    const tried = [
      { skills: ["magic"] },
      { hours: "moon" },
      { capacity: 0 },
      { away: { from: "2026-01-02T00:00:00Z", until: "2026-01-01T00:00:00Z" } },
    ];
    for (const body of tried) {
      const { status } = await desk.call("PATCH", `/api/users/${id}`, {
        token: desk.tokens.admin,
        body,
      });
      expect(status).toBe(422);
    }
    const profile = await desk.call("GET", "/api/auth/profile", { token });
    expect(profile.body).toMatchObject({ skills: [], hours: null, capacity: null, away: null });
  });
});

test("an administrator switches a queue of the shipped ticket over with one line, and cases that wait are given out", async () => {
  const clinic = await openClinic(servers("switched"));
  await employ(clinic, "u-asha");
  await changeUser(clinic.store, "u-asha", { roles: ["support"], hours: "nairobi-that-was" });
  const { id } = await clinic.cases.create({
    workflow: "ticket",
    data: { description: "My card is lost" },
    contact: null,
    actor: people.support,
    requestId: crypto.randomUUID(),
  });
  await until(
    "it is routed",
    async () => (await caseDoc(clinic.store, id))?.stateId === "assigned",
  );
  expect(await holderOf(clinic, id)).toBeNull();
  const { body, number: base } = await currentRelease(clinic.store);
  const queues = body.organisation.queues.map((queue) => ({
    ...queue,
    assign: { by: "least_loaded" as const },
  }));
  const next = { ...body, organisation: { ...body.organisation, queues } };
  const by = { by: "test", reason: "test", at: new Date() };
  await publishRelease(clinic.store, { body: next, base, ...by });
  expect(await given(clinic, id)).toBe("u-asha");
  expect((await caseDoc(clinic.store, id))?.stateId).toBe("assigned");
  await clinic.close();
});
