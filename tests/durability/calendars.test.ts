import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startCase } from "../../engine/cases/start.js";
import type { Calendar } from "../../engine/definition/calendar.js";
import type { Release, ReleaseBody } from "../../engine/definition/release.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { nextCaseId } from "../../engine/store/case-ids.js";
import { eventsOf } from "../../engine/store/events.js";
import { currentRelease, publishRelease } from "../../engine/store/releases.js";
import { type Clinic, openClinic, people, until } from "../support/clinic.js";
import { viewOf } from "../support/stage.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";

const DAY = 24 * 60 * 60 * 1000;

/** What a bad clock is off by. */
const SKEW = 5 * 60 * 1000;
const allDay = ["00:00-24:00"];
const always: Calendar = {
  kind: "calendar",
  spec: 1,
  id: "always",
  name: "Always",
  zone: "Africa/Nairobi",
  workday: "PT24H",
  week: {
    ...{ mon: allDay, tue: allDay, wed: allDay },
    ...{ thu: allDay, fri: allDay, sat: allDay, sun: allDay },
  },
};

/** The ticket with a first response in a day of this calendar, and a mark that is reached after a second. */
function promised(body: ReleaseBody, target: string): ReleaseBody {
  const workflows = body.workflows.map((workflow): Workflow => {
    if (workflow.id !== "ticket") return workflow;
    const { clocks: { first_response: first, resolution: _other, ...clocks } = {}, transitions } =
      workflow;
    if (!first) throw new Error("the ticket has no first response");
    const marks = { seen: { name: "A second has gone", afterStart: "PT1S" } } as const;
    const noticed = {
      name: "Noticed",
      from: "*" as const,
      on: [{ event: "clock_reached" as const, clock: "first_response", mark: "seen" }],
      set: { "data.escalated": true },
    };
    return {
      ...workflow,
      transitions: { ...transitions, noticed },
      clocks: { ...clocks, first_response: { ...first, target, calendar: "always", marks } },
    };
  });
  return { ...body, workflows, calendars: [always] };
}

