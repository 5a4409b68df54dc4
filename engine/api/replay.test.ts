import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { settled, until } from "../../tests/support/clinic.js";
import { type Desk, openDesk } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { Decision } from "../../rules/decision.js";
import type { ReleaseBody } from "../definition/release.js";
import type { RuleSet } from "../definition/rule-set.js";
import type { Replay } from "../protocol/replay.js";
import { listAudit } from "../store/audit.js";
import { decisionCollection } from "../store/decisions.js";
import { currentRelease } from "../store/releases.js";

const CANARY = "zq-canary";

let desk: Desk;
/** Cases of which the rules have decided, by what was written. */
const cases = new Map<string, string>();
beforeAll(async () => {
  desk = await openDesk({
    mongodbUri: testDatabaseUri("replay"),
    temporalAddress: testTemporalAddress(),
  });
  for (const text of ["choking", "a rash", "my bill", "my second bill", "hello"])
    cases.set(text, await decided(`${CANARY}: ${text}`));
});
afterAll(() => desk.close());

/** A case that the rules have decided about. */
async function decided(description: string): Promise<string> {
  const { body } = await desk.call("POST", "/api/cases", {
    token: desk.tokens.admin,
    body: { workflow: "ticket", data: { description }, contact: { phone: "+254799887744" } },
  });
  const id = String(body["id"]);
  const { store } = desk.clinic;
  await until("the decision", () => store.of(decisionCollection).exists({ caseId: id }));
  await settled(desk.clinic, id, 2);
  return id;
}

/** Ends a case, and erases it. */
async function erased(id: string): Promise<void> {
  const as = { token: desk.tokens.admin };
  expect((await desk.call("DELETE", `/tickets/${id}?reason=duplicate`, as)).status).toBe(200);
  await until("its end", async () => {
    const { status } = await desk.clinic.client.workflow.getHandle(id).describe();
    return status.name === "COMPLETED";
  });
  const body = { extent: "case", reason: "Asked for" };
  const done = await desk.call("POST", `/api/cases/${id}/erasure`, { ...as, body });
  expect(done.status).toBe(200);
}

const published = async () => (await currentRelease(desk.clinic.store)).body;

/** The release that runs, with the routing of tickets changed. */
async function draftOf(change: (ruleSet: RuleSet) => RuleSet): Promise<ReleaseBody> {
  const body = await published();
  const ruleSets = body.ruleSets.map((one) => (one.id === "ticket-routing" ? change(one) : one));
  return { ...body, ruleSets };
}

/** Without the tests that say what is no longer so: who changes the rules changes those, too. */
const withoutWord = (list: string, word: string) => (ruleSet: RuleSet) => {
  const words = ruleSet.lists?.[list]?.filter((one) => one !== word) ?? [];
  return { ...ruleSet, lists: { ...ruleSet.lists, [list]: words }, tests: [] };
};

const replay = async (definition: ReleaseBody, token = desk.tokens.admin, days = 30) =>
  desk.call("POST", "/api/replays", { token, body: { definition, days } });

const replayed = async (definition: ReleaseBody): Promise<Replay> =>
  (await replay(definition)).body as unknown as Replay;

