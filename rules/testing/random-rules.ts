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

const WORDS = ["High", "chest pain", "CHEST  pain!", "chest", "é", "Zoë", "7", "", " ", "null"];
const INSTANTS = ["2026-03-01T01:00:00+05:00", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00"];

const text = fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 12 }));
const number = fc.constantFrom(-1, -0, 0, 7, 7.5);
const instant = fc.oneof(fc.constantFrom(...INSTANTS), fc.constant(1_772_323_200_000));
const scalar = fc.oneof(text, number, instant, fc.boolean());
const list = fc.array(scalar, { maxLength: 3 });

/** What each fact holds when it is well-typed: few values, so that comparisons meet the very same one. */
const FITTING: { readonly [path: string]: fc.Arbitrary<Json> } = {
  "case.priority": text,
  "case.ageMinutes": number,
  "data.text": text,
  "data.flag": fc.boolean(),
  "data.list": list,
  "data.when": instant,
  "data.deep.inner": scalar,
  "case.__proto__.polluted": scalar,
  "data.constructor.name": text,
  nothing: scalar,
};

const PATHS = Object.keys(FITTING);

/** Any value at all, mostly of the wrong type for the fact it is given to. */
const illTyped: fc.Arbitrary<Json> = fc.oneof(
  scalar,
  list,
  fc.constant(null),
  fc.record({ inner: scalar, fact: fc.constant("facts") }),
);

function factValue(path: string): fc.Arbitrary<Json> {
  const fitting = FITTING[path] ?? scalar;
  return fc.oneof({ weight: 4, arbitrary: fitting }, { weight: 1, arbitrary: illTyped });
}

function group(...members: readonly string[]): fc.Arbitrary<Json> {
  const values = Object.fromEntries(
    members.map((path) => [path.split(".")[1] ?? path, factValue(path)]),
  );
  const whole = fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<Json>;
  return fc.oneof({ weight: 6, arbitrary: whole }, { weight: 1, arbitrary: illTyped });
}

/** Facts as they come out of JSON: some of a wrong type, some missing. */
export const randomFacts: fc.Arbitrary<Facts> = fc
  .record(
    {
      case: group("case.priority", "case.ageMinutes"),
      data: group("data.text", "data.flag", "data.list", "data.when", "data.deep"),
      then: illTyped,
    },
    { requiredKeys: ["case", "data"] },
  )
  .map((facts) => JSON.parse(JSON.stringify(facts)) as Facts);

const NAMES = ["one", "two", "three"];
const operator = fc.constantFrom(...(Object.keys(OPERATORS) as (keyof typeof OPERATORS)[]));
const wanted = fc.option(
  fc.oneof(
    scalar,
    fc.array(scalar, { minLength: 1, maxLength: 4 }),
    fc.constantFrom({ list: "words" }, { list: "empty" }),
  ),
  { nil: undefined },
);

const comparison: fc.Arbitrary<Condition> = fc
  .constantFrom(...PATHS)
  .chain((fact) =>
    fc.record({
      fact: fc.constant(fact),
      operator,
      value: fc.oneof(wanted, FITTING[fact] ?? scalar),
    }),
  )
  .map(({ value, ...rest }) => (value === undefined ? rest : { ...rest, value }) as Condition);

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

const then = fc.record(
  { queue: text, score: fc.oneof(number, scalar), flag: fc.oneof(fc.boolean(), fc.constant(null)) },
  { requiredKeys: [] },
);
const aggregation = fc.constantFrom("list", "count", "sum", "min", "max");

/** How the answers of the rules that match become one. */
const policy = fc.record(
  {
    hit: fc.constantFrom("first", "unique", "all", "collect"),
    collect: fc.dictionary(fc.constantFrom("queue", "score", "gone"), aggregation),
  },
  { requiredKeys: ["hit"] },
) as fc.Arbitrary<Pick<RuleSet, "hit" | "collect">>;

/** Rule sets that the schema accepts but the lint need not: ill-typed comparisons, empty groups, contradictions. */
export const randomRuleSet: fc.Arbitrary<RuleSet> = fc
  .record({
    one: conditionOf([]),
    two: conditionOf(["one"]),
    three: fc.record({ not: comparison }),
    rules: fc.array(fc.record({ when: conditionOf(NAMES), then }), { maxLength: 6 }),
    policy,
    otherwise: then,
  })
  .map(({ rules, policy, otherwise, ...conditions }) =>
    ruleSetOf({
      ...policy,
      otherwise,
      lists: { words: ["chest pain", "é", "High"], empty: [] },
      conditions,
      rules: rules.map((rule, index) => ({ ...ruleOf(`r${String(index)}`, rule.when), ...rule })),
    }),
  );
