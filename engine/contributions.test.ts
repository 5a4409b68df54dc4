import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { madePackages } from "../tests/support/made-packages.js";
import { ConfigError } from "./config/finding.js";
import { findProjectRoot } from "./config.js";
import { contributionsOf } from "./contributions.js";
import { contributedHolds, operatorOf } from "./definition/conditions/contributed.js";

const projectRoot = findProjectRoot();
const EXAMPLE = "./examples/spelling";
const { writing, remove } = madePackages();
afterAll(() => {
  remove();
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
    ["one that brings nothing", writing(variantOf("operators: {}")), "has a wrong operators"],
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

/** The example with one thing changed. */
function variantOf(change: string): string {
  const example = JSON.stringify(join(projectRoot, EXAMPLE, "index.js"));
  return `import { plugin as example } from ${example};
let n = 0;
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
