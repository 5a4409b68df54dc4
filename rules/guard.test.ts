import { Engine, type RuleProperties } from "json-rules-engine";
import { expect, test } from "vitest";
import type { Condition } from "../engine/definition/conditions/condition.js";
import type { Facts } from "../engine/definition/conditions/evaluate.js";
import { parseDefinition } from "../engine/definition/parse.js";
import type { RuleSet } from "../engine/definition/rule-set.js";
import { compileRuleSet } from "./compile.js";
import { decideRuleSet } from "./decide.js";
import type { Decision } from "./decision.js";
import { RulesRefused } from "./refused.js";
import { ruleOf, ruleSetOf } from "./testing/random-rules.js";

/**
 * What json-rules-engine does on its own with an admin's rules, and what it does behind our guard. `bare` shows that the
 * behaviour is really there; without it a row would prove nothing.
 */
const BEHAVIOURS: readonly {
  readonly title: string;
  readonly bare: () => Promise<unknown>;
  readonly guarded: () => Promise<unknown>;
}[] = [
  {
    title: "1. an empty group matches everything; behind the guard it never matches",
    bare: async () => expect(await bareMatches({ any: [] }, {})).toBe(true),
    guarded: async () => {
      expect((await decide({ any: [] })).rule).toBe("otherwise");
      expect((await decide({ all: [] })).rule).toBe("otherwise");
    },
  },
  {
    title: "2. a rule called error makes the run throw; behind the guard names are only names",
    bare: () => expect(bareMatches({ all: [] }, {}, "error")).rejects.toBeDefined(),
    guarded: async () => {
      const rules = [ruleOf("error", { fact: "case.priority", operator: "isPresent" })];
      expect((await decideSet(ruleSetOf({ rules }), FACTS)).rule).toBe("error");
    },
  },
  {
    title: "3. an unknown fact rejects the whole run; behind the guard it is absent",
    bare: () =>
      expect(bareMatches(all({ fact: "typo", operator: "equal", value: 1 }), {})).rejects.toThrow(
        "Undefined fact",
      ),
    guarded: async () => {
      expect(
        (await decide({ fact: "typo.here", operator: "equal", value: 1 })).failedRules,
      ).toEqual([]);
      expect((await decide({ fact: "typo.here", operator: "isAbsent" })).rule).toBe("r");
    },
  },
  {
    title: "4. `in` with null throws; behind the guard it does not match",
    bare: () =>
      expect(
        bareMatches(all({ fact: "x", operator: "in", value: null }), { x: 1 }),
      ).rejects.toBeDefined(),
    guarded: async () => {
      const when = { fact: "case.priority", operator: "in" } as const;
      expect(await decide(when)).toMatchObject({ rule: "otherwise", failedRules: [] });
    },
  },
  {
    title: "5. ISO times compare as text; behind the guard `before` compares instants",
    bare: async () => {
      const value = "2026-03-01T00:00:00Z";
      const when = all({ fact: "x", operator: "lessThan", value });
      expect(await bareMatches(when, { x: "2026-03-01T01:00:00+05:00" })).toBe(false);
    },
    guarded: async () => {
      const facts = { data: { at: "2026-03-01T01:00:00+05:00" } };
      const value = "2026-03-01T00:00:00Z";
      expect((await decide({ fact: "data.at", operator: "before", value }, facts)).rule).toBe("r");
      expect((await decide({ fact: "data.at", operator: "after", value }, facts)).rule).toBe(
        "otherwise",
      );
    },
  },
  {
    title: "6. `contains` is always false on text; behind the guard `textContains` finds words",
    bare: async () => {
      const when = all({ fact: "x", operator: "contains", value: "chest pain" });
      expect(await bareMatches(when, { x: "My chest pain" })).toBe(false);
    },
    guarded: async () => {
      const facts = { data: { text: "My CHEST  pain!" } };
      const when = { fact: "data.text", operator: "textContains", value: "chest pain" } as const;
      expect((await decide(when, facts)).rule).toBe("r");
    },
  },
  {
    title:
      "7. with both `all` and `any`, `any` wins silently; behind the guard two keys are refused",
    bare: async () => {
      const never = { fact: "x", operator: "equal", value: 2 };
      const both = { all: [never], any: [{ fact: "x", operator: "equal", value: 1 }] };
      expect(await bareMatches(both as never, { x: 1 })).toBe(true);
    },
    guarded: async () => {
      const when = { all: [], any: [] } as unknown as Condition;
      const checked = parseDefinition("ruleset", ruleSetOf({ rules: [ruleOf("r", when)] }));
      expect(checked).toMatchObject({ ok: false });
      await Promise.resolve();
    },
  },
  {
    title:
      "8. a shared condition loses its name, a circle overflows the stack; behind the guard neither",
    bare: async () => {
      const circular = new Engine([rule({ condition: "loop" })]);
      circular.setCondition("loop", { all: [{ condition: "loop" }] });
      await expect(circular.run({})).rejects.toThrow("Maximum call stack");
    },
    guarded: async () => {
      const urgent: Condition = { fact: "case.priority", operator: "equal", value: "High" };
      const rules = [ruleOf("r", { condition: "urgent" })];
      const named = await decideSet(ruleSetOf({ conditions: { urgent }, rules }), FACTS);
      expect(named.trace[0]?.when).toMatchObject({ condition: "urgent", result: true });
      const loop = ruleSetOf({ conditions: { urgent: { not: { condition: "urgent" } } }, rules });
      expect(() => compileRuleSet(loop)).toThrow(RulesRefused);
    },
  },
  {
    title: "9. runs that overlap on one Engine lose rules; behind the guard every run has its own",
    bare: async () => expect(await overlappingBareRuns()).not.toEqual([2, 2]),
    guarded: async () => {
      const rules = ["Low", "High"].map((value) =>
        ruleOf(value.toLowerCase(), { fact: "case.priority", operator: "equal", value }),
      );
      const compiled = compileRuleSet(ruleSetOf({ rules }));
      const wanted = Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? "Low" : "High"));
      const decisions = await Promise.all(
        wanted.map((priority) => decideRuleSet(compiled, { case: { priority } })),
      );
      expect(decisions.map((one) => one.rule)).toEqual(wanted.map((one) => one.toLowerCase()));
    },
  },
  {
    title:
      "10. rules of equal priority answer in the order they finish; behind the guard in list order",
    bare: async () => {
      const names = (
        await bareRun([deep("first"), rule({ all: [] }, "matched", "second")], { x: 1 })
      ).results.map((result) => result.name);
      expect(names).toEqual(["second", "first"]);
    },
    guarded: async () => {
      const leaf: Condition = { fact: "case.priority", operator: "isPresent" };
      const rules = [
        ruleOf("first", { all: [{ any: [{ all: [leaf] }] }] }),
        ruleOf("second", leaf),
      ];
      expect((await decideSet(ruleSetOf({ rules }), FACTS)).rule).toBe("first");
    },
  },
  {
    title: "11. toJSON drops what it does not know; behind the guard the source is kept and hashed",
    bare: async () => {
      const engine = new Engine([{ ...rule({ all: [] }), description: "why" } as RuleProperties]);
      const [kept] = (engine as unknown as { rules: { toJSON(): string }[] }).rules;
      expect(kept?.toJSON()).not.toContain("why");
      await Promise.resolve();
    },
    guarded: async () => {
      const source = ruleSetOf({ description: "why" });
      expect(compileRuleSet(source).source).toBe(source);
      const hashes = [source, ruleSetOf({})].map((each) => compileRuleSet(each).hash);
      expect(new Set(hashes).size).toBe(2);
      await Promise.resolve();
    },
  },
  {
    title: "12. a path is JSONPath and answers arrays; behind the guard it walks own properties",
    bare: async () => {
      const value = "High";
      const when = all({ fact: "x", path: "$..priority", operator: "equal", value });
      expect(await bareMatches(when, { x: { a: { priority: "High" } } })).toBe(false);
    },
    guarded: async () => {
      expect((await decide({ fact: "case.priority", operator: "equal", value: "High" })).rule).toBe(
        "r",
      );
      for (const fact of ["case.constructor.name", "case.__proto__", "case.priority.length"])
        expect((await decide({ fact, operator: "isPresent" })).rule).toBe("otherwise");
    },
  },
];

