import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReleaseBody } from "../engine/definition/release.js";
import type { EffectSpec } from "../engine/definition/workflow.js";
import type { EffectPlace } from "../engine/effects/index.js";
import type { Alert } from "../engine/protocol/alert.js";
import { caseDoc } from "../engine/store/cases.js";
import { contactAt } from "../engine/store/contacts.js";
import { insertUser } from "../engine/store/users.js";
import { type Clinic, people, settled, until } from "./support/clinic.js";
import { type Desk, openDesk, type Person } from "./support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";
import { act, lostProperty, quiet } from "./support/stage.js";

const FIRST = "+254700000301";
const SECOND = "+254700000302";

type AlertSpec = Extract<EffectSpec, { do: "alert" }>;

/** Lost property in which a porter can shout for the others; nothing in the engine knows of it. */
function shouting(
  body: ReleaseBody,
  alerts: { readonly [action: string]: AlertSpec },
): ReleaseBody {
  const workflows = body.workflows.map((flow) => {
    if (flow.id !== "lost-property") return flow;
    const shouts = Object.entries(alerts).map(([id, alert]) => [
      id,
      { name: id, from: "*", by: ["porter"], then: [alert] },
    ]);
    const transitions = {
      ...Object.fromEntries(shouts),
      heard: {
        name: "Heard",
        from: "*",
        on: [{ event: "alert_acknowledged" }],
        set: { assignee: { from: "actor.id" } },
      },
      unheard: {
        name: "Nobody heard",
        from: "*",
        on: [{ event: "alert_unanswered" }],
        set: { priority: "Urgent" },
      },
      ...flow.transitions,
    };
    return { ...flow, transitions };
  });
  const porters = {
    id: "porters",
    name: "Porters",
    members: [{ role: "porter" }],
    tiers: [{ people: ["first@clinic.example", "gone@clinic.example", "second@clinic.example"] }],
  };
  const empty = {
    ...porters,
    id: "empty",
    name: "Empty",
    tiers: [{ people: ["no@body.example"] }],
  };
  const off = { sms: false, email: false, slack: false, dashboard: true };
  const levels = { emergency: { ...off, sms: true }, critical: off, warning: off, info: off };
  const organisation = { ...body.organisation, teams: [porters, empty], alerts: levels };
  return { ...body, workflows, organisation };
}

const loud: AlertSpec = {
  do: "alert",
  level: "emergency",
  team: "porters",
  template: "lp-found",
  until: "acknowledged",
  every: "PT1S",
  times: 20,
};

async function employ({ store }: Clinic, id: string, phone: string): Promise<void> {
  const user = { _id: `u-${id}`, email: `${id}@clinic.example`, name: id, phone };
  const rest = { passwordHash: "none", roles: ["porter"], active: true, createdAt: new Date(0) };
  await insertUser(store, { ...user, ...rest });
}

/** Places at which a worker still has to die. */
const deaths = new Set<EffectPlace>();

/** Time between two calls of `loud`. */
const EVERY_MS = 1_000;

/** Calls that the time away passes over, after the one that is made when workers are back. */
const MISSED = 2;
const AWAY_MS = (MISSED + 1.1) * EVERY_MS;

