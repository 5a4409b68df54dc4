import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { madePackages } from "../tests/support/made-packages.js";
import { outsideContract } from "../tests/support/outside-contract.js";
import { shippedRelease } from "../tests/support/shipped-release.js";
import { startSystem } from "../tests/support/system-double.js";
import { ConfigError } from "./config/finding.js";
import { findProjectRoot } from "./config.js";
import { contributionsOf } from "./contributions.js";
import { contributedHolds, operatorOf } from "./definition/conditions/contributed.js";
import type { ContributedFact } from "./definition/contributed-facts.js";
import { contributedFindings } from "./definition/contributed-lints.js";
import { ask } from "./effects/ask-plugins.js";

const projectRoot = findProjectRoot();
const EXAMPLE = "./examples/spelling";
const BOARD = "./examples/wards";
const HOUSE = "./examples/house-style";
const { id, cases, close } = await outsideContract(join(projectRoot, BOARD));
const { writing, remove } = madePackages();
afterAll(async () => {
  await close();
  remove();
});

describe(`what the plugin ${id} promises`, () => {
  it.each(cases.map(({ title, run }) => [title, run] as const))("%s", (_, run) => run());
});

it.each([
  ["look: () => 3", ["resets", "fails", "garbles", "nobody listens"]],
  ["look: async (_, io) => (await fetch(io.settings.url)).status", ["fails", "garbles", "lets go"]],
])("the contract of facts finds a plugin out whose fact is %s", async (change, broken) => {
  const folder = writing(
    `import { plugin as board } from ${JSON.stringify(join(projectRoot, BOARD, "index.js"))};
export const plugin = (tools) => {
  const { facts: { freeBeds }, ...made } = board(tools);
  return { ...made, facts: { freeBeds: { ...freeBeds, ${change} } } };
};`,
    `export { contract } from ${JSON.stringify(join(projectRoot, BOARD, "contract.js"))};`,
  );
  const walked = await outsideContract(folder);
  const failed: string[] = [];
  for (const { title, run } of walked.cases) await run()?.catch(() => failed.push(title));
  await walked.close();
  for (const promise of broken) expect(failed.join("; ")).toContain(promise);
});

it.each([
  [
    "perform: () => ({ status: 'done', answer: { bed: 'B-1' } })",
    ["does what it should", "resets", "fails", "garbles", "nobody listens", "lets go"],
  ],
  [
    "perform: (given, io) => bookBed.perform(given, { ...io, key: String(Math.random()) })",
    ["does what it should, and a repeat reaches its system under the same key"],
  ],
  ["preview: () => '<b>bed</b>'", ["shows what it is given"]],
  ["preview: () => ({ text: String(Math.random()) })", ["shows what it is given"]],
])("the contract of effects finds a plugin out whose effect is %s", async (change, broken) => {
  const folder = writing(
    `import { plugin as board } from ${JSON.stringify(join(projectRoot, BOARD, "index.js"))};
export const plugin = (tools) => {
  const { facts, effects: { bookBed }, ...made } = board(tools);
  return { ...made, effects: { bookBed: { ...bookBed, ${change} } } };
};`,
    `export { contract } from ${JSON.stringify(join(projectRoot, BOARD, "contract.js"))};`,
  );
  const walked = await outsideContract(folder);
  const failed: string[] = [];
  for (const { title, run } of walked.cases) await run()?.catch(() => failed.push(title));
  await walked.close();
  for (const promise of broken) expect(failed.join("; ")).toContain(promise);
});

