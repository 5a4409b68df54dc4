import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { Engine } from "json-rules-engine";
import type { Comparison } from "../engine/definition/conditions/condition.js";
import type { Facts } from "../engine/definition/conditions/evaluate.js";
import type { Rule, RuleSet } from "../engine/definition/rule-set.js";
import { bulkEvaluator } from "../rules/bulk.js";
import { compileRuleSet } from "../rules/compile.js";
import { decideRuleSet } from "../rules/decide.js";
import { ratios, type Section } from "./rows.js";
import { sectionText } from "./table.js";

/** Facts of one made-up case. */
type Visit = {
  readonly site: string;
  readonly kind: string;
  readonly age: number;
  readonly wait: number;
};

/** One way to ask all rules; the ids of those that match, in order. */
type Contender = {
  readonly name: string;
  readonly matches: (visit: Visit) => readonly string[] | Promise<readonly string[]>;
  /** Visits asked in one timed turn; enough for a stable time, few enough for the slowest. */
  readonly turns: (rules: number) => number;
};

/** As the documentation of json-rules-engine reads nested facts; ours are nested, too. */
export const PLAIN = "plain json-rules-engine";
const SIZES = [10, 100, 1_000] as const;
const AIMS: { readonly [name: string]: { readonly atLeast: number } } = {
  "1000 decision of record": { atLeast: 5 },
  "1000 bulk evaluation": { atLeast: 500 },
};

/** Visits of the shape that the rules ask for; the same ones for all. */
export const VISITS: readonly Visit[] = Array.from({ length: 64 }, (_, n) => ({
  site: `site-${String((n * 7) % 20)}`,
  kind: `kind-${String((n * 11) % 30)}`,
  age: (n * 13) % 100,
  wait: (n * 29) % 240,
}));

/** Decisions over 10, 100 and 1,000 rules that all answer, as ratios to plain json-rules-engine. */
export async function benchManyRules(reps: number): Promise<Section> {
  const rows = [];
  for (const size of SIZES) {
    const contenders = contendersOf(size);
    await agree(contenders);
    const times = contenders.map((): number[] => []);
    for (let rep = 0; rep <= reps; rep += 1)
      for (const [place, contender] of contenders.entries()) {
        const time = await timed(contender, size);
        if (rep > 0) times[place]?.push(time);
      }
    const [plain = [], ...ours] = times;
    rows.push(
      ...contenders.slice(1).map(({ name }, place) => {
        const own = ours[place] ?? [];
        const aim = AIMS[`${String(size)} ${name}`];
        return {
          what: `${String(size)} rules: ${name}, decisions a second ÷ ${PLAIN}`,
          unit: "×" as const,
          samples: ratios(plain, own),
          ...(aim ? { aim } : {}),
          detail: `${(own[0] ?? NaN).toPrecision(3)} against ${(plain[0] ?? NaN).toPrecision(3)} µs`,
        };
      }),
    );
  }
  return {
    title: "Many rules",
    how: "All rules answer (`hit: all`); a rule asks for a kind or some sites, an age and a wait, one in twelve for ranges alone. Every contender takes its turn in each repetition over the same 64 visits; before that, all of them must match the same rules.",
    rows,
  };
}

/** @throws Error when two contenders match different rules */
async function agree(contenders: readonly Contender[]): Promise<void> {
  for (const visit of VISITS) {
    const answers: string[] = [];
    for (const { matches } of contenders) answers.push((await matches(visit)).join(" "));
    if (new Set(answers).size !== 1)
      throw new Error(`the contenders differ: ${JSON.stringify(answers)}`);
  }
}

/** Microseconds of one decision. */
async function timed({ matches, turns }: Contender, size: number): Promise<number> {
  const count = turns(size);
  const start = performance.now();
  for (let turn = 0; turn < count; turn += 1) {
    const answer = matches(VISITS[turn % VISITS.length] as Visit);
    if (answer instanceof Promise) await answer;
  }
  return ((performance.now() - start) * 1000) / count;
}

