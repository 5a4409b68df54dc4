import { afterAll, beforeAll, expect, test } from "vitest";
import { NOTHING_CONTRIBUTED } from "../engine/definition/contributions.js";
import type { RuleSet } from "../engine/definition/rule-set.js";
import { requirePlugins } from "../engine/release-plugins.js";
import { caseDoc } from "../engine/store/cases.js";
import { decisionCollection } from "../engine/store/decisions.js";
import { currentRelease } from "../engine/store/releases.js";
import { people, until } from "./support/clinic.js";
import { type Desk, openDesk } from "./support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";

const ROUTING = "lost-property-routing";
const NEARLY = { fact: "data.item", operator: "spelling.hasNearly", value: { list: "valuables" } };

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("rule-plugins"), temporalAddress: testTemporalAddress() },
    { env: { RULE_PLUGINS: "./examples/spelling" } },
  );
});
afterAll(() => desk.close());

test("rules forgive a slip by the operator of a plugin, are published with its version, and say why in its words", async () => {
  const typo = { item: "My walet", details: "In the lobby" };
  const before = await lost(typo);
  expect(before.state.data).toMatchObject({ valuable: false });

  expect(await publish({ ...NEARLY, operator: "spelling.hasNaerly" })).toMatchObject({
    status: 422,
    body: {
      errors: [
        {
          pointer: "/definition/rules/0/when/operator",
          code: "R019",
          message: expect.stringContaining("spelling.hasNearly"),
        },
      ],
    },
  });
  expect((await publish(NEARLY)).status).toBe(201);
  const { body } = await desk.call("GET", "/api/releases", { token: desk.tokens.admin });
  const [latest, first] = body["items"] as readonly object[];
  expect(latest).toMatchObject({ number: 2, plugins: [{ id: "spelling", version: "1.0.0" }] });
  expect(first).not.toHaveProperty("plugins");

  const after = await lost(typo);
  expect(after.state).toMatchObject({ priority: "Urgent", data: { valuable: true } });
  expect(await decisionOn(after._id)).toMatchObject({
    release: 2,
    rule: "valuable",
    plugins: [{ id: "spelling", version: "1.0.0" }],
  });
  expect(await decisionOn(before._id)).not.toHaveProperty("plugins");
  const shown = await desk.call("GET", `/api/cases/${after._id}`, { token: desk.tokens.admin });
  expect(shown.text).toContain("has a word like");
});

test("rules that use a plugin are tried before they are published, and everybody who writes rules can look its operators up", async () => {
  const { body } = await desk.call("GET", "/api/rule-plugins", { token: desk.tokens.admin });
  expect(body["items"]).toEqual([
    {
      ...{ id: "spelling", version: "1.0.0", name: "Spelling" },
      operators: [expect.objectContaining({ name: "spelling.hasNearly", facts: ["text"] })],
      ...{ facts: [], effects: [], lints: [] },
    },
  ]);
  const definition = await routing(NEARLY);
  const tried = await desk.call("POST", `/api/rule-sets/${ROUTING}/try`, {
    token: desk.tokens.admin,
    body: { definition, facts: { data: { item: "two keyes and a rign" } } },
  });
  expect(tried.body).toMatchObject({ decision: { rule: "otherwise" } });
  const nearly = await desk.call("POST", `/api/rule-sets/${ROUTING}/try`, {
    token: desk.tokens.admin,
    body: { definition, facts: { data: { item: "a pasport" } } },
  });
  expect(nearly.body).toMatchObject({ decision: { rule: "valuable" } });
});

test("a start without a plugin that the present release or an open case uses is refused, with the place", async () => {
  const { clinic } = desk;
  const place = (await currentRelease(clinic.store)).body.ruleSets.findIndex(
    ({ id }) => id === ROUTING,
  );
  const missing = `release 2 uses at /ruleSets/${String(place)}/rules/0/when/operator: No plugin brings the operator \`spelling.hasNearly\``;
  const without = { ...clinic.config, rulePlugins: [] };
  await expect(clinic.startWorker({ config: without })).rejects.toThrow(missing);
  // Nobody new needs it any more, but a case that is open does.
  const exactly = { fact: "data.item", operator: "textContains", value: "walet" };
  expect((await publish(exactly)).status).toBe(201);
  await expect(requirePlugins(clinic.store, NOTHING_CONTRIBUTED)).rejects.toThrow(missing);
});

/** The rules of lost property with one rule on this condition, and no tests of the old one. */
async function routing(when: object): Promise<RuleSet> {
  const { body } = await currentRelease(desk.clinic.store);
  const ruleSet = body.ruleSets.find(({ id }) => id === ROUTING);
  const [rule] = ruleSet?.rules ?? [];
  if (!ruleSet || !rule) throw new Error("no rules of lost property");
  return { ...ruleSet, rules: [{ ...rule, when: when as typeof rule.when }], tests: [] };
}

async function publish(when: object) {
  return desk.call("PUT", `/api/rule-sets/${ROUTING}`, {
    token: desk.tokens.admin,
    body: { definition: await routing(when), reason: "People mistype" },
    key: crypto.randomUUID(),
  });
}

/** A report of a lost thing, as soon as it is decided whether that is valuable. */
async function lost(data: Readonly<Record<string, string>>) {
  const { id } = await desk.clinic.cases.create({
    workflow: "lost-property",
    data,
    contact: null,
    actor: people.porter,
    requestId: crypto.randomUUID(),
  });
  return until(`${id} is decided`, async () => {
    const doc = await caseDoc(desk.clinic.store, id);
    return doc !== null && doc.stateId !== "reported" && doc;
  });
}

async function decisionOn(caseId: string) {
  return desk.clinic.store.of(decisionCollection).findOne({ caseId }).lean();
}