describe("a plugin for rules", () => {
  it("is loaded by its folder and brings its operators under its own name", async () => {
    const { plugins, operators } = await contributionsOf({ projectRoot, rulePlugins: [EXAMPLE] });
    expect(plugins).toEqual([{ id: "spelling", version: "1.0.0", name: "Spelling" }]);
    expect(Object.keys(operators)).toEqual(["spelling.hasNearly"]);
    const says = (seen: string, wanted: readonly string[]) =>
      contributedHolds(operatorOf(operators, "spelling.hasNearly"), seen, wanted);
    expect(says("Strong CHSET pain!", ["breath", "chest pain"])).toBe(true);
    expect(says("A cheap paint", ["chest pain"])).toBe(false);
  });

  it("brings lints under its own name, without what proved them", async () => {
    const { lints } = await contributionsOf({ projectRoot, rulePlugins: [HOUSE] });
    expect(Object.keys(lints)).toEqual(["house.shouting", "house.untested"]);
    expect(lints["house.shouting"]).not.toHaveProperty("examples");
    const body = await shippedRelease();
    const codes = new Set(contributedFindings(lints, body).map(({ code }) => code));
    expect([...codes]).not.toContain("house.shouting");
  });

  it("brings facts under its own name, asked with its settings out of variables of its own", async () => {
    const told: unknown[] = [];
    const board = await startSystem(({ path, headers }) => {
      told.push([path, headers["authorization"]]);
      return { status: 200, body: { beds: 3 } };
    });
    const { facts } = await wards({ PLUGIN_WARDS_URL: board.url, PLUGIN_WARDS_TOKEN: "abc" });
    const beds = facts["plugin.wards.freeBeds"] as ContributedFact;
    const said = await ask(beds, {
      case: { priority: "High", id: "T-1" },
      data: { name: "Amina" },
    });
    expect(said).toEqual({ how: "answered", value: 3 });
    expect(told).toEqual([["/free?priority=High", "Bearer abc"]]);
    await board.close();
    // Whoever reads rules only, as the command line does, needs no settings and asks nobody.
    const read = await contributionsOf({ projectRoot, rulePlugins: [BOARD] });
    expect(read.facts["plugin.wards.freeBeds"]).not.toHaveProperty("look");
  });

  it.each([
    [{}, "PLUGIN_WARDS_URL is missing: expected the address of the bed board"],
    [{ PLUGIN_WARDS_URL: "beds" }, "PLUGIN_WARDS_URL has a wrong form"],
    [{ PLUGIN_WARDS_TOKEM: "abc" }, "PLUGIN_WARDS_TOKEM is no setting of the plugin wards"],
  ])("stops the start when its settings are %j", async (values, problem) => {
    await expect(wards(values)).rejects.toThrow(problem);
  });

  it.each([
    ["a channel and no plugin", "./examples/sms-gate", "exports no function plugin"],
    [
      "one that fails",
      writing("export const plugin = () => { throw new Error('no'); }"),
      "fails: no",
    ],
    ["one that is nothing", writing("export const plugin = () => 1;"), "is no plugin"],
    [
      "one whose id is two words",
      writing(variantOf("manifest: { ...made.manifest, id: 'a-b' }")),
      "has a wrong manifest/id",
    ],
    [
      "one that brings nothing",
      writing(variantOf("operators: {}")),
      "brings neither operators nor facts nor effects",
    ],
    [
      "one whose fact is no function",
      writing(variantOf("facts: { beds: { ...beds, look: 1 } }")),
      "has a fact beds without a function",
    ],
    [
      "one whose fact cannot be what it declares",
      writing(variantOf("facts: { beds: { ...beds, otherwise: 'none' } }")),
      "has a fact beds that cannot be its otherwise",
    ],
    [
      "one whose fact may take for ever",
      writing(variantOf("facts: { beds: { ...beds, withinMs: 60000 } }")),
      "has a wrong facts/beds/withinMs",
    ],
    [
      "one whose fact reads what is no fact of a case",
      writing(variantOf("facts: { beds: { ...beds, reads: { 'actor.id': 'text' } } }")),
      "has a wrong facts/beds/reads/actor.id",
    ],
    [
      "one whose effect is no function",
      writing(variantOf("effects: { print: { ...print, perform: 1 } }")),
      "has an effect print without a function",
    ],
    [
      "one whose effect pretends what it cannot answer",
      writing(variantOf("effects: { print: { ...print, pretend: { page: 1 } } }")),
      "has an effect print that cannot answer what it pretends to",
    ],
    [
      "one whose effect shows nothing that can be asked",
      writing(variantOf("effects: { print: { ...print, preview: 1 } }")),
      "has an effect print whose preview is no function",
    ],
    [
      "one whose effect may take for ever",
      writing(variantOf("effects: { print: { ...print, withinMs: 60000 } }")),
      "has a wrong effects/print/withinMs",
    ],
    [
      "one whose lint is no function",
      writing(variantOf("lints: { loud: { ...loud, look: 1 } }")),
      "has a lint loud without a function",
    ],
    [
      "one whose lint finds something else in an example",
      writing(variantOf("lints: { loud: { ...loud, look: () => [] } }")),
      "has an example 1 of loud that is not so",
    ],
    [
      "one whose lint fails on its own example",
      writing(variantOf("lints: { loud: { ...loud, look: ({ texts }) => texts.sms.sw.length } }")),
      "has an example 1 of loud that is not so, has an example 2 of loud that is not so",
    ],
    [
      "one whose lint has no example without anything to find",
      writing(variantOf("lints: { loud: { ...loud, examples: [found, found] } }")),
      "has a lint loud without examples both ways",
    ],
    [
      "one whose settings are not made with Type",
      writing(
        variantOf("manifest: { ...made.manifest, settings: { type: 'object', properties: {} } }"),
      ),
      "has settings that are not made with Type",
    ],
    [
      "one whose operator is no function",
      writing(variantOf("operators: { near: { ...near, test: 1 } }")),
      "has an operator near without a function",
    ],
    [
      "one whose example is not so",
      writing(variantOf("operators: { near: { ...near, test: () => true } }")),
      "has an example 2 of near that is not so, has an example 4 of near that is not so",
    ],
    [
      "one that answers otherwise the second time",
      writing(
        variantOf(
          "operators: { near: { ...near, test: (...both) => (n += 1) % 2 === 1 && near.test(...both) } }",
        ),
      ),
      "has an example 1 of near that is not so",
    ],
    [
      "one without an example that does not hold",
      writing(
        variantOf(
          "operators: { near: { ...near, examples: [near.examples[0], near.examples[2]] } }",
        ),
      ),
      "has an operator near without examples both ways",
    ],
  ])("stops the start when it is %s, and is named", async (_, name, why) => {
    const [finding, ...more] = await findingsFor([name]);
    expect(more).toEqual([]);
    expect(finding).toContain(`RULE_PLUGINS names ${name}, which ${why}`);
    expect(finding).toContain("docs/how-to/add-an-operator.md");
  });

  it("stops the start when it brings an id that is taken", async () => {
    expect(await findingsFor([EXAMPLE, EXAMPLE])).toEqual([
      expect.stringContaining("RULE_PLUGINS brings a second plugin spelling"),
    ]);
  });
});

