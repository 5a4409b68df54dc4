import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk } from "../../tests/support/desk.js";
import { moveTicket, renameTicket } from "../../tests/support/moved.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { CaseEventLine, DecisionReasons } from "../protocol/case.js";
import type { CaseJourney } from "../protocol/case-journey.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({
    mongodbUri: testDatabaseUri("journey"),
    temporalAddress: testTemporalAddress(),
  });
});
afterAll(() => desk.close());

const get = (path: string, token = desk.tokens.support) => desk.call("GET", path, { token });

const journey = async (id: string, token?: string) =>
  (await get(`/api/cases/${id}/journey`, token)).body as unknown as CaseJourney;

const lines = async (id: string) =>
  (await get(`/api/cases/${id}/events`)).body["items"] as readonly CaseEventLine[];

/** A ticket that rules have sent to its team, and that somebody has taken. */
async function taken(): Promise<string> {
  const { body } = await desk.call("POST", "/tickets", {
    token: desk.tokens.admin,
    body: { contact: { phone: "+254700000061", name: "Amina" }, description: "My login is locked" },
  });
  const id = String(body["id"]);
  await until("routing", async () => (await lines(id)).some(({ type }) => type === "decided"));
  await desk.call("POST", `/api/cases/${id}/actions/claim`, {
    ...{ token: desk.tokens.support, body: { input: {} } },
  });
  await until("the claim", async () => (await lines(id)).length === 3);
  return id;
}

describe("the journey of a case", () => {
  test("draws the workflow that it followed at each turn, without what a picture does not show", async () => {
    const id = await taken();
    const first = await journey(id);
    expect(first.stretches.map(({ fromTurn, release }) => [fromTurn, release])).toEqual([[1, 1]]);
    await renameTicket(desk.clinic, "Request");
    expect((await journey(id)).stretches[0]?.workflow.name).toBe("Ticket");
    await moveTicket(desk.clinic, id, { from: 1, to: 2 });
    await until("the move", async () => (await lines(id)).length === 4);
    const { stretches } = await journey(id);
    const told = stretches.map(({ fromTurn, release, workflow }) => ({
      ...{ fromTurn, release, name: workflow.name },
    }));
    expect(told).toEqual([
      { fromTurn: 1, release: 1, name: "Ticket" },
      { fromTurn: 4, release: 2, name: "Request" },
    ]);
    const [{ workflow, roles } = { workflow: undefined, roles: [] }] = stretches;
    expect(Object.keys(workflow?.states["assigned"] ?? {}).toSorted()).toEqual(["class", "name"]);
    const claim = Object.keys(workflow?.transitions["claim"] ?? {});
    expect(claim.filter((one) => !["name", "from", "to", "by", "on"].includes(one))).toEqual([]);
    expect(roles).toContainEqual({ id: "support", name: "Support" });
  });

  test("tells what each turn changed, what was asked, and who may do what now", async () => {
    const id = await taken();
    const { changes, asked, doers } = await journey(id);
    expect(changes).toContainEqual({
      ...{ turn: 2, field: "queue", title: "Queue", value: "Support", choice: false },
    });
    expect(changes).toContainEqual(
      expect.objectContaining({ turn: 2, field: "data.category", value: "technical" }),
    );
    expect(changes.filter(({ turn }) => turn === 3)).toEqual([
      { turn: 3, field: "assignee", title: "Assigned to", value: "support", choice: false },
    ]);
    expect(asked).toMatchObject([
      { effect: `${id}.1.1`, kind: "decide", what: "ticket-routing", turn: 1, answered: 2 },
    ]);
    const resolve = doers.find(({ id: action }) => action === "resolve");
    expect(resolve).toMatchObject({ name: "Resolve", to: { id: "resolved" } });
    expect(resolve?.roles.map((role) => role.id)).toContain("support");
    expect(doers.some(({ id: action }) => action === "claim")).toBe(false);
  });

  test("leads from a decision to its reasons, and to no decision of another case", async () => {
    const [id, other] = [await taken(), await taken()];
    const decision = (await lines(id)).find(({ decisionId }) => decisionId)?.decisionId ?? "";
    const path = `/decisions/${decision}`;
    const reasons = (await get(`/api/cases/${id}${path}`)).body as unknown as DecisionReasons;
    const { why } = (await get(`/api/cases/${id}`)).body;
    expect(reasons).toEqual(why);
    expect(reasons.sentences.length).toBeGreaterThan(0);
    expect((await get(`/api/cases/${other}${path}`)).status).toBe(404);
  });

  test("is told to those alone who may read the case", async () => {
    const id = await taken();
    expect((await get(`/api/cases/${id}/journey`, desk.tokens.nobody)).status).toBe(403);
    const elsewhere = await get(`/api/cases/${id}/journey`, desk.tokens.medical);
    expect(elsewhere.status).toBe((await get(`/api/cases/${id}`, desk.tokens.medical)).status);
    expect((await get("/api/cases/T-0000-0/journey")).status).toBe(404);
  });
});
