import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Condition } from "../../engine/definition/conditions/condition.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import { partAt, type ConditionPath } from "./condition-path.js";
import { modelOf, recorded, redone, undone, UNCHANGED, withoutAll, type Draft } from "./draft.js";
import { applyRuleStep, placeOfRuleStep, type RuleStep } from "./rule-steps.js";
import type { NamedRow } from "./table-steps.js";

const flag: Condition = { fact: "data.text", operator: "textContains", value: "chest pain" };
const urgent: Condition = { fact: "case.priority", operator: "equal", value: "High" };

const base: RuleSet = {
  kind: "ruleset",
  spec: 1,
  id: "routing",
  name: "Routing",
  workflow: "ticket",
  hit: "first",
  lists: { words: ["bill"] },
  conditions: { flag },
  rules: [
    { id: "one", name: "One", when: { any: [flag, { not: urgent }] }, then: { queue: "medical" } },
    { id: "two", name: "Two", when: urgent, then: { queue: "support" } },
    { id: "three", name: "Three", when: { condition: "flag" }, then: { queue: "billing" } },
  ],
  table: {
    inputs: ["data.kind"],
    outputs: ["queue"],
    rows: [
      { if: ["bill"], then: ["billing"] },
      { id: "visits", if: ["visit"], then: ["support"] },
      { if: ["-"], then: ["triage"] },
    ],
  },
  otherwise: { queue: "triage" },
};

const ruleId = fc.constantFrom("one", "two", "three", "four", "gone");
const owner = fc.oneof(
  ruleId.map((rule) => ({ rule })),
  fc.constantFrom("flag", "gone").map((shared) => ({ shared })),
);
const at = fc.array(fc.nat(2), { maxLength: 3 });
const part = fc.constantFrom<Condition>(flag, urgent, { all: [] }, { not: flag });
const place = fc.nat(4);
const row = fc.constantFrom("row-1", "visits", "row-3", "new", "gone");
const column = fc.oneof(
  fc.constantFrom("data.kind", "data.age", "gone").map((input) => ({ input })),
  fc.constantFrom("queue", "priority", "gone").map((output) => ({ output })),
);
const edit = fc.oneof(
  fc.record({ row, name: fc.string() }),
  fc.record({ row, input: fc.constantFrom("data.kind", "data.age", "gone"), cell: fc.string() }),
  fc.record({ row, output: fc.constantFrom("queue", "priority", "gone"), value: fc.string() }),
);
const step: fc.Arbitrary<RuleStep> = fc.oneof(
  fc.record({
    do: fc.constant("addRule" as const),
    rule: ruleId.map((id) => ({ id, name: id, when: urgent, then: { queue: "support" } })),
    place,
  }),
  fc.record({ do: fc.constant("removeRule" as const), rule: ruleId }),
  fc.record({ do: fc.constant("moveRule" as const), rule: ruleId, place }),
  fc.record({ do: fc.constant("nameRule" as const), rule: ruleId, name: fc.string() }),
  fc.record({ do: fc.constantFrom("setPart" as const, "addPart" as const), of: owner, at, part }),
  fc.record({ do: fc.constant("removePart" as const), of: owner, at }),
  fc.record({
    do: fc.constant("answer" as const),
    rule: fc.option(ruleId),
    key: fc.constantFrom("queue", "priority"),
    value: fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
  }),
  fc.record({
    do: fc.constant("setWords" as const),
    list: fc.constantFrom("words", "others"),
    words: fc.array(fc.string({ minLength: 1 })),
  }),
  fc.record({
    do: fc.constant("shareCondition" as const),
    name: fc.constantFrom("flag", "other"),
    condition: part,
  }),
  fc.record({
    do: fc.constant("removeShared" as const),
    from: fc.constantFrom("lists" as const, "conditions" as const),
    name: fc.constantFrom("flag", "other", "words", "gone"),
  }),
  fc.record({
    do: fc.constant("addTest" as const),
    test: fc.string().map((name) => ({ name, given: {}, expect: { rule: "one" } })),
  }),
  fc.record({ do: fc.constant("setCells" as const), cells: fc.array(edit, { maxLength: 3 }) }),
  fc.record({
    do: fc.constant("addRow" as const),
    row: fc.constant<NamedRow>({ id: "new", if: ["-"], then: ["support"] }),
    place,
  }),
  fc.record({ do: fc.constant("removeRows" as const), rows: fc.array(row, { maxLength: 3 }) }),
  fc.record({ do: fc.constant("moveRow" as const), row, place }),
  fc.record({ do: fc.constantFrom("addColumn" as const, "removeColumn" as const), column }),
  fc.record({
    do: fc.constant("replaceAll" as const),
    ruleSet: fc.constant<RuleSet>({ ...base, rules: [] }),
  }),
);

