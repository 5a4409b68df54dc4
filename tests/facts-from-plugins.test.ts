import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { NOTHING_CONTRIBUTED } from "../engine/definition/contributions.js";
import type { Facts } from "../engine/definition/conditions/evaluate.js";
import type { RuleSet } from "../engine/definition/rule-set.js";
import type { EffectPlace } from "../engine/effects/index.js";
import { requirePlugins } from "../engine/release-plugins.js";
import { caseDoc } from "../engine/store/cases.js";
import { decisionCollection } from "../engine/store/decisions.js";
import { currentRelease } from "../engine/store/releases.js";
import { bulkEvaluator } from "../rules/bulk.js";
import { compileRuleSet } from "../rules/compile.js";
import { people, until } from "./support/clinic.js";
import { type Desk, openDesk } from "./support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";
import { startSystem, type SystemDouble } from "./support/system-double.js";

const ROUTING = "lost-property-routing";
const NO_BEDS = { fact: "plugin.wards.freeBeds", operator: "atMost", value: 0 };
const ASKED = { fact: "plugin.wards.freeBeds", words: "the number of free beds" };

/** Places at which the activity dies once. */
const deaths = new Set<EffectPlace>();

let free = 0;
let board: SystemDouble;
let desk: Desk;
beforeAll(async () => {
  board = await startSystem(() => ({ status: 200, body: { beds: free } }));
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("plugin-facts"), temporalAddress: testTemporalAddress() },
    {
      env: {
        RULE_PLUGINS: "./examples/wards",
        PLUGIN_WARDS_URL: board.url,
        PLUGIN_WARDS_TOKEN: "token-of-the-test",
      },
      reached: (place) => {
        if (deaths.delete(place)) throw new Error(`died at ${place}`);
      },
    },
  );
  const published = await desk.call("PUT", `/api/rule-sets/${ROUTING}`, {
    token: desk.tokens.admin,
    body: { definition: await routing(NO_BEDS), reason: "Ask the bed board" },
    key: crypto.randomUUID(),
  });
  expect(published.status).toBe(201);
});
afterAll(async () => {
  await desk.close();
  await board.close();
});
beforeEach(() => {
  board.behave("answers");
  free = 0;
});

test("rules ask a plugin for a fact before they decide, tell it what it reads alone, and record what it said", async () => {
  const { id } = await lost();
  expect(board.requests().map(({ path }) => path)).toEqual(["/free?priority=Normal"]);
  expect(await decisionOn(id)).toMatchObject({
    rule: "valuable",
    plugins: [{ id: "wards", version: "1.1.0" }],
    facts: { data: { item: "A wallet" }, plugin: { wards: { freeBeds: 0 } } },
    asked: [{ ...ASKED, how: "answered" }],
  });
  const { text } = await desk.call("GET", `/api/cases/${id}`, { token: desk.tokens.admin });
  expect(text).toContain("Because the number of free beds is at most 0.");

  // Years later any draft is tried on what was recorded; nobody is asked, and the board has long changed its mind.
  free = 9;
  const before = board.requests().length;
  const recorded = (await decisionOn(id))?.facts as Facts;
  const draft = (value: number) => routing({ ...NO_BEDS, operator: "atLeast", value });
  const answers = await Promise.all(
    [0, 1].map(async (value) => bulkEvaluator(compileRuleSet(await draft(value)))(recorded).rule),
  );
  expect(answers).toEqual(["valuable", "otherwise"]);
  expect(board.requests()).toHaveLength(before);
});

test.each([
  ["hangs", "late", "The number of free beds was not told in time, so it counted as unknown."],
  ["garbles", "failed", "The number of free beds could not be told, so it counted as unknown."],
] as const)(
  "a plugin whose system %s stops no case, and the case says so",
  async (behaviour, how, sentence) => {
    board.behave(behaviour);
    const { id } = await lost();
    expect(await decisionOn(id)).toMatchObject({
      rule: "otherwise",
      facts: { plugin: { wards: { freeBeds: null } } },
      asked: [{ ...ASKED, how }],
    });
    const { text } = await desk.call("GET", `/api/cases/${id}`, { token: desk.tokens.admin });
    expect(text).toContain(sentence);
  },
);

test("a decision that is made again after a crash is the one that was recorded, whatever the plugin says by then", async () => {
  deaths.add("decide.after_record");
  const before = board.requests().length;
  const kept = await lost();
  expect(deaths.size).toBe(0);
  expect(board.requests().length - before).toBe(1);
  expect(await decisionOn(kept.id)).toMatchObject({ rule: "valuable" });

  // What was asked and not recorded is asked again: nothing has come of it yet.
  deaths.add("decide.after_asking");
  const asked = await lost();
  expect(board.requests().length - before).toBe(3);
  expect(await decisionOn(asked.id)).toMatchObject({ rule: "valuable" });
});

test("whoever writes rules sees the facts, tries them on made-up values, and starts nothing without the plugin", async () => {
  const { body } = await desk.call("GET", "/api/rule-plugins", { token: desk.tokens.admin });
  expect(body["items"]).toEqual([
    {
      ...{ id: "wards", version: "1.1.0", name: "Bed board", operators: [], lints: [] },
      effects: [expect.objectContaining({ name: "wards.bookBed", words: "book a bed" })],
      facts: [
        {
          ...{ path: ASKED.fact, words: ASKED.words, type: "number" },
          description: expect.any(String) as string,
          ...{ reads: { "case.priority": "text" }, withinMs: 5_000, otherwise: null },
        },
      ],
    },
  ]);
  const before = board.requests().length;
  const tried = await desk.call("POST", `/api/rule-sets/${ROUTING}/try`, {
    token: desk.tokens.admin,
    body: { facts: { plugin: { wards: { freeBeds: 3 } } } },
  });
  expect(tried.body).toMatchObject({ decision: { rule: "otherwise" } });
  expect(board.requests()).toHaveLength(before);
  await expect(requirePlugins(desk.clinic.store, NOTHING_CONTRIBUTED)).rejects.toThrow(
    "/rules/0/when/fact: No plugin brings the fact `plugin.wards.freeBeds`",
  );
});

/** The rules of lost property with one rule on this condition, and no tests of the old one. */
async function routing(when: object): Promise<RuleSet> {
  const { body } = await currentRelease(desk.clinic.store);
  const ruleSet = body.ruleSets.find(({ id }) => id === ROUTING);
  const [rule] = ruleSet?.rules ?? [];
  if (!ruleSet || !rule) throw new Error("no rules of lost property");
  return { ...ruleSet, rules: [{ ...rule, when: when as typeof rule.when }], tests: [] };
}

/** A lost thing, as soon as it is decided whether that is valuable. */
async function lost(): Promise<{ readonly id: string }> {
  const { id } = await desk.clinic.cases.create({
    workflow: "lost-property",
    data: { item: "A wallet", details: "In the lobby" },
    contact: null,
    actor: people.porter,
    requestId: crypto.randomUUID(),
  });
  await until(`${id} is decided`, async () => {
    const doc = await caseDoc(desk.clinic.store, id);
    return doc !== null && doc.stateId !== "reported" && doc;
  });
  return { id };
}

async function decisionOn(caseId: string) {
  return desk.clinic.store.of(decisionCollection).findOne({ caseId }).lean();
}
