import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";
import type { Condition } from "../engine/definition/conditions/condition.js";
import type { Facts } from "../engine/definition/conditions/evaluate.js";
import type { Rule, RuleSet } from "../engine/definition/rule-set.js";
import { compileRuleSet, type CompiledRuleSet } from "../rules/compile.js";
import { decideRuleSet } from "../rules/decide.js";
import { evaluateDecision, evaluateRuleSet, scopeOf } from "../rules/evaluate.js";
import { FACTS } from "../rules/engine-names.js";
import { guardedEngine } from "../rules/guarded-engine.js";

/** One way to decide, timed. */
type Contender = {
  readonly name: string;
  readonly run: (compiled: CompiledRuleSet, facts: Facts) => unknown;
};

/** Median time of one decision. */
export type RulesResult = {
  readonly scene: string;
  readonly name: string;
  readonly microseconds: number;
};

type Scene = {
  readonly name: string;
  readonly compiled: CompiledRuleSet;
  readonly facts: readonly Facts[];
  /** Decisions in one timed round. */
  readonly repeat: number;
};

const ROUNDS = 5;

const CONTENDERS: readonly Contender[] = [
  { name: "one Engine per rule, stop at first match (decision of record)", run: decideRuleSet },
  { name: "one Engine per rule, all rules", run: everyRuleAlone },
  { name: "one new Engine per run, all rules", run: oneEnginePerRun },
  { name: "our evaluator with trace", run: evaluateDecision },
  {
    name: "our evaluator without trace",
    run: ({ source }, facts) => evaluateRuleSet(source, facts),
  },
];

/** Times all ways to decide, interleaved, over the shipped rules, the usual size and the largest allowed one. */
export async function benchRules(): Promise<RulesResult[]> {
  const results: RulesResult[] = [];
  for (const scene of scenes()) {
    const times = CONTENDERS.map((): number[] => []);
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const [index, contender] of CONTENDERS.entries()) {
        const time = await timed(scene, contender);
        if (round > 0) times[index]?.push(time);
      }
    for (const [index, { name }] of CONTENDERS.entries())
      results.push({ scene: scene.name, name, microseconds: median(times[index] ?? []) });
  }
  return results;
}

async function timed({ compiled, facts, repeat }: Scene, { run }: Contender): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < repeat; index += 1)
    await run(compiled, facts[index % facts.length] ?? {});
  return ((performance.now() - start) * 1000) / repeat;
}

async function everyRuleAlone({ rules, source }: CompiledRuleSet, facts: Facts): Promise<void> {
  for (const { engineRule } of rules)
    await guardedEngine([engineRule], scopeOf(source)).run({ [FACTS]: facts });
}

async function oneEnginePerRun({ rules, source }: CompiledRuleSet, facts: Facts): Promise<void> {
  const engine = guardedEngine(
    rules.map((rule) => rule.engineRule),
    scopeOf(source),
  );
  await engine.run({ [FACTS]: facts });
}

function scenes(): Scene[] {
  const path = new URL("../rules/sets/ticket-routing/ruleset.yaml", import.meta.url);
  const shipped = parse(readFileSync(path, "utf8")) as RuleSet;
  const text = "word ".repeat(790);
  return [
    {
      name: "shipped ticket routing, its own tests",
      compiled: compileRuleSet(shipped),
      facts: (shipped.tests ?? []).map((test) => test.given as Facts),
      repeat: 200,
    },
    {
      name: "20 rules of 6 comparisons, none matches",
      compiled: compileRuleSet(made(20, small)),
      facts: [{ case: { priority: "Low", ageMinutes: 5 }, data: { description: "thank you" } }],
      repeat: 100,
    },
    {
      name: "200 rules of 49 comparisons over 4,000 characters, none matches (about the largest allowed)",
      compiled: compileRuleSet(made(200, large)),
      facts: [{ case: { priority: "Low" }, data: { description: text } }],
      repeat: 1,
    },
  ];
}

function made(rules: number, when: (rule: number) => Condition): RuleSet {
  const list = Array.from({ length: rules }, (_, rule): Rule => {
    const id = `rule-${String(rule)}`;
    return { id, name: id, when: when(rule), then: { queue: id } };
  });
  return {
    kind: "ruleset",
    spec: 1,
    id: "made-up",
    name: "Made up",
    workflow: "ticket",
    hit: "first",
    rules: list,
    otherwise: { queue: "triage" },
  };
}

function small(rule: number): Condition {
  return {
    any: [
      { fact: "case.priority", operator: "equal", value: `P${String(rule)}` },
      {
        all: [
          { fact: "case.ageMinutes", operator: "atMost", value: 60 },
          { fact: "data.description", operator: "textContainsAny", value: [`word${String(rule)}`] },
        ],
      },
      { not: { fact: "case.priority", operator: "isPresent" } },
      { fact: "data.subject", operator: "textContains", value: `word${String(rule)}` },
    ],
  };
}

function large(rule: number): Condition {
  const parts = Array.from({ length: 17 }, (_, index): Condition => ({
    fact: "data.description",
    operator: "textContains",
    value: `missing ${String(rule)} ${String(index)}`,
  }));
  return { any: [{ any: parts }, { any: parts }, { any: parts.slice(0, 15) }] };
}

function median(times: readonly number[]): number {
  return times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)] ?? NaN;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  for (const { scene, name, microseconds } of await benchRules())
    process.stdout.write(`${microseconds.toFixed(0).padStart(9)} µs  ${scene} · ${name}\n`);