describe("a case whose clocks count by a calendar", () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await openClinic(
      { mongodbUri: testDatabaseUri("calendars"), temporalAddress: testTemporalAddress() },
      { release: (body) => promised(body, "P1D") },
    );
  });
  afterAll(() => clinic.close());

  const typesOf = async (id: string) =>
    (await eventsOf(clinic.store, id, { after: 0, limit: 500 })).map(
      ({ type, transition }) => `${type} ${transition ?? ""}`,
    );

  /** A ticket that was started with the calendars of so many days ago. */
  const openedAgo = (days: number, under?: Release) =>
    openedBy(() => Date.now() - days * DAY, under);

  /** A ticket that was started by somebody with this clock. */
  async function openedBy(now: () => number, under?: Release): Promise<string> {
    const release = under ?? (await currentRelease(clinic.store));
    const workflow = release.body.workflows.find(({ id }) => id === "ticket");
    if (!workflow) throw new Error("there is no ticket");
    const id = await nextCaseId(clinic.store, "T");
    await startCase(
      { ...clinic.tools, now },
      {
        release,
        workflow,
        created: {
          type: "created",
          id,
          actor: people.support,
          data: { description: "My card is lost" },
          contact: null,
          message: null,
        },
      },
    );
    return id;
  }

  test("reaches its marks, and has its calendars renewed once before they run out, through fresh runs too", async () => {
    const [old, young] = await Promise.all([openedAgo(350), openedAgo(0)]);
    for (const id of [old, young])
      await until("the mark", async () => (await typesOf(id)).includes("clock_reached noticed"));
    const renewals = async (id: string) =>
      (await typesOf(id)).filter((type) => type.startsWith("calendars_renewed")).length;
    await until("the renewal", async () => (await renewals(old)) === 1);
    for (let i = 0; i < 70; i += 1)
      await clinic.cases.act({
        caseId: old,
        action: "note",
        input: { text: "x" },
        actor: people.support,
        requestId: `${old}-${String(i)}`,
        seenEntry: null,
      });
    await until("a fresh run", async () => {
      const runs = [];
      const query = `WorkflowId = '${old}'`;
      for await (const run of clinic.client.workflow.list({ query })) runs.push(run.runId);
      return runs.length > 1;
    });
    await clinic.cases.act({
      caseId: old,
      action: "prioritise",
      input: { priority: "High" },
      actor: people.support,
      requestId: `${old}-high`,
      seenEntry: null,
    });
    const { state } = await viewOf(clinic, old);
    const clock = state.clocks["first_response"];
    expect(clock?.dueAt).toBe((clock?.startedAt ?? NaN) + DAY);
    expect(await renewals(old)).toBe(1);
    expect(await renewals(young)).toBe(0);
  });

  test("keeps the promise of its own release when a shorter one is published", async () => {
    const id = await openedAgo(0);
    const before = await until("its clock", async () => (await viewOf(clinic, id)).state);
    const { body, number } = await currentRelease(clinic.store);
    const shorter = { body: promised(body, "PT1S"), base: number, by: "test", reason: "shorter" };
    await publishRelease(clinic.store, { ...shorter, at: new Date() });
    const younger = await openedAgo(0);
    await until("the shorter promise is broken", async () =>
      (await typesOf(younger)).includes("clock_due escalate_late"),
    );
    await until("the mark", async () => (await typesOf(id)).includes("clock_reached noticed"));
    expect((await typesOf(id)).filter((type) => type.startsWith("clock_due"))).toEqual([]);
    const { state } = await viewOf(clinic, id);
    expect(state.clocks["first_response"]?.dueAt).toBe(before.clocks["first_response"]?.dueAt);
    expect(await clinic.cases.clocks(id)).toMatchObject([
      { name: "First response", standing: "running", endedAt: null, spans: [{ kind: "counted" }] },
    ]);
    expect(await clinic.cases.clocks(younger)).toMatchObject([
      { name: "First response", standing: "late", pausedMs: 0, closedMs: 0 },
    ]);
  });

  async function publish(body: ReleaseBody, reason: string): Promise<Release> {
    const { number: base } = await currentRelease(clinic.store);
    await publishRelease(clinic.store, { body, base, by: "test", reason, at: new Date() });
    return currentRelease(clinic.store);
  }

  test("has its calendars renewed from its own release, whatever was published since", async () => {
    const { body } = await currentRelease(clinic.store);
    const own = await publish(promised(body, "P1D"), "a day");
    await publish({ ...own.body, calendars: [{ ...always, week: {} }] }, "closed for good");
    const id = await openedAgo(350, own);
    await until("the renewal", async () => (await typesOf(id)).includes("calendars_renewed "));
    await clinic.cases.act({
      caseId: id,
      action: "prioritise",
      input: { priority: "High" },
      actor: people.support,
      requestId: `${id}-high`,
      seenEntry: null,
    });
    const clock = (await viewOf(clinic, id)).state.clocks["first_response"];
    expect(clock?.dueAt).toBe((clock?.startedAt ?? NaN) + DAY);
  });

  test("is due when Temporal's clock says so, although the API's and the worker's are five minutes off", async () => {
    const { body } = await currentRelease(clinic.store);
    const quick = await publish(promised(body, "PT3S"), "three seconds");
    const rightNow = Date.now;
    await clinic.stopWorker();
    const clock = vi.spyOn(Date, "now").mockImplementation(() => rightNow() + SKEW);
    try {
      await clinic.startWorker();
      const before = rightNow();
      const opened = await Promise.all(
        [SKEW, -SKEW].map((off) => openedBy(() => rightNow() + off, quick)),
      );
      for (const id of opened) {
        const log = await until("that it is due", async () => {
          const turns = await eventsOf(clinic.store, id, { after: 0, limit: 500 });
          return turns.some(({ type }) => type === "clock_due") && turns;
        });
        const [created, due] = ["created", "clock_due"].map(
          (type) => log.find((turn) => turn.type === type)?.event.at ?? NaN,
        );
        expect(created).toBeGreaterThanOrEqual(before - 1_000);
        expect(due).toBeLessThanOrEqual(rightNow() + 1_000);
        const [told] = await clinic.cases.clocks(id);
        const dueAt = Date.parse(told?.dueAt ?? "");
        expect(dueAt).toBe((created ?? NaN) + 3_000);
        expect(due).toBeGreaterThanOrEqual(dueAt);
      }
    } finally {
      clock.mockRestore();
    }
  });
});
