import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ContributedFact, FactLook } from "../definition/contributed-facts.js";
import type { Condition } from "../definition/conditions/condition.js";
import { bulkEvaluator } from "../../rules/bulk.js";
import { compileRuleSet } from "../../rules/compile.js";
import { decideRuleSet } from "../../rules/decide.js";
import { evaluateDecision, evaluateRuleSet } from "../../rules/evaluate.js";
import { ruleOf, ruleSetOf } from "../../rules/testing/random-rules.js";
import { gather } from "./ask-plugins.js";

/** Long enough that nothing which answers is late on a busy machine. */
const PATIENT_MS = 20_000;

const facts = {
  case: { priority: "High", state: "new" },
  data: { description: "a cough", age: 7 },
};

/** A number of the plugin `made`, or another fact of it. */
function fact(look: FactLook, changes: Partial<ContributedFact> = {}): ContributedFact {
  return {
    ...{ words: "the number of beds", description: "Made up", type: "number" },
    ...{ reads: {}, withinMs: PATIENT_MS, otherwise: -1, look, ...changes },
  };
}

const naming = (...paths: string[]) =>
  ruleSetOf({
    rules: [
      ruleOf("one", { any: paths.map((path) => ({ fact: path, operator: "atLeast", value: 5 })) }),
    ],
  });

/** What a decision over one fact of the plugin gets. */
async function told(one: ContributedFact) {
  const gathered = await gather(naming("plugin.made.it"), facts, {
    facts: { "plugin.made.it": one },
  });
  const { made } = gathered?.facts["plugin"] as { readonly made: { readonly it: unknown } };
  return { value: made.it, how: gathered?.asked[0]?.how };
}

const unhandled: unknown[] = [];
const note = (error: unknown) => void unhandled.push(error);
beforeAll(() => void process.on("unhandledRejection", note));
afterAll(() => void process.off("unhandledRejection", note));

describe("a fact of a plugin", () => {
  test("is asked for by name alone, told what it reads and nothing else, and stands among the facts of the case", async () => {
    const seen: unknown[] = [];
    const reads = { "case.priority": "text", "data.age": "text", "data.gone": "text" } as const;
    const known = {
      "plugin.made.it": fact((given) => (seen.push(given), 7), { reads }),
      "plugin.made.other": fact(() => seen.push("nobody asked for this")),
    };
    const shared: Condition = { fact: "plugin.made.it", operator: "atLeast", value: 5 };
    const ruleSet = ruleSetOf({
      conditions: { shared },
      rules: [ruleOf("one", { condition: "shared" })],
    });
    expect(await gather(ruleSet, facts, { facts: known })).toEqual({
      facts: { ...facts, plugin: { made: { it: 7 } } },
      asked: [{ fact: "plugin.made.it", words: "the number of beds", how: "answered" }],
    });
    expect(seen).toEqual([{ "case.priority": "High" }]);
    expect(await gather(ruleSetOf({ rules: [] }), facts, { facts: known })).toEqual({
      facts,
      asked: [],
    });
  });

  test.each<[string, ContributedFact, string]>([
    [
      "throws",
      fact(() => {
        throw new Error("a cough");
      }),
      "failed",
    ],
    ["is rejected", fact(() => Promise.reject(new Error("a cough"))), "failed"],
    ["says text", fact(() => "7"), "wrong_type"],
    ["says nothing", fact(() => undefined), "wrong_type"],
    ["says what is no number", fact(() => NaN), "wrong_type"],
    ["says something that says so only once", fact(() => ({ toJSON: () => 7 })), "wrong_type"],
    [
      "says what cannot be read",
      fact(
        () => {
          const ring: unknown[] = [];
          ring.push(ring);
          return ring;
        },
        { type: "list", otherwise: [] },
      ),
      "wrong_type",
    ],
    [
      "says a whole book",
      fact(() => "x".repeat(2_000), { type: "text", otherwise: "" }),
      "wrong_type",
    ],
    ["says half a character", fact(() => "\ud83d", { type: "text", otherwise: "" }), "wrong_type"],
    [
      "says none of its values",
      fact(() => "noon", { type: "text", values: ["day", "night"], otherwise: "day" }),
      "wrong_type",
    ],
    ["never answers", fact(() => new Promise(() => undefined), { withinMs: 20 }), "late"],
  ])("that %s counts as what it declares, and stops no decision", async (_, one, how) => {
    expect(await told(one)).toEqual({ value: one.otherwise, how });
  });

  test("may say that there is none", async () => {
    expect(await told(fact(() => null))).toEqual({ value: null, how: "answered" });
  });

  test("is told that its time is up, and what it does then harms nobody", async () => {
    let hears: (isAborted: boolean) => void = () => undefined;
    const late = new Promise<boolean>((resolve) => (hears = resolve));
    const look: FactLook = (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          reject(new Error("too late"));
          hears(signal.aborted);
        });
      });
    expect((await told(fact(look, { withinMs: 20 }))).how).toBe("late");
    expect(await late).toBe(true);
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).toEqual([]);
  });

  test("waits for no other one: they are asked side by side", async () => {
    let meets: (value: number) => void = () => undefined;
    const met = new Promise<number>((resolve) => (meets = resolve));
    const known = {
      "plugin.made.first": fact(() => met),
      "plugin.made.second": fact(() => {
        meets(3);
        return 4;
      }),
    };
    const gathered = await gather(naming(...Object.keys(known)), facts, { facts: known });
    expect(gathered?.facts["plugin"]).toEqual({ made: { first: 3, second: 4 } });
  });

  test("that no plugin at hand brings is no decision at all", async () => {
    expect(await gather(naming("plugin.made.gone"), facts, { facts: {} })).toBeNull();
  });

  test("is the same to all four evaluators, and to a draft over what was recorded", async () => {
    let says = 7;
    const known = { "plugin.made.it": fact(() => says) };
    const gathered = await gather(naming("plugin.made.it"), facts, { facts: known });
    const recorded = JSON.parse(JSON.stringify(gathered?.facts)) as typeof facts;
    says = 0;
    for (const [least, rule] of [
      [5, "one"],
      [8, "otherwise"],
    ] as const) {
      const draft = ruleSetOf({
        rules: [ruleOf("one", { fact: "plugin.made.it", operator: "atLeast", value: least })],
      });
      const compiled = compileRuleSet(draft);
      const decision = await decideRuleSet(compiled, recorded);
      expect(decision.rule).toBe(rule);
      expect(evaluateDecision(compiled, recorded)).toEqual(decision);
      expect(evaluateRuleSet(draft, recorded).rule).toBe(rule);
      expect(bulkEvaluator(compiled)(recorded).rule).toBe(rule);
    }
  });
});
