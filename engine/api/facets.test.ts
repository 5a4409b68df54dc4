import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk, post } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { ReleaseBody } from "../definition/release.js";
import type { RuleSet } from "../definition/rule-set.js";
import type { Workflow } from "../definition/workflow.js";
import type { CaseEventLine, CaseList } from "../protocol/case.js";
import type { SlaCaseList, SlaReport } from "../protocol/sla.js";
import { isSealed } from "../store/sealing/envelope.js";

const choice = (title: string, values: string[]) =>
  ({ type: "string", title, enum: values, "x-phi": "none", "x-facet": true }) as const;

/** A made-up workflow with two facets: rules choose the one, staff the other. */
const repair: Workflow = {
  kind: "workflow",
  spec: 1,
  id: "repair",
  name: "Repair",
  subject: { type: "Repair", prefix: "R", title: "what" },
  data: {
    type: "object",
    required: [],
    additionalProperties: false,
    properties: {
      what: { type: "string", title: "What?", maxLength: 100, "x-phi": "contact" },
      trade: choice("Trade", ["water", "power", "doors"]),
      wing: choice("Wing", ["east", "west"]),
    },
  },
  priorities: ["Normal"],
  defaultPriority: "Normal",
  defaultQueue: "support",
  forms: {
    wing: {
      type: "object",
      required: ["wing"],
      additionalProperties: false,
      properties: {
        wing: { type: "string", title: "Which?", enum: ["east", "west"], "x-phi": "none" },
      },
    },
  },
  initial: "work",
  onCreate: [{ do: "decide", rules: "repair-trade" }],
  states: {
    work: { name: "Work", class: "working" },
    over: { name: "Over", class: "done", final: true },
  },
  transitions: {
    sort: {
      name: "Sort",
      from: ["work"],
      on: [{ event: "decided", rules: "repair-trade" }],
      set: { "data.trade": { from: "outcome.trade" } },
    },
    locate: {
      name: "Say where",
      from: ["work"],
      by: ["admin"],
      form: "wing",
      set: { "data.wing": { from: "input.wing" } },
    },
    finish: { name: "Finish", from: ["work"], to: "over", by: ["admin"] },
  },
  clocks: {
    done: { name: "Done", starts: { event: "created" }, stops: ["finish"], target: "P1D" },
  },
};

const trade: RuleSet = {
  kind: "ruleset",
  spec: 1,
  id: "repair-trade",
  name: "Trade",
  workflow: "repair",
  hit: "first",
  rules: [
    {
      id: "known",
      name: "Somebody has said so",
      when: { fact: "data.trade", operator: "equal", value: "power" },
      then: { trade: "power" },
    },
    {
      id: "leak",
      name: "A leak",
      when: { fact: "data.what", operator: "textContainsAny", value: ["leak"] },
      then: { trade: "water" },
    },
  ],
  otherwise: { trade: "doors" },
};

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("facets"), temporalAddress: testTemporalAddress() },
    {
      release: (body: ReleaseBody) => ({
        ...body,
        workflows: [...body.workflows, repair],
        ruleSets: [...body.ruleSets, trade],
      }),
    },
  );
});
afterAll(() => desk.close());

async function get<Body>(path: string): Promise<Body> {
  const reply = await desk.call("GET", path, { token: desk.tokens.admin });
  expect(reply.status, path).toBe(200);
  return reply.body as Body;
}

async function open(what: string, data: object = {}): Promise<string> {
  const body = { workflow: "repair", data: { what, ...data } };
  const made = await post(desk, "/api/cases", { token: desk.tokens.admin, body });
  expect(made.status).toBe(201);
  return String(made.body["id"]);
}

async function act(id: string, action: string, input: object = {}) {
  const path = `/api/cases/${id}/actions/${action}`;
  return post(desk, path, { token: desk.tokens.admin, body: { input } });
}

const titles = async (facets: string) =>
  (await get<CaseList>(`/api/cases?workflow=repair&facets=${facets}`)).items.map(
    ({ title }) => title,
  );