/** What the example with a fact brings, with these variables. */
function wards(values: Readonly<Record<string, string>>) {
  return contributionsOf({ projectRoot, rulePlugins: [BOARD], outside: { values } });
}

/** The example with one thing changed. */
function variantOf(change: string): string {
  const example = JSON.stringify(join(projectRoot, EXAMPLE, "index.js"));
  return `import { plugin as example } from ${example};
let n = 0;
const beds = { words: "the beds", description: "Made up", type: "number", reads: {}, withinMs: 100, otherwise: 0, look: () => 1 };
const takes = { type: "object", properties: {}, additionalProperties: false };
const print = { words: "print", description: "Made up", takes, withinMs: 100, perform: () => ({ status: "done" }) };
const found = { definition: { texts: { sms: { en: "COME" } } }, finds: 1 };
const examples = [found, { definition: { texts: { sms: { en: "Come" } } }, finds: 0 }];
const look = ({ texts }) => texts.sms.en === "COME" ? [{ path: "", message: "Loud" }] : [];
const loud = { words: "loud texts", description: "Made up", of: "template", severity: "error", look, examples };
export const plugin = (tools) => {
  const made = example(tools);
  const near = made.operators.hasNearly;
  return { ...made, ${change} };
};`;
}

async function findingsFor(rulePlugins: readonly string[]): Promise<readonly string[]> {
  try {
    await contributionsOf({ projectRoot, rulePlugins });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split("\n");
  }
}
