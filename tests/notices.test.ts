import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NOTHING_CONTRIBUTED } from "../engine/definition/contributions.js";
import { notify } from "../engine/effects/notify.js";
import type { EffectTools } from "../engine/effects/tools.js";
import type { NotifyEffect } from "../engine/interpreter/effect.js";
import type { CaseClock } from "../engine/protocol/case-clock.js";
import type { NoticeList } from "../engine/protocol/notice.js";
import { people, settled } from "./support/clinic.js";
import { type Desk, openDesk, type Person } from "./support/desk.js";
import { laboratory, withSamples } from "./support/laboratory.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";
import { act, inState } from "./support/stage.js";

/** Nobody may be called here, so every order comes to nothing. */
const UNREACHABLE = laboratory("https://lab.example/orders");

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("notices"), temporalAddress: testTemporalAddress() },
    { release: (body) => withSamples(body, [UNREACHABLE]) },
  );
});
afterAll(() => desk.close());

async function noticesOf({ token }: Pick<Person, "token">, query = ""): Promise<NoticeList> {
  const { body } = await desk.call("GET", `/api/notices${query}`, { token });
  return body as unknown as NoticeList;
}

/** Waits for what somebody is told about a case, as level and words. */
async function isTold(person: Person, id: string, ...expected: readonly string[]): Promise<void> {
  const told = async () =>
    (await noticesOf(person)).items
      .filter((notice) => notice.case === id)
      .map(({ level, says }) => `${level}: ${says}`);
  await expect.poll(told, { timeout: 45_000 }).toEqual(expected);
}

async function opened(): Promise<string> {
  const { id } = await desk.clinic.cases.create({
    workflow: "sample",
    data: { label: "A-12" },
    contact: null,
    actor: people.porter,
    requestId: crypto.randomUUID(),
  });
  await settled(desk.clinic, id, 1);
  return id;
}

test("a case tells those who work its queue, a role and whoever has it; each has the notice until they have read it", async () => {
  const { clinic } = desk;
  const [asha, juma, neema, boss] = await Promise.all(
    [["porter"], ["porter"], ["support"], ["admin"]].map((roles) => desk.person(roles)),
  );
  if (!asha || !juma || !neema || !boss) throw new Error("four people");
  const id = await opened();
  await act(clinic, id, "order", {}, { id: asha.id, roles: ["porter"] });
  const BY_PHONE = "warning: A sample has to be ordered by phone";
  await isTold(asha, id, BY_PHONE);
  await isTold(juma, id, BY_PHONE);
  await act(clinic, id, "finish", {}, people.porter);
  await isTold(asha, id, "info: Your sample is done", BY_PHONE);
  await isTold(boss, id, "info: A sample is done");
  await isTold(juma, id, BY_PHONE);
  await isTold(neema, id);

  const all = (await noticesOf(asha)).items;
  const ofJuma = (await noticesOf(juma)).items;
  const ids = [...all.slice(0, 1), ...ofJuma].map((notice) => notice.id);
  const read = { token: asha.token, body: { ids } };
  expect((await desk.call("POST", "/api/notices/read", read)).body).toEqual({ unread: 1 });
  expect(await noticesOf(asha, "?status=unread")).toEqual({ items: all.slice(1), unread: 1 });
  expect((await noticesOf(asha, "?status=read")).items).toMatchObject([{ id: all[0]?.id }]);
  expect(await noticesOf(juma)).toEqual({ items: ofJuma, unread: 1 });
});

test("a notice is given once however often it is written, stays read, and does not reach who has left", async () => {
  const { clinic, world } = desk;
  const [asha, gone] = await Promise.all([desk.person(["porter"]), desk.person(["porter"])]);
  const change = { token: desk.tokens.admin, body: { active: false } };
  await desk.call("PATCH", `/api/users/${gone.id}`, change);
  const effect: NotifyEffect = {
    ...{ kind: "notify", id: "S-1.2.0", to: { queue: "lobby" }, level: "info", says: "Come" },
    drill: true,
  };
  const tools: EffectTools = {
    ...{ store: clinic.store, cases: clinic.tools, endpoints: new Map(), now: world.now },
    contributions: NOTHING_CONTRIBUTED,
    ...{ webhooks: clinic.config.webhooks, publicUrl: desk.url, reached: () => undefined },
    log: pino({ level: "silent" }),
  };
  const write = (to: NotifyEffect["to"] = effect.to) =>
    notify(tools, { caseId: "S-1", effect: { ...effect, to } });
  await Promise.all([write(), write(), write()]);
  const [notice, ...more] = (await noticesOf(asha)).items;
  expect([notice?.says, notice?.drill, more]).toEqual(["Come", true, []]);
  const read = { token: asha.token, body: { ids: [notice?.id] } };
  await desk.call("POST", "/api/notices/read", read);
  await write();
  await write({ person: gone.email });
  await write({ person: gone.id });
  expect((await noticesOf(asha)).unread).toBe(0);
  const rows = clinic.store.connection.collection("notices");
  expect(await rows.countDocuments({ notice: "S-1.2.0", person: gone.id })).toBe(0);
});

test("what is planned for a moment stands on the case with what happens then, moves with it, and happens", async () => {
  const { clinic } = desk;
  const asha = await desk.person(["porter"]);
  const hers = { id: asha.id, roles: ["porter"] };
  const id = await opened();
  await act(clinic, id, "order", {}, hers);
  await inState(clinic, id, "by_phone");
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  await act(clinic, id, "plan", { callAt: at(7 * 86_400_000) }, hers);
  const planned = async () => {
    const { body } = await desk.call("GET", `/api/cases/${id}/clocks`, { token: asha.token });
    return (body as { items: readonly CaseClock[] }).items.filter((clock) => clock.id === "call");
  };
  await expect
    .poll(planned, { timeout: 45_000 })
    .toMatchObject([
      { standing: "running", promise: false, then: ["It is time to call"], spans: [], targetMs: 0 },
    ]);
  await act(clinic, id, "plan", { callAt: at(15 * 60_000 + 500) }, hers);
  await isTold(
    asha,
    id,
    "info: Call the laboratory",
    "warning: A sample has to be ordered by phone",
  );
});