function contendersOf(size: number): readonly Contender[] {
  const specs = Array.from({ length: size }, (_, n) => comparisonsOf(n));
  const compiled = compileRuleSet(ruleSetOf(specs));
  const bulk = bulkEvaluator(compiled);
  const plain = plainEngine(specs, nested);
  const flat = plainEngine(specs, flattened);
  const byHand = specs.map(handWritten);
  const few = (rules: number) => Math.max(4, Math.round(400 / rules));
  const many = (rules: number) => Math.round(2_000_000 / rules);
  return [
    { name: PLAIN, turns: few, matches: plain },
    { name: "plain json-rules-engine over flat facts, without paths", turns: few, matches: flat },
    {
      name: "decision of record",
      turns: few,
      matches: async (visit) => (await decideRuleSet(compiled, factsOf(visit))).matched ?? [],
    },
    {
      name: "bulk evaluation",
      turns: many,
      matches: (visit) => bulk(factsOf(visit)).matched ?? [],
    },
    {
      name: "functions written by hand, one after the other",
      turns: many,
      matches: (visit) => byHand.flatMap((test, n) => (test(visit) ? [`r${String(n)}`] : [])),
    },
  ];
}

function factsOf(visit: Visit): Facts {
  return { data: visit };
}

/** What the n-th rule asks: always the same for the same n. */
export function comparisonsOf(n: number): readonly Comparison[] {
  const ranges: Comparison[] = [
    { fact: "data.age", operator: "atLeast", value: (n * 17) % 90 },
    { fact: "data.wait", operator: "lessThan", value: 30 + ((n * 23) % 200) },
  ];
  if (n % 12 === 0) return ranges;
  const sites = [0, 1].map((step) => `site-${String((n + step) % 20)}`);
  return n % 2 === 0
    ? [{ fact: "data.kind", operator: "equal", value: `kind-${String(n % 30)}` }, ...ranges]
    : [{ fact: "data.site", operator: "in", value: sites }, ...ranges];
}

export function ruleSetOf(specs: readonly (readonly Comparison[])[]): RuleSet {
  return {
    kind: "ruleset",
    spec: 1,
    id: "many",
    name: "Many rules",
    workflow: "visit",
    hit: "all",
    rules: specs.map((all, n): Rule => {
      const id = `r${String(n)}`;
      return { id, name: id, when: { all: [...all] }, then: { desk: id } };
    }),
    otherwise: { desk: "front" },
  };
}

const NATIVE: { readonly [operator: string]: string } = {
  equal: "equal",
  in: "in",
  atLeast: "greaterThanInclusive",
  lessThan: "lessThan",
};

/** How a fact is named in a condition of json-rules-engine, and the facts of a run. */
type Naming = {
  readonly named: (fact: string) => { readonly fact: string; readonly path?: string };
  readonly facts: (visit: Visit) => Record<string, unknown>;
};

export const nested: Naming = {
  named: (fact) => ({ fact: "data", path: fact.replace("data.", "$.") }),
  facts: (visit) => ({ data: visit }),
};
const flattened: Naming = {
  named: (fact) => ({ fact: fact.slice("data.".length) }),
  facts: (visit) => ({ ...visit }),
};

/** json-rules-engine with its own operators and one Engine for all runs, which never overlap here. */
export function plainEngine(
  specs: readonly (readonly Comparison[])[],
  { named, facts }: Naming,
): Contender["matches"] {
  const rules = specs.map((all, n) => ({
    name: `r${String(n)}`,
    event: { type: "matched" },
    conditions: {
      all: all.map(({ fact, operator, value }) => ({
        ...named(fact),
        operator: NATIVE[operator] ?? operator,
        value,
      })),
    },
  }));
  const engine = new Engine(rules, { allowUndefinedFacts: true });
  const order = new Map(rules.map(({ name }, place) => [name, place]));
  return async (visit) => {
    const { results } = await engine.run(facts(visit));
    const names = results.map(({ name }) => name);
    return names.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  };
}

/** The same question as a programmer would write it. */
function handWritten(all: readonly Comparison[]): (visit: Visit) => boolean {
  const of = (fact: string) => all.find((one) => one.fact === `data.${fact}`)?.value;
  const [age, wait] = [of("age") as number, of("wait") as number];
  const [kind, sites] = [of("kind"), of("site") as readonly string[] | undefined];
  if (kind !== undefined) return (v) => v.kind === kind && v.age >= age && v.wait < wait;
  if (sites) return (v) => sites.includes(v.site) && v.age >= age && v.wait < wait;
  return (v) => v.age >= age && v.wait < wait;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  process.stdout.write(`${sectionText(await benchManyRules(Number(process.argv[2] ?? 5)))}\n`);
