import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk, type Who } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { ReleaseBody } from "../definition/release.js";
import type { Workflow } from "../definition/workflow.js";
import type { Flow } from "../protocol/flow.js";
import { caseCollection } from "../store/cases.js";

/** A made-up workflow in which an urgent errand is promised within a second. */
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
  priorities: ["Urgent", "Normal"],
  defaultPriority: "Normal",
  defaultQueue: "support",
  initial: "work",
  states: {
    work: { name: "Work", class: "working" },
    wait: { name: "Waiting", class: "waiting" },
    over: { name: "Over", class: "done", final: true },
  },
  transitions: {
    note: { name: "Note", from: ["work"], by: ["admin"] },
    ask: { name: "Ask", from: ["work"], to: "wait", by: ["admin"], set: { queue: "medical" } },
    finish: { name: "Finish", from: ["work", "wait"], to: "over", by: ["admin"] },
    void: { name: "Void", from: "*", to: "over", by: ["admin"] },
  },
  clocks: {
    done: {
      name: "Done",
      starts: { event: "created" },
      stops: ["finish"],
      target: { Urgent: "PT1S", Normal: "P1D" },
    },
  },
};

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("flow"), temporalAddress: testTemporalAddress() },
    { release: (body: ReleaseBody) => ({ ...body, workflows: [...body.workflows, errand] }) },
  );
});
afterAll(() => desk.close());

async function flow(who: Who = "admin", query = ""): Promise<Flow> {
  const path = `/api/workflows/errand/flow${query}`;
  const reply = await desk.call("GET", path, { token: desk.tokens[who] });
  expect(reply.status, path).toBe(200);
  return reply.body as unknown as Flow;
}

const stateOf = ({ states }: Flow, id: string) => states.find(({ state }) => state === id);
const taken = ({ ways }: Flow, transition: string, from: string) =>
  ways.find((way) => way.transition === transition && way.from === from)?.taken;

async function open(priority: string, drill = false): Promise<string> {
  const body = { workflow: "errand", data: { what: "A letter" }, priority, drill };
  const made = await desk.call("POST", "/api/cases", { token: desk.tokens.admin, body });
  expect(made.status).toBe(201);
  return String(made.body["id"]);
}

async function act(id: string, action: string): Promise<void> {
  const path = `/api/cases/${id}/actions/${action}`;
  const { status } = await desk.call("POST", path, {
    token: desk.tokens.admin,
    body: { input: {} },
  });
  expect(status).toBe(200);
}

const counts = async () => {
  const { body } = await desk.call("GET", "/api/workflows/errand/counts", {
    token: desk.tokens.admin,
  });
  return body["items"];
};

describe("how the cases of a workflow moved", () => {
  test("is counted by state and by way, with small numbers hidden and exercises left out", async () => {
    expect(await flow()).toMatchObject({ states: [], ways: [] });
    const ids = await Promise.all(Array.from({ length: 6 }, () => open("Normal")));
    const drill = await open("Normal", true);
    for (const id of [...ids, drill]) await act(id, "finish");
    await until("all to be counted", async () => taken(await flow(), "finish", "work") === 6);
    expect(stateOf(await flow(), "work")).toMatchObject({ left: 6, late: 0 });

    const few = await Promise.all(Array.from({ length: 4 }, () => open("Normal")));
    for (const id of few) {
      await act(id, "note");
      await act(id, "ask");
      await act(id, "finish");
    }
    await until(
      "the waiting to be counted",
      async () => stateOf(await flow(), "wait") !== undefined,
    );
    await until("all to have left work", async () => stateOf(await flow(), "work")?.left === 10);
    const now = await flow();
    expect(stateOf(now, "wait")).toEqual({
      ...{ state: "wait", left: null, late: null, medianMs: null, p90Ms: null },
    });
    expect(taken(now, "note", "work")).toBeNull();
    expect(taken(now, "finish", "wait")).toBeNull();
  });

  test("tells in which state a promise was broken, and in no later one", async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => open("Urgent")));
    const lateNow = { state: "work", open: 5, late: 5 };
    await until(
      "all to be late",
      async () => JSON.stringify(await counts()) === JSON.stringify([lateNow]),
    );
    // The promise is broken in work; in wait it is late still, and breaks nothing more.
    for (const id of ids) await act(id, "ask");
    for (const id of ids) await act(id, "finish");
    await until("all to have left", async () => stateOf(await flow(), "wait")?.left === 9);
    expect(stateOf(await flow(), "work")).toMatchObject({ left: 15, late: 5 });
    expect(stateOf(await flow(), "wait")).toMatchObject({ left: 9, late: 0 });
    expect(stateOf(await flow(), "work")?.p90Ms).toBeGreaterThanOrEqual(900);
  });

  test("is told of the queues that somebody sees", async () => {
    expect(stateOf(await flow("support"), "work")).toMatchObject({ left: 15 });
    expect(stateOf(await flow("support"), "wait")).toBeUndefined();
    expect(stateOf(await flow("medical"), "wait")).toMatchObject({ left: 9 });
    expect(stateOf(await flow("medical"), "work")).toBeUndefined();
    const { status } = await desk.call("GET", "/api/workflows/errand/flow", {
      token: desk.tokens.nobody,
    });
    expect(status).toBe(403);
  });

  test("is told of a period, which has to be one", async () => {
    const before = await flow("admin", "?to=2026-01-31T00:00:00Z");
    expect(before).toMatchObject({ from: "2026-01-01T00:00:00.000Z", states: [], ways: [] });
    const path = "/api/workflows/errand/flow?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z";
    const wrong = await desk.call("GET", path, { token: desk.tokens.admin });
    expect(wrong.status).toBe(422);
    expect(JSON.stringify(wrong.body)).toContain("?from");
  });

  test("goes on for a case that an earlier version wrote last", async () => {
    const id = await open("Normal");
    const model = desk.clinic.store.of(caseCollection);
    await until("it to be written", async () => (await model.exists({ _id: id })) !== null);
    await model.updateOne({ _id: id }, { $unset: { stay: 1 } });
    await act(id, "void");
    await until("it to be counted", async () => stateOf(await flow(), "work")?.left === 16);
  });
});