describe("an alert", () => {
  let desk: Desk;
  let clinic: Clinic;
  let porter: Person;
  let other: Person;
  beforeAll(async () => {
    desk = await openDesk(
      { mongodbUri: testDatabaseUri("alerts"), temporalAddress: testTemporalAddress() },
      {
        reached: (place) => {
          if (deaths.delete(place)) throw new Error("killed");
        },
        release: (body) =>
          shouting(body, {
            shout: loud,
            whisper: { ...loud, times: 1 },
            call: { ...loud, team: "empty" },
            tell: { do: "alert", level: "info", team: "porters", template: "lp-found" },
            hurry: { ...loud, about: "search" },
          }),
      },
    );
    clinic = desk.clinic;
    await employ(clinic, "first", FIRST);
    await employ(clinic, "second", SECOND);
    [porter, other] = await Promise.all([desk.person(["porter"]), desk.person(["porter"])]);
  });
  afterAll(() => desk.close());

  const alertsOf = async (caseId: string, token = porter.token): Promise<Alert[]> => {
    const { body } = await desk.call("GET", "/api/alerts", { token });
    return (body as { items: Alert[] }).items.filter((alert) => alert.case === caseId);
  };
  const pagesTo = (phone: string, caseId: string) =>
    clinic.provider.accepted().filter(({ to, text }) => to === phone && text.includes(caseId));
  const acknowledge = (id: string, { token }: Person, key: string) =>
    desk.call("POST", `/api/alerts/${id}/acknowledge`, { token, key });

  test("calls one person after the other until one of two acknowledges, who are both told who it was", async () => {
    const id = await lostProperty(clinic, "+254700000311", "An umbrella");
    await act(clinic, id, "shout", {}, people.porter);
    await until("the second person's second page", async () =>
      Promise.resolve(pagesTo(SECOND, id).length >= 2),
    );
    const [alert] = await alertsOf(id);
    expect(alert).toMatchObject({ level: "emergency", end: null, team: { name: "Porters" } });
    const answers = await Promise.all([
      acknowledge(alert?.id ?? "", porter, "a"),
      acknowledge(alert?.id ?? "", other, "b"),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.map(({ body }) => body["first"]).toSorted()).toEqual([false, true]);
    const winner = answers[0].body["first"] === true ? porter : other;
    for (const { body } of answers)
      expect(body["alert"]).toMatchObject({ end: "acknowledged", by: { id: winner.id } });
    await quiet(clinic, id);
    expect((await caseDoc(clinic.store, id))?.assignee).toBe(winner.id);
    const again = await acknowledge(alert?.id ?? "", winner, "c");
    expect(again.body).toMatchObject({ first: false, alert: { by: { id: winner.id } } });

    const called = (await alertsOf(id))[0]?.calls ?? [];
    const order = called.map((call) => call.people[0]?.name);
    expect(order.slice(0, 4)).toEqual(["first", "second", "first", "second"]);
    const accepted = called.flatMap(({ sent }) => sent).filter(({ state }) => state === "accepted");
    expect(pagesTo(FIRST, id).length + pagesTo(SECOND, id).length).toBe(accepted.length);
    expect(await contactAt(clinic.store, `sms:${FIRST}`)).toBeNull();
  });

  test("calls each person once and at its time, although workers die in calls and are away for a while", async () => {
    const id = await lostProperty(clinic, "+254700000316", "A ring");
    await quiet(clinic, id);
    for (const place of ["call.after_write", "send.after_claim", "send.after_http"] as const)
      deaths.add(place);
    await act(clinic, id, "shout", {}, people.porter);
    const calls = async () => (await alertsOf(id))[0]?.calls ?? [];
    await until("three calls", async () => deaths.size === 0 && (await calls()).length >= 3);
    await clinic.stopWorker();
    const before = await calls();
    const back = Date.parse(before.at(-1)?.at ?? "") + AWAY_MS;
    await until("several calls are overdue", async () => Promise.resolve(Date.now() > back));
    await clinic.startWorker();
    await until("two more calls", async () => (await calls()).length > before.length + 1);
    const [alert] = await alertsOf(id);
    await acknowledge(alert?.id ?? "", porter, crypto.randomUUID());
    await quiet(clinic, id);

    const all = await calls();
    const raised = Date.parse(alert?.raisedAt ?? "");
    for (const [place, { at }] of all.entries())
      expect(Date.parse(at) - raised).toBeGreaterThanOrEqual(place * EVERY_MS);
    // One call made up for all that were missed.
    const last = Date.parse(all.at(-1)?.at ?? "");
    expect(last - raised).toBeGreaterThanOrEqual((all.length - 1 + MISSED) * EVERY_MS);
    const pages = [...pagesTo(FIRST, id), ...pagesTo(SECOND, id)];
    expect(new Set(pages.map(({ attemptId }) => attemptId)).size).toBe(pages.length);
    expect(pages.length).toBeLessThanOrEqual(all.length);
    const states = all.flatMap(({ sent }) => sent.map(({ state }) => state));
    expect(states.filter((state) => state === "unknown")).toHaveLength(2);
    expect(pages).toHaveLength(states.filter((state) => state === "accepted").length + 1);
  });

  test("that nobody acknowledges comes to its end, and the case goes on", async () => {
    const id = await lostProperty(clinic, "+254700000312", "A hat");
    await act(clinic, id, "whisper", {}, people.porter);
    await until("the case moved by itself", async () => {
      return (await caseDoc(clinic.store, id))?.priority === "Urgent";
    });
    await quiet(clinic, id);
    expect(pagesTo(FIRST, id)).toHaveLength(1);
    expect(pagesTo(SECOND, id)).toHaveLength(1);
    const [alert] = await alertsOf(id);
    expect(alert).toMatchObject({ end: null, unansweredAt: expect.any(String) as string });
    await acknowledge(alert?.id ?? "", porter, crypto.randomUUID());
    expect((await alertsOf(id))[0]).toMatchObject({ end: "acknowledged" });
  });

  test("to a team that nobody answers for says so at once", async () => {
    const id = await lostProperty(clinic, "+254700000313", "A shoe");
    await act(clinic, id, "call", {}, people.porter);
    const events = await until("the case hears that there is nobody", async () => {
      const lines = await clinic.cases.events(id, { limit: 50 });
      return lines.some(({ type }) => type === "alert_unanswered") && lines;
    });
    expect(events.at(-1)?.title).toBe("There was nobody to call in Empty. Nobody heard");
  });

  test("of a level without messages is on screens alone, and ends with its case", async () => {
    const id = await lostProperty(clinic, "+254700000314", "A glove");
    await act(clinic, id, "tell", {}, people.porter);
    await until("the call is noted", async () => ((await alertsOf(id))[0]?.calls ?? []).length > 0);
    expect((await alertsOf(id))[0]).toMatchObject({ dashboard: true, calls: [{ sent: [] }] });
    expect(pagesTo(FIRST, id)).toEqual([]);
    await act(clinic, id, "give_up", {}, people.porter);
    await until("the alert ends", async () => (await alertsOf(id))[0]?.end === "closed");
  });

  test("calls nobody any more once the clock that it is about has stopped", async () => {
    const id = await lostProperty(clinic, "+254700000317", "A bag");
    await act(clinic, id, "hurry", {}, people.porter);
    await until("the first page", async () => Promise.resolve(pagesTo(FIRST, id).length > 0));
    await act(clinic, id, "find", { shelf: 7 }, people.porter);
    const alert = await until("its end", async () => (await alertsOf(id))[0]?.end && alertsOf(id));
    expect(alert[0]).toMatchObject({ end: "done", by: null });
    await quiet(clinic, id);
    expect((await alertsOf(id))[0]?.unansweredAt).toBeNull();
  });

  test("of an exercise says so to whom it calls, and is listed apart", async () => {
    const body = { workflow: "lost-property", data: { details: "A drill" }, drill: true };
    const opened = await desk.call("POST", "/api/cases", { token: porter.token, body });
    const id = String(opened.body["id"]);
    expect(opened.body["drill"]).toBe(true);
    await settled(clinic, id, 2);
    await act(clinic, id, "whisper", {}, people.porter);
    await until("the page", async () => Promise.resolve(pagesTo(FIRST, id).length > 0));
    expect(pagesTo(FIRST, id)[0]?.text).toMatch(/^DRILL\. /);
    const listed = async (drill: boolean) => {
      const { body } = await desk.call("GET", `/api/alerts?drill=${String(drill)}`, {
        token: porter.token,
      });
      return (body as { items: Alert[] }).items.map((alert) => alert.case);
    };
    expect(await listed(true)).toEqual([id]);
    expect(await listed(false)).not.toContain(id);
  });

  test("is seen and acknowledged by its team alone", async () => {
    const id = await lostProperty(clinic, "+254700000315", "A scarf");
    await act(clinic, id, "tell", {}, people.porter);
    const alert = await until("the alert", async () => (await alertsOf(id))[0]);
    expect(await alertsOf(id, desk.tokens.medical)).toEqual([]);
    expect(await alertsOf(id, desk.tokens.admin)).toHaveLength(1);
    const path = `/api/alerts/${alert.id}/acknowledge`;
    const refused = await desk.call("POST", path, { token: desk.tokens.medical });
    expect(refused.status).toBe(404);
    expect((await desk.call("POST", path, { token: desk.tokens.admin })).body["first"]).toBe(true);
  });
});
