import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk, type Who } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { ReleaseBody } from "../definition/release.js";
import type { Workflow } from "../definition/workflow.js";
import type { CaseList } from "../protocol/case.js";
import type { SlaCaseList, SlaLine, SlaReport } from "../protocol/sla.js";
import { clockLifeCollection } from "../store/clock-lives.js";

/**
 * A made-up workflow that promises: an urgent errand in a second, an ordinary one in a day with a warning at once. That it
 * nudges its team after a second is a step of its own and no promise.
 */
const errand: Workflow = {
  kind: "workflow",
  spec: 1,
  id: "errand",
  name: "Errand",
  subject: { type: "Errand", prefix: "E", title: "what" },
  data: {
    type: "object",
    required: [],
    additionalProperties: false,
    properties: { what: { type: "string", title: "What?", maxLength: 100, "x-phi": "none" } },
  },
  priorities: ["Urgent", "Normal", "Whenever"],
  defaultPriority: "Normal",
  defaultQueue: "support",
  initial: "work",
  states: {
    work: { name: "Work", class: "working" },
    wait: { name: "Waiting", class: "waiting" },
    over: { name: "Over", class: "done", final: true },
  },
  transitions: {
    ask: { name: "Ask", from: ["work"], to: "wait", by: ["admin"] },
    finish: { name: "Finish", from: ["work", "wait"], to: "over", by: ["admin"] },
    nudged: { name: "Nudged", from: ["work"], on: [{ event: "clock_due", clock: "nudge" }] },
    late: {
      name: "Late",
      from: ["work"],
      on: [{ event: "clock_due", clock: "done" }],
      set: { queue: "medical" },
    },
  },
  clocks: {
    done: {
      name: "Done",
      starts: { event: "created" },
      stops: ["finish"],
      target: { Urgent: "PT1S", Normal: "P1D", Whenever: "P9D" },
      pauses: ["wait"],
      marks: { soon: { name: "Soon", beforeDue: "P1D" } },
    },
    nudge: { name: "Nudge", starts: { state: "work" }, target: "PT1S", promise: false },
  },
};

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("sla"), temporalAddress: testTemporalAddress() },
    { release: (body: ReleaseBody) => ({ ...body, workflows: [...body.workflows, errand] }) },
  );
});
afterAll(() => desk.close());

async function get<Body>(path: string, who: Who = "admin"): Promise<Body> {
  const reply = await desk.call("GET", path, { token: desk.tokens[who] });
  expect(reply.status, path).toBe(200);
  return reply.body as Body;
}

async function lines(query = "", who: Who = "admin"): Promise<readonly SlaLine[]> {
  return (await get<SlaReport>(`/api/sla?workflow=errand${query}`, who)).items;
}

async function open(what: string, priority: string): Promise<string> {
  const body = { workflow: "errand", data: { what }, priority };
  const made = await desk.call("POST", "/api/cases", { token: desk.tokens.admin, body });
  expect(made.status).toBe(201);
  return String(made.body["id"]);
}

async function act(id: string, action: string): Promise<void> {
  const { status } = await desk.call("POST", `/api/cases/${id}/actions/${action}`, {
    token: desk.tokens.admin,
    body: { input: {} },
  });
  expect(status).toBe(200);
}

const behind = async (number: string, who: Who = "admin") =>
  (await get<SlaCaseList>(`/api/sla/cases?workflow=errand&number=${number}`, who)).items;