describe("facets: choices that cases of any workflow are listed and counted by", () => {
  let leak = "";
  beforeAll(async () => {
    leak = await open("A leak on the stairs");
    await open("A lamp", { trade: "power" });
    const door = await open("The door");
    await until("all to be sorted by the rules", async () => {
      const found = await Promise.all(
        ["water", "power", "doors"].map((one) => titles(`trade:${one}`)),
      );
      return found.every(({ length }) => length === 1);
    });
    for (const id of [leak, door])
      expect((await act(id, "locate", { wing: "east" })).status).toBe(200);
    await until("both to be found where they are", async () => {
      return (await titles("wing:east")).length === 2;
    });
  });

  test("narrow lists in either order, each by itself and together, and nothing else does", async () => {
    expect(await titles("trade:water")).toEqual(["A leak on the stairs"]);
    expect(await titles("trade:power")).toEqual(["A lamp"]);
    expect(await titles("wing:east,trade:doors")).toEqual(["The door"]);
    expect(await titles("wing:west")).toEqual([]);
    expect(await titles("what:The door")).toEqual([]);
    expect(await titles("trade:doors&order=due")).toEqual(["The door"]);
    const [row] = (await get<CaseList>("/api/cases?facets=trade:water")).items;
    expect(row?.facets).toEqual([
      { id: "trade", name: "Trade", value: "water" },
      { id: "wing", name: "Wing", value: "east" },
    ]);
  });

  test("are chosen from their list alone, and the history says who did", async () => {
    expect((await act(leak, "locate", { wing: "roof" })).status).toBe(422);
    const { items } = await get<{ items: readonly CaseEventLine[] }>(`/api/cases/${leak}/events`);
    expect(items.at(-1)).toMatchObject({ title: "Say where", input: { wing: "east" } });
    expect(items.at(-1)?.actor?.name).toBeTruthy();
  });

  test("are counted in the report in the order of their choices, each number with its cases", async () => {
    const groups = async (query: string) =>
      (await get<SlaReport>(`/api/sla?workflow=repair&${query}`)).items.map(
        ({ group, running }) => [group?.id, running],
      );
    expect(await groups("by=facet&facet=trade")).toEqual([
      ["water", 1],
      ["power", 1],
      ["doors", 1],
    ]);
    expect(await groups("by=facet&facet=wing")).toEqual([
      ["east", 2],
      ["", 1],
    ]);
    expect(await groups("by=facet&facet=trade&facets=wing:east")).toEqual([
      ["water", 1],
      ["doors", 1],
    ]);
    const { items } = await get<SlaCaseList>(
      "/api/sla/cases?workflow=repair&number=running&facets=trade:water",
    );
    expect(items.map(({ caseId }) => caseId)).toEqual([leak]);
    const unnamed = await desk.call("GET", "/api/sla?by=facet", { token: desk.tokens.admin });
    expect(unnamed.status).toBe(422);
    expect(unnamed.text).toContain("?facet");
  });

  test("stand beside what is sealed, and nothing else of the case does", async () => {
    const { connection } = desk.clinic.store;
    const stored = await connection.collection("cases").findOne({ _id: leak as never });
    expect(stored?.["facets"]).toEqual(["trade:water", "wing:east"]);
    expect(isSealed(stored?.["state"])).toBe(true);
    expect(JSON.stringify(stored)).not.toContain("stairs");
    const find = { facets: "trade:water", status: "open" };
    const { queryPlanner } = await connection
      .collection("cases")
      .find(find)
      .sort({ dueAt: 1, _id: 1 })
      .explain();
    const plan = JSON.stringify(queryPlanner);
    expect(plan).toContain('"indexName":"facets_1');
    const { winningPlan } = queryPlanner as { readonly winningPlan: object };
    expect(JSON.stringify(winningPlan)).not.toMatch(/COLLSCAN|"SORT"/);
  });
});
