import fc from "fast-check";
import { OPERATORS, type Condition } from "../../engine/definition/conditions/condition.js";
import type { Facts } from "../../engine/definition/conditions/evaluate.js";
import type { Json } from "../../engine/definition/names.js";
import type { Rule, RuleSet } from "../../engine/definition/rule-set.js";

/** A rule set with made-up content; parts that a test does not care about are filled in. */
export function ruleSetOf(parts: Partial<RuleSet>): RuleSet {
  return {
    kind: "ruleset",
    spec: 1,
    id: "made-up",
    name: "Made-up rules",
    workflow: "ticket",
    hit: "first",
    rules: [],
    otherwise: { queue: "triage" },
    ...parts,
  };
}

/** A rule that answers its own id as the queue. */
export function ruleOf(id: string, when: Condition): Rule {
  return { id, name: `Rule ${id}`, when, then: { queue: id } };
}

const PATHS = [
  "case.priority",
  "case.ageMinutes",
  "case.__proto__.polluted",
  "data.text",
  "data.flag",
  "data.list",
  "data.when",
  "data.deep.inner",
  "data.constructor.name",
  "nothing",
];

const WORDS = ["High", "chest pain", "CHEST  pain!", "chest", "é", "Zoë", "7", "", " ", "null"];
const INSTANTS = ["2026-03-01T01:00:00+05:00", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00"];

const text = fc.oneof(fc.constantFrom(...WORDS, ...INSTANTS), fc.string({ maxLength: 12 }));
const number = fc.constantFrom(-1, -0, 0, 1, 7, 7.5, 1_772_323_200_000, Number.MAX_SAFE_INTEGER);
const scalar = fc.oneof(text, number, fc.boolean());

/** Any value at all, mostly of the wrong type for the fact it is given to. */
const factValue: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.record({ inner: scalar, fact: fc.constant("facts") }) },
);

/** Facts as they come out of JSON: wrong types, missing members, own members called like inherited ones. */
export const randomFacts: fc.Arbitrary<Facts> = fc
  .record(
    {
      case: fc.oneof(
        factValue,
        fc.record({ priority: factValue, ageMinutes: factValue }, { requiredKeys: [] }),
      ),
      data: fc.oneof(
        factValue,
        fc.record(
          { text: factValue, flag: factValue, list: factValue, when: factValue, deep: factValue },
          { requiredKeys: [] },
        ),
      ),
      then: factValue,
    },
    { requiredKeys: [] },
  )
  .map((facts) => JSON.parse(JSON.stringify(facts)) as Facts);

const NAMES = ["one", "two", "three"];

const comparison = fc
  .record({
    fact: fc.constantFrom(...PATHS),
    operator: fc.constantFrom(...(Object.keys(OPERATORS) as (keyof typeof OPERATORS)[])),
    value: fc.option(
      fc.oneof(
        scalar,
        fc.array(scalar, { minLength: 1, maxLength: 4 }),
        fc.constantFrom({ list: "words" }, { list: "empty" }),
      ),
      { nil: undefined },
    ),
  })
  .map(({ value, ...rest }): Condition => (value === undefined ? rest : { ...rest, value }));

/** A condition that may name the shared conditions given. */
function conditionOf(names: readonly string[]): fc.Arbitrary<Condition> {
  const leaf =
    names.length === 0
      ? comparison
      : fc.oneof(
          { weight: 4, arbitrary: comparison },
          { weight: 1, arbitrary: fc.constantFrom(...names).map((condition) => ({ condition })) },
        );
  const { node } = fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, depthIdentifier: "condition" },
      leaf,
      fc.record({ all: fc.array(tie("node"), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie("node"), { maxLength: 3 }) }),
      fc.record({ not: tie("node") }),
    ),
  }));
  return node;
}

/** Rule sets that the schema accepts but the lint need not: ill-typed comparisons, empty groups, contradictions. */
export const randomRuleSet: fc.Arbitrary<RuleSet> = fc
  .record({
    one: conditionOf([]),
    two: conditionOf(["one"]),
    three: fc.record({ not: comparison }),
    whens: fc.array(conditionOf(NAMES), { maxLength: 6 }),
  })
  .map(({ whens, ...conditions }) =>
    ruleSetOf({
      lists: { words: ["chest pain", "é", "High"], empty: [] },
      conditions,
      rules: whens.map((when, index) => ruleOf(`r${String(index)}`, when)),
    }),
  );