describe("how promises are kept", () => {
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    for (const [what, priority] of [
      ["broken", "Urgent"],
      ["kept", "Normal"],
      ["asked", "Normal"],
      ["warned", "Normal"],
      ["calm", "Whenever"],
    ] as const)
      ids[what] = await open(what, priority);
    await act(ids["kept"]!, "finish");
    await act(ids["asked"]!, "ask");
    await until("everything to be counted", async () => {
      const [all] = await lines();
      return all?.kept === 1 && all.overdue === 1 && all.paused === 1 && all.running === 2;
    });
  });

  test("is counted by clock, with what is open beside it", async () => {
    expect(await lines()).toMatchObject([
      {
        workflow: { id: "errand", name: "Errand" },
        clock: { id: "done", name: "Done" },
        group: null,
        ...{ kept: 1, broken: 1, compliance: 0.5 },
        ...{ running: 2, atRisk: 1, paused: 1, overdue: 1 },
      },
    ]);
    const [{ medianMs, p90Ms } = {}] = await lines();
    expect(medianMs).toBeLessThan(60_000);
    expect(p90Ms).toBe(medianMs);
  });

  test("is counted by priority in the order of the workflow, by queue and by day", async () => {
    const byPriority = await lines("&by=priority");
    expect(byPriority.map(({ group, kept, broken }) => [group?.name, kept, broken])).toEqual([
      ["Urgent", 0, 1],
      ["Normal", 1, 0],
      ["Whenever", 0, 0],
    ]);
    const byQueue = await lines("&by=queue");
    // The queue that broke it, not the one that it went to because of that.
    expect(byQueue.map(({ group, broken }) => [group?.name, broken])).toEqual([["Support", 1]]);
    const days = await lines("&by=day");
    expect(days.reduce((n, { kept, broken }) => n + kept + broken, 0)).toBe(2);
    expect(days[0]?.group?.name).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  test("leads from each number to its cases", async () => {
    const told = async (number: string) => (await behind(number)).map(({ caseId }) => caseId);
    expect(await told("kept")).toEqual([ids["kept"]]);
    expect(await told("broken")).toEqual([ids["broken"]]);
    expect(await told("overdue")).toEqual([ids["broken"]]);
    expect(await told("paused")).toEqual([ids["asked"]]);
    expect(await told("running")).toEqual([ids["warned"], ids["calm"]]);
    expect(await told("atRisk")).toEqual([ids["warned"]]);
    const [broken] = await behind("broken");
    expect(broken).toMatchObject({ standing: "overdue", queue: { name: "Support" }, usedMs: null });
    expect(broken?.case).toMatchObject({ title: "broken", queue: { id: "medical" } });
  });

  test("comes in pages", async () => {
    const first = await get<SlaCaseList>("/api/sla/cases?workflow=errand&number=running&limit=1");
    const rest = await get<SlaCaseList>(
      `/api/sla/cases?workflow=errand&number=running&limit=1&cursor=${String(first.next)}`,
    );
    expect([...first.items, ...rest.items].map(({ caseId }) => caseId)).toEqual([
      ids["warned"],
      ids["calm"],
    ]);
    expect(rest.next).toBeNull();
    const page = await get<SlaReport>("/api/sla?workflow=errand&by=priority&limit=2");
    const next = await get<SlaReport>(
      `/api/sla?workflow=errand&by=priority&limit=2&cursor=${String(page.next)}`,
    );
    expect([...page.items, ...next.items].map(({ group }) => group?.id)).toEqual([
      ...errand.priorities,
    ]);
  });

  test("is told of a person's own queues, without the titles of what has left them", async () => {
    expect(await lines("", "medical")).toEqual([]);
    const [broken] = await behind("broken", "support");
    expect(broken).toMatchObject({ caseId: ids["broken"], case: null });
  });

  test("orders cases by what is due first, the late ones before all, and finds those at risk", async () => {
    const titles = async (query: string) =>
      (await get<CaseList>(`/api/cases?workflow=errand&status=open${query}`)).items.map(
        ({ title }) => title,
      );
    expect(await titles("&order=due")).toEqual(["broken", "warned", "calm", "asked"]);
    expect(await titles("&due=late")).toEqual(["broken"]);
    expect(await titles("&due=risk")).toEqual(["warned"]);
    expect(await titles("&due=promised")).toEqual(["broken", "warned", "calm"]);
    const paged: string[] = [];
    let cursor = "";
    do {
      const path = `/api/cases?workflow=errand&status=open&order=due&limit=1${cursor}`;
      const { items, next } = await get<CaseList>(path);
      paged.push(...items.map(({ title }) => title));
      cursor = next === null ? "" : `&cursor=${next}`;
    } while (cursor !== "");
    expect(paged).toEqual(["broken", "warned", "calm", "asked"]);
    const { items } = await get<CaseList>("/api/cases?workflow=errand&status=open&order=due");
    expect(items[0]?.due).toMatchObject({ name: "Done", promise: true });
    expect(Date.parse(items[0]?.due?.at ?? "")).toBeLessThan(Date.now());
    expect(items[3]).toMatchObject({ due: null, stands: { name: "Done" } });
  });

  test("is read from indexes alone, however many cases there are", async () => {
    const model = desk.clinic.store.of(clockLifeCollection);
    const at = new Date();
    const decided = { decidedAt: { $gte: new Date(0), $lt: at }, drill: false, workflow: "errand" };
    const key = { clock: "$clock", group: "$queue", standing: "$standing", usedStep: "$usedStep" };
    const group = { $group: { _id: key, n: { $sum: 1 } } };
    const plan = await model.collection
      .aggregate([{ $match: decided }, group])
      .explain("executionStats");
    expect(JSON.stringify(plan)).not.toMatch(/"totalDocsExamined":[1-9]/);
    expect(JSON.stringify(plan)).not.toContain("COLLSCAN");
  });

  test("refuses a period that ends before it begins, or is longer than a year, and a cursor of others", async () => {
    const bad = [
      "from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z",
      "from=2024-03-02T00:00:00Z&to=2026-03-01T00:00:00Z",
      "from=yesterday",
      "by=mood",
      "surprise=1",
    ];
    for (const query of bad) {
      const { status } = await desk.call("GET", `/api/sla?${query}`, { token: desk.tokens.admin });
      expect(status, query).toBe(422);
    }
    for (const path of ["?cursor=", "/cases?number=kept&cursor="]) {
      const address = `/api/sla${path}bm90aGluZw`;
      const { status } = await desk.call("GET", address, { token: desk.tokens.admin });
      expect(status, path).toBe(400);
    }
    expect((await desk.call("GET", "/api/sla", { token: desk.tokens.nobody })).status).toBe(403);
  });
});
