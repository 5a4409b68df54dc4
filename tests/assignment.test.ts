import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CaseRow } from "../engine/protocol/case.js";
import type { Taker } from "../engine/protocol/workload.js";
import { caseDoc } from "../engine/store/cases.js";
import { currentRelease, publishRelease } from "../engine/store/releases.js";
import { changeUser } from "../engine/store/users.js";
import { employ, given, giving, holderOf, report, saying } from "./support/assignment.js";
import { type Clinic, openClinic, people, until } from "./support/clinic.js";
import { type Desk, openDesk } from "./support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";
import { act } from "./support/stage.js";

const servers = (name: string) => ({
  mongodbUri: testDatabaseUri(name),
  temporalAddress: testTemporalAddress(),
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

  test("tells of a case that nobody can take what it needs, and what speaks against giving it to each by hand", async () => {
    const token = desk.tokens.admin;
    const id = await report(clinic, "Locked");
    await saying(clinic, id, "nobody_available");
    const list = await desk.call("GET", "/api/cases?queue=lobby", { token });
    const row = (list.body["items"] as CaseRow[]).find((one) => one.id === id);
    expect(row?.unattended).toEqual({ skills: ["Opens locks"] });

    const { body } = await desk.call("GET", `/api/cases/${id}/takers`, { token });
    const takers = body["items"] as Taker[];
    const of = (name: string) => takers.find((taker) => taker.name === name);
    const missing = ["Opens locks"];
    expect(of("admin")).toMatchObject({ may: true, sees: true, missing, status: "free", load: 0 });
    expect(of("medical")).toMatchObject({ may: true, sees: false, queues: [] });
    expect(of("gone")).toMatchObject({ may: false, sees: false });
    const unseeing = await desk.call("GET", `/api/cases/${id}/takers`, {
      token: desk.tokens.support,
    });
    expect(unseeing.status).toBe(404);

    await act(clinic, id, "give_up", {}, people.porter);
    const closed = await until("its end", async () => {
      const read = await desk.call("GET", `/api/cases/${id}`, { token });
      return read.body["status"] === "closed" && read.body;
    });
    expect(closed["unattended"]).toBeNull();
  });

  test("lets nobody be given a case who may not act on it", async () => {
    const token = desk.tokens.admin;
    const opened = await desk.call("POST", "/tickets", {
      token,
      body: { description: "My card is lost" },
    });
    const id = String(opened.body["id"]);
    const path = `/api/cases/${id}/actions/assign`;
    await until(
      "it is routed",
      async () => (await caseDoc(clinic.store, id))?.stateId === "assigned",
    );
    const assign = (assignee: string) =>
      desk.call("POST", path, { token, body: { input: { assignee } } });
    const gone = await desk.person(["gone"]);
    const refused = await assign(gone.id);
    expect(refused.status).toBe(422);
    expect(refused.body["errors"]).toEqual([
      { pointer: "/input/assignee", message: "has no role that may act on cases", code: "choice" },
    ]);
    expect(await holderOf(clinic, id)).toBeNull();
    expect((await assign((await desk.person(["medical"])).id)).status).toBe(200);
  });

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
