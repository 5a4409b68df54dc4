import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { settled, until } from "../../tests/support/clinic.js";
import { type Desk, openDesk } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { CaseTest } from "../protocol/case-test.js";
import { runScenario } from "../simulate/index.js";
import { listAudit } from "../store/audit.js";
import { decisionCollection } from "../store/decisions.js";
import { currentRelease } from "../store/releases.js";

const NAME = "Quillabrax Wandersmythe";
const PHONE = "+254799887744";
const NOTE = "zq-canary-note";

let desk: Desk;
let id: string;
beforeAll(async () => {
  desk = await openDesk({
    mongodbUri: testDatabaseUri("case-test"),
    temporalAddress: testTemporalAddress(),
  });
  id = await answered();
});
afterAll(() => desk.close());

/** A ticket about a bill that support has taken and answered. */
async function answered(): Promise<string> {
  const { body } = await desk.call("POST", "/api/cases", {
    token: desk.tokens.admin,
    body: {
      workflow: "ticket",
      data: { description: `My bill is wrong. ${NAME}, ${PHONE}, ${NOTE}`, name: NAME },
      contact: { phone: PHONE, name: NAME },
    },
  });
  const made = String(body["id"]);
  const { store } = desk.clinic;
  await until("the decision", () => store.of(decisionCollection).exists({ caseId: made }));
  await settled(desk.clinic, made, 2);
  const acts = [
    ["claim", {}],
    ["reply", { text: `Dear ${NAME}, pay at the desk. ${NOTE}` }],
  ] as const;
  for (const [action, input] of acts) {
    const path = `/api/cases/${made}/actions/${action}`;
    const done = await desk.call("POST", path, { token: desk.tokens.admin, body: { input } });
    expect(done.status).toBe(200);
  }
  await settled(desk.clinic, made, 4);
  return made;
}

const read = (token: string) => desk.call("GET", `/api/cases/${id}/test`, { token });

describe("a real case as a test of its workflow", () => {
  test("says what happened and nothing of the patient, comes out as the case did, and holds", async () => {
    const before = new Date();
    const reply = await read(desk.tokens.admin);
    expect(reply.status).toBe(200);
    const shown = (await desk.call("GET", `/api/cases/${id}/events`, { token: desk.tokens.admin }))
      .text;
    for (const word of [NOTE, NAME]) {
      expect(shown).toContain(word);
      expect(reply.text).not.toContain(word);
    }
    expect(reply.text).not.toContain(PHONE.slice(4));
    expect(reply.text).not.toContain(id);

    const told = reply.body as unknown as CaseTest;
    expect(told).toMatchObject({ workflow: "ticket", release: 1, leftOut: [], differs: [] });
    const [opened, decided, claimed, replied] = told.test.steps;
    expect(opened).toMatchObject({
      created: { data: { description: "Made up: bill", name: "Made up" }, as: "admin" },
    });
    expect(decided).toMatchObject({
      decided: "ticket-routing",
      expect: { state: "assigned", queue: "billing" },
    });
    expect(claimed).toMatchObject({ acted: "claim", as: "admin" });
    expect(replied).toMatchObject({ acted: "reply", input: { text: "Made up: pay" } });

    const { body } = await currentRelease(desk.clinic.store);
    const run = runScenario({ name: "Kept", workflow: "ticket", ...told.test }, body);
    expect(run?.stuck).toBeUndefined();
    for (const { seen, expected } of run?.results ?? []) expect(seen).toEqual(expected);

    const { store } = desk.clinic;
    const asked = { route: "readCaseTest", from: before };
    const [entry] = await listAudit(store, asked, { limit: 5, after: null });
    expect(entry?.subjects).toContain(id);
  });

  test("is for those who may read the case and change the tests of its workflow", async () => {
    const { number, body } = await currentRelease(desk.clinic.store);
    const { organisation } = body;
    const role = (one: object, queues: readonly string[]) => ({
      ...{ name: "Author", permissions: ["release.read", "release.publish", "case.read"] },
      ...{ queues, ...one },
    });
    const roles = [
      ...organisation.roles,
      role({ id: "writer", changes: ["templates"] }, ["*"]),
      role({ id: "tester", changes: ["workflows/ticket/tests"] }, ["*"]),
      role({ id: "elsewhere" }, ["medical"]),
    ];
    const done = await desk.call("POST", "/api/releases", {
      token: desk.tokens.admin,
      body: {
        definition: { ...body, organisation: { ...organisation, roles } },
        ...{ reason: "Authors", baseRelease: number },
      },
    });
    expect(done.status).toBe(201);
    for (const [held, status, code] of [
      ["writer", 403, "change_not_allowed"],
      ["elsewhere", 404, "not_found"],
      ["support", 403, "forbidden"],
    ] as const) {
      const reply = await read((await desk.person([held])).token);
      expect([held, reply.status, reply.body["code"]]).toEqual([held, status, code]);
    }
    expect((await read((await desk.person(["tester"])).token)).status).toBe(200);
  });
});
