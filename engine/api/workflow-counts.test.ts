import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk, type Who } from "../../tests/support/desk.js";
import { caseCollection } from "../store/cases.js";
import { operator } from "../store/store.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import { quiet } from "../../tests/support/stage.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({
    mongodbUri: testDatabaseUri("workflow-counts"),
    temporalAddress: testTemporalAddress(),
  });
});
afterAll(() => desk.close());

const counts = (who: Who, workflow = "ticket") =>
  desk.call("GET", `/api/workflows/${workflow}/counts`, { token: desk.tokens[who] });

/** Open cases by state as somebody sees them. */
async function open(who: Who): Promise<Readonly<Record<string, number>>> {
  const { body } = await counts(who);
  const items = body["items"] as { state: string; open: number }[];
  return Object.fromEntries(items.map((item) => [item.state, item.open]));
}

async function ticket(description: string): Promise<string> {
  const body = { contact: { phone: "+254700000031" }, description };
  const made = await desk.call("POST", "/tickets", { token: desk.tokens.admin, body });
  expect(made.status).toBe(201);
  return String(made.body["id"]);
}

describe("the open cases of a workflow", () => {
  test("are counted by state, for everybody those that they may see", async () => {
    expect(await open("admin")).toEqual({});
    await ticket("The invoice is wrong");
    const sick = await ticket("My back hurts");
    await until("routing", async () => (await open("admin"))["assigned"] === 2);
    expect(await open("support")).toEqual({ assigned: 1 });
    expect(await open("medical")).toEqual({ assigned: 1 });

    const token = desk.tokens.medical;
    const claim = `/api/cases/${sick}/actions/claim`;
    expect((await desk.call("POST", claim, { token, body: { input: {} } })).status).toBe(200);
    await until("the claim", async () => (await open("admin"))["in_progress"] === 1);
    expect(await open("admin")).toEqual({ assigned: 1, in_progress: 1 });
    expect(await open("medical")).toEqual({ in_progress: 1 });
    expect(await open("support")).toEqual({ assigned: 1 });
  });

  test("are no longer counted once they are closed", async () => {
    const id = await ticket("The invoice is wrong again");
    await until("routing", async () => (await open("support"))["assigned"] === 2);
    const body = { input: { reason: "A mistake" } };
    const token = desk.tokens.admin;
    await desk.call("POST", `/api/cases/${id}/actions/void`, { token, body });
    await until("the void", async () => (await open("support"))["assigned"] === 1);
    expect(await open("admin")).not.toHaveProperty("voided");
  });

  test("are none of a workflow that is not there, and nobody's business who reads no cases", async () => {
    expect((await counts("admin", "nothing-like-it")).body["items"]).toEqual([]);
    expect((await counts("nobody")).status).toBe(403);
  });
});

describe("the open cases of a release", () => {
  test("are told by the interpreter that they run on, for as long as there are any", async () => {
    const id = await ticket("Where is the laboratory?");
    await until("routing", async () => (await open("admin"))["assigned"] === 2);
    expect(await followers(1)).toEqual([3]);
    await desk.clinic.store.of(caseCollection).updateOne({ _id: id }, { $set: { interpreter: 2 } });
    expect(await followers(1)).toEqual([2, 1]);
    await desk.clinic.store
      .of(caseCollection)
      .updateMany({ release: 1 }, { $set: { status: "closed" } });
    expect(await followers(1)).toEqual([]);
  });

  test("keep a version that lacks their interpreter from starting, which says how many need it", async () => {
    const ids = [await ticket("Is the pharmacy open?"), await ticket("When does it close?")];
    // What is still to be written of them would say again on which one they run.
    for (const id of ids) await quiet(desk.clinic, id);
    const cases = desk.clinic.store.of(caseCollection);
    const both = { _id: operator({ $in: ids }) };
    await cases.updateMany(both, { $set: { interpreter: 99 } });
    await expect(desk.clinic.startWorker()).rejects.toThrow(
      "lacks interpreter 99, on which open cases run (2)",
    );

    await cases.updateMany(both, { $set: { status: "closed" } });
    await desk.clinic.startWorker();
  });
});

/** How many open cases follow a release, interpreter by interpreter. */
async function followers(release: number): Promise<readonly number[]> {
  const { body } = await desk.call("GET", "/api/releases", { token: desk.tokens.admin });
  const items = body["items"] as { number: number; open: { cases: number }[] }[];
  const { open = [] } = items.find(({ number }) => number === release) ?? {};
  return open.map(({ cases }) => cases);
}