describe("before a change is published", () => {
  test("it is told what would have been different with what really happened, and nothing a patient wrote", async () => {
    const draft = await draftOf((ruleSet) => ({
      ...withoutWord("red-flags-en", "choking")(ruleSet),
      rules: ruleSet.rules.map((rule) =>
        rule.then["queue"] === "billing"
          ? { ...rule, then: { ...rule.then, queue: "support" } }
          : rule,
      ),
    }));
    const reply = await replay(draft);
    expect(reply.status).toBe(200);
    expect(reply.text).not.toContain(CANARY);
    const told = reply.body as unknown as Replay;
    expect(told).toMatchObject({ release: 1, replayed: 5, different: 3, missed: 1, raised: 0 });
    expect(told).toMatchObject({ erased: 0, unjudged: [], isCut: false });
    const sentence = ({ what, from, to, n }: Replay["groups"][number]) =>
      `${what}: ${from ?? "-"} → ${to ?? "-"} (${String(n)})`;
    const groups = told.groups.map(sentence);
    expect(groups).toContain("queue: billing → support (2)");
    expect(groups).toContain("queue: medical → triage (1)");
    expect(groups).toContain("priority: Emergency → Medium (1)");
    // The emergency first, then the newest first.
    const order = ["choking", "my second bill", "my bill"].map((text) => cases.get(text));
    expect(told.items.map((item) => item.case)).toEqual(order);
    expect(told.items[0]).toMatchObject({ emergency: "missed", rules: { to: "otherwise" } });
  });

  test("each difference shows both decisions with their reasons, to whoever may read the case and to nobody else", async () => {
    const definition = await draftOf(withoutWord("red-flags-en", "choking"));
    const [item] = (await replayed(definition)).items;
    const path = `/api/replays/decisions/${item?.id ?? ""}`;
    const before = new Date();
    const shown = await desk.call("POST", path, { token: desk.tokens.admin, body: { definition } });
    expect(shown).toMatchObject({ status: 200, body: { case: cases.get("choking"), release: 1 } });
    const [was, would] = [shown.body["before"], shown.body["after"]] as Decision[];
    expect([was?.rule, would?.rule]).toEqual([item?.rules.from, "otherwise"]);
    expect(JSON.stringify(was?.trace)).toContain(CANARY);
    expect(would?.trace.some(({ matched }) => matched === true)).toBe(false);
    const { store } = desk.clinic;
    const read = { route: "replayDecision", from: before };
    const entries = await listAudit(store, read, { limit: 5, after: null });
    expect(entries.flatMap(({ subjects }) => subjects)).toContain(cases.get("choking"));

    const { organisation } = await published();
    const roles = [
      ...organisation.roles,
      {
        id: "author",
        name: "Author",
        permissions: ["release.read", "release.publish"],
        queues: ["*"],
      },
      {
        id: "biller",
        name: "Biller",
        permissions: ["release.publish", "case.read"],
        queues: ["billing"],
      },
    ];
    const withRoles = { ...(await published()), organisation: { ...organisation, roles } };
    const reason = "Authors";
    const done = await desk.call("POST", "/api/releases", {
      token: desk.tokens.admin,
      body: { definition: withRoles, reason, baseRelease: 1 },
    });
    expect(done.status).toBe(201);
    for (const [role, status] of [
      ["author", 403],
      ["biller", 404],
    ] as const) {
      const { token } = await desk.person([role]);
      const body = { definition: await draftOf(withoutWord("red-flags-en", "choking")) };
      expect((await desk.call("POST", path, { token, body })).status).toBe(status);
      const list = (await replay(body.definition, token)).body as unknown as Replay;
      expect(list).toMatchObject({ missed: 1, items: [{ case: null }] });
    }
    expect((await replay(definition, desk.tokens.support)).status).toBe(403);
  });

  test("an emergency that would be missed stops the publication, by whatever way, and says where", async () => {
    const definition = await draftOf(withoutWord("red-flags-en", "choking"));
    const { number } = await currentRelease(desk.clinic.store);
    const place = definition.ruleSets.findIndex(({ id }) => id === "ticket-routing");
    const whole = await desk.call("POST", "/api/releases", {
      token: desk.tokens.admin,
      body: { definition, reason: "Fewer words", baseRelease: number },
    });
    expect([whole.status, whole.body["code"]]).toEqual([409, "emergencies_missed"]);
    const message = `An emergency that came in would be none any more: ${cases.get("choking") ?? ""}.`;
    expect(whole.body["errors"]).toEqual([
      {
        ...{ pointer: `/definition/ruleSets/${String(place)}/otherwise` },
        ...{ message, code: "missed_emergency" },
      },
    ]);
    const alone = await desk.call("PUT", "/api/rule-sets/ticket-routing", {
      token: desk.tokens.admin,
      body: { definition: definition.ruleSets[place], reason: "Fewer words" },
    });
    expect(alone).toMatchObject({
      ...{ status: 409, body: { code: "emergencies_missed" } },
      body: { errors: [{ pointer: "/definition/otherwise", message }] },
    });
    expect((await currentRelease(desk.clinic.store)).number).toBe(number);
  });

  test("what runs now is what a draft is compared with, also over decisions from before", async () => {
    const more = await draftOf((ruleSet) => ({
      ...ruleSet,
      lists: {
        ...ruleSet.lists,
        "red-flags-en": [...(ruleSet.lists?.["red-flags-en"] ?? []), "rash"],
      },
    }));
    const { number } = await currentRelease(desk.clinic.store);
    expect(await replayed(more)).toMatchObject({ missed: 0, raised: 1 });
    const done = await desk.call("POST", "/api/releases", {
      token: desk.tokens.admin,
      body: { definition: more, reason: "Rashes are urgent", baseRelease: number },
    });
    expect(done.status).toBe(201);
    expect(await replayed(more)).toMatchObject({ replayed: 5, different: 0 });
    // Nobody ever took the first rash for an emergency; the second one was one when it came in, and still is.
    cases.set("an itching rash", await decided(`${CANARY}: an itching rash`));
    const less = await draftOf(withoutWord("red-flags-en", "rash"));
    const told = await replayed(less);
    expect(told).toMatchObject({ replayed: 6, different: 2, missed: 1, unconfirmed: 1 });
    expect(told.items.map((item) => [item.case, item.emergency])).toEqual([
      [cases.get("an itching rash"), "missed"],
      [cases.get("a rash"), "unconfirmed"],
    ]);
  });

  test("what depends on a fact that was not recorded is left out and told, and so is what has been erased", async () => {
    const body = await draftOf((ruleSet) => ({
      ...ruleSet,
      rules: [
        {
          ...{ id: "tall", name: "Tall", then: { ...ruleSet.otherwise, queue: "support" } },
          when: { fact: "data.height", operator: "atLeast", value: 200 },
        },
        ...ruleSet.rules,
      ],
    }));
    const workflows = body.workflows.map((one) =>
      one.id === "ticket"
        ? {
            ...one,
            data: {
              ...one.data,
              properties: {
                ...one.data.properties,
                height: { type: "integer" as const, title: "Height", "x-phi": "clinical" as const },
              },
            },
          }
        : one,
    );
    const unjudged = { why: "not_recorded", fact: "data.height" };
    expect(await replayed({ ...body, workflows })).toMatchObject({
      replayed: 0,
      unjudged: [{ ...unjudged, n: 6, emergencies: 3 }],
    });
    const gone = cases.get("hello") ?? "";
    await erased(gone);
    expect(await replayed({ ...body, workflows })).toMatchObject({
      erased: 1,
      unjudged: [{ ...unjudged, n: 5 }],
    });
  });

  test("what could not be published is not replayed, and says what is wrong", async () => {
    const broken = await draftOf((ruleSet) => ({ ...ruleSet, otherwise: { queue: "nowhere" } }));
    const reply = await replay(broken);
    expect([reply.status, reply.body["code"]]).toEqual([422, "invalid_definition"]);
    const wrong = await replay(await published(), desk.tokens.admin, 0);
    expect([wrong.status, wrong.body["code"]]).toEqual([422, "invalid_input"]);
  });
});