const FACTS: Facts = { case: { priority: "High" } };

test.each(BEHAVIOURS)("$title", async ({ bare, guarded }) => {
  await bare();
  await guarded();
});

test("a value that names a fact is a value, not a look-up", async () => {
  const value = { fact: "facts", path: "case.priority" } as unknown as string;
  const decision = await decide({ fact: "case.priority", operator: "equal", value });
  expect(decision.rule).toBe("otherwise");
});

test("a path through a text finds nothing, where json-rules-engine would answer the text", async () => {
  const bare = all({ fact: "x", path: "priority", operator: "equal", value: "High" });
  expect(await bareMatches(bare, { x: "High" })).toBe(true);
  const guarded = { fact: "case.priority", operator: "equal", value: "High" } as const;
  expect((await decide(guarded, { case: "High" })).rule).toBe("otherwise");
});

function decide(when: Condition, facts: Facts = FACTS): Promise<Decision> {
  return decideSet(ruleSetOf({ rules: [ruleOf("r", when)] }), facts);
}

function decideSet(ruleSet: RuleSet, facts: Facts): Promise<Decision> {
  return decideRuleSet(compileRuleSet(ruleSet), facts);
}

function all(leaf: object): RuleProperties["conditions"] {
  return { all: [leaf] } as RuleProperties["conditions"];
}

function rule(
  conditions: RuleProperties["conditions"],
  type = "matched",
  name = "bare",
): RuleProperties {
  return { conditions, event: { type }, name };
}

/** A rule whose promises take longer to settle. */
function deep(name: string): RuleProperties {
  const leaf = { fact: "x", operator: "equal", value: 1 };
  return rule({ all: [{ any: [{ all: [leaf] }] }] }, "matched", name);
}

function bareRun(rules: RuleProperties[], facts: Record<string, unknown>) {
  return new Engine(rules).run(facts);
}

async function bareMatches(
  conditions: RuleProperties["conditions"],
  facts: Record<string, unknown>,
  type = "matched",
): Promise<boolean> {
  return (await bareRun([rule(conditions, type)], facts)).results.length > 0;
}

/** How many of two matching rules each of two overlapping runs reports. */
async function overlappingBareRuns(): Promise<number[]> {
  const late = (name: string, priority: number): RuleProperties => ({
    ...rule(all({ fact: "slow", operator: "equal", value: 1 }), "matched", name),
    priority,
  });
  const engine = new Engine([late("a", 2), late("b", 1)]);
  let release: (value: number) => void = () => undefined;
  const waiting = new Promise<number>((resolve) => (release = resolve));
  const slow = engine.run({ slow: () => waiting });
  const quick = await engine.run({ slow: 1 });
  release(1);
  return [(await slow).results.length, quick.results.length];
}