const draftOf = (steps: readonly RuleStep[]): Draft<RuleStep> =>
  steps.reduce<Draft<RuleStep>>((draft, one) => recorded(draft, one, placeOfRuleStep), UNCHANGED);
const shown = (draft: Draft<RuleStep>) => modelOf(base, draft, applyRuleStep);
const times = <Value>(n: number, of: (value: Value) => Value, start: Value) =>
  Array.from({ length: n }).reduce<Value>((value) => of(value), start);

describe("a draft of rules", () => {
  test("gives back the identical rules after 200 steps are undone, and the same change when they are redone", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 200, maxLength: 200 }), (steps) => {
        const draft = draftOf(steps);
        const after = shown(draft);
        const back = times(draft.steps.length, undone, draft);
        expect(shown(back)).toBe(base);
        expect(shown(times(draft.steps.length, redone, back))).toEqual(after);
      }),
      { numRuns: 50 },
    );
  });

  test("tells the same however the steps were kept: as values, they survive being written down", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const draft = draftOf(steps);
        const read = JSON.parse(JSON.stringify(draft)) as Draft<RuleStep>;
        expect(shown(read)).toEqual(shown(draft));
      }),
    );
  });

  test("never changes what it began with", () => {
    const before = structuredClone(base);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        shown(draftOf(steps));
        expect(base).toEqual(before);
      }),
    );
  });

  test("counts typing in one field as one step, and two fields as two", () => {
    const typed = ["N", "Ne", "New"].map((name): RuleStep => ({
      do: "nameRule",
      rule: "one",
      name,
    }));
    const other: RuleStep = { do: "nameRule", rule: "two", name: "Other" };
    expect(draftOf([...typed, other]).steps).toEqual([typed.at(-1), other]);
  });

  test("takes one step back and leaves those after it", () => {
    const draft = draftOf([
      { do: "nameRule", rule: "one", name: "First" },
      { do: "addPart", of: { rule: "one" }, at: [], part: urgent },
      { do: "answer", rule: "one", key: "queue", value: "support" },
    ]);
    const { rules } = shown(withoutAll(draft, ({ do: kind }) => kind === "addPart"));
    expect(rules[0]).toEqual({
      id: "one",
      name: "First",
      when: base.rules[0]?.when,
      then: { queue: "support" },
    });
  });

  test("shares conditions by name, and takes lists and conditions off with nothing left behind", () => {
    const shared = applyRuleStep(base, {
      ...{ do: "shareCondition", name: "urgent", condition: urgent },
    });
    expect(shared.conditions).toEqual({ flag, urgent });
    const remove = (from: "lists" | "conditions", name: string): RuleStep => ({
      ...{ do: "removeShared", from, name },
    });
    expect(applyRuleStep(shared, remove("conditions", "flag")).conditions).toEqual({ urgent });
    expect(applyRuleStep(base, remove("conditions", "flag"))).not.toHaveProperty("conditions");
    expect(applyRuleStep(base, remove("lists", "words"))).not.toHaveProperty("lists");
    expect(applyRuleStep(base, remove("lists", "gone"))).toBe(base);
  });

  test("changes the part that was meant, whatever stands around it", () => {
    const path: ConditionPath = [1, 0];
    const changed: Condition = { fact: "case.priority", operator: "equal", value: "Low" };
    const draft = draftOf([{ do: "setPart", of: { rule: "one" }, at: path, part: changed }]);
    const when = shown(draft).rules[0]?.when ?? flag;
    expect(when).toEqual({ any: [flag, { not: changed }] });
    expect(partAt(when, path)).toEqual(changed);
  });

  test("leaves alone what a step does not find", () => {
    const draft = draftOf([
      { do: "nameRule", rule: "gone", name: "x" },
      { do: "setPart", of: { rule: "one" }, at: [7], part: urgent },
      { do: "removePart", of: { rule: "two" }, at: [0] },
      { do: "addPart", of: { shared: "gone" }, at: [], part: urgent },
    ]);
    expect(shown(draft)).toEqual(base);
  });
});

describe("a comment in rules", () => {
  const noted = { ...base, comments: { "/rules/1": { above: "Ask Amina" } } };
  const rule = { id: "four", name: "Four", when: urgent, then: { queue: "support" } };

  test.each<readonly [string, RuleStep, string | undefined]>([
    ["goes along when one is put before it", { do: "addRule", rule, place: 0 }, "/rules/2"],
    ["goes along when its rule is moved", { do: "moveRule", rule: "two", place: 2 }, "/rules/2"],
    ["goes with its rule", { do: "removeRule", rule: "two" }, undefined],
    ["stays otherwise", { do: "nameRule", rule: "two", name: "Second" }, "/rules/1"],
  ])("%s", (_, step, place) => {
    const { comments } = applyRuleStep(noted, step);
    expect(comments).toEqual(place === undefined ? undefined : { [place]: { above: "Ask Amina" } });
  });
});
