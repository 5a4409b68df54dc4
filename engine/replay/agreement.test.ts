import fc from "fast-check";
import { expect, test } from "vitest";
import { openStory, plain } from "../../tests/support/story.js";
import { compileRuleSet, decideRuleSet, type CompiledRuleSet } from "../../rules/index.js";
import { randomFacts, randomRuleSet } from "../../rules/testing/random-rules.js";
import type { Facts } from "../definition/conditions/evaluate.js";
import { caseFacts } from "../definition/facts.js";
import type { Json } from "../definition/names.js";
import type { ReleaseBody } from "../definition/release.js";
import type { DecidedOutcome, RuleSet } from "../definition/rule-set.js";
import type { Workflow } from "../definition/workflow.js";
import { factsOf } from "../interpreter/v1/facts.js";
import { openJudge } from "./judge.js";

const RUNS = 500;

/** Two ways to react to an answer, one of them urgent, and one that depends on what was recorded. */
const visit: Workflow = {
  kind: "workflow",
  spec: 1,
  id: "visit",
  name: "Visit",
  subject: { type: "Visit", prefix: "V" },
  data: {
    type: "object",
    additionalProperties: false,
    properties: {
      text: { type: "string", title: "Text", "x-phi": "none" },
      flag: { type: "boolean", title: "Flag", "x-phi": "none" },
      list: { type: "string", title: "List", "x-phi": "none" },
      score: { type: "integer", title: "Score", "x-phi": "none" },
    },
  },
  priorities: ["High", "7", "chest"],
  defaultPriority: "7",
  defaultQueue: "desk",
  initial: "new",
  onCreate: [{ do: "decide", rules: "made-up" }],
  states: {
    new: { name: "New", class: "new" },
    hurried: { name: "Hurried", class: "working" },
    done: { name: "Done", class: "done", final: true },
  },
  transitions: {
    hurry: {
      name: "Hurry",
      from: ["new"],
      to: "hurried",
      on: [{ event: "decided", rules: "made-up" }],
      when: {
        all: [
          { fact: "outcome.queue", operator: "equal", value: "High" },
          { not: { fact: "data.flag", operator: "equal", value: false } },
        ],
      },
      set: { priority: { from: "outcome.queue" }, "data.score": 1 },
    },
    route: {
      name: "Route",
      from: "*",
      on: [{ event: "decided", rules: "made-up" }],
      set: {
        queue: { from: "outcome.queue" },
        priority: { from: "outcome.score" },
        "data.score": { from: "outcome.score" },
      },
    },
    end: { name: "End", from: ["new", "hurried"], to: "done", by: ["admin"] },
  },
};

/** The case after an answer, by the interpreter that cases run on. */
function after(story: ReturnType<typeof openStory>, outcome: DecidedOutcome) {
  const before = story.state;
  story.decides("made-up", outcome);
  const { state, queue, priority, data } = story.state;
  story.state = before;
  return { state, queue, priority, score: data["score"] ?? null };
}

function releaseWith(ruleSet: RuleSet): ReleaseBody {
  const made = { ...ruleSet, workflow: "visit" };
  return { workflows: [visit], ruleSets: [made], templates: [], organisation: {} as never };
}

const compiled = (ruleSet: RuleSet): CompiledRuleSet | null => {
  try {
    return compileRuleSet(ruleSet);
  } catch {
    return null;
  }
};

/** Rules of which every second calls for hurry. */
const ruleSets = randomRuleSet.map((ruleSet): RuleSet => {
  const { rules, ...others } = plain(ruleSet);
  const hurry = (then: RuleSet["otherwise"]) => ({ ...then, queue: "High" });
  return {
    ...others,
    rules: rules.map((rule, n) => (n % 2 === 0 ? { ...rule, then: hurry(rule.then) } : rule)),
  };
});

/** Rules that run, and a draft: others, or the same ones with another first condition or without their last rule. */
const pairs = fc.tuple(ruleSets, ruleSets, fc.nat(2)).map(([one, two, how]): [RuleSet, RuleSet] => {
  const [first, ...rest] = one.rules;
  if (how === 0 || !first) return [one, two];
  const when = two.rules[0]?.when ?? first.when;
  return [
    one,
    { ...one, rules: how === 1 ? [{ ...first, when }, ...rest] : one.rules.slice(0, -1) },
  ];
});

const isObject = (value: Json | undefined): value is { [name: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

test(
  "a replay finds the differences that json-rules-engine and the interpreter make, and answers nothing that depends on what was not recorded",
  { timeout: 120_000 },
  async () => {
    const met = { same: 0, different: 0, missed: 0, raised: 0, unjudged: 0, surely: 0 };
    const known = caseFacts(visit);
    await fc.assert(
      fc.asyncProperty(pairs, randomFacts, async ([one, two], random) => {
        const [running, draft] = [compiled(one), compiled(two)];
        if (!running || !draft) return;
        const story = openStory(visit);
        const data = isObject(random["data"]) ? random["data"] : {};
        const { priority } = isObject(random["case"]) ? random["case"] : {};
        story.state = {
          ...story.state,
          data: data,
          ...(typeof priority === "string" ? { priority } : {}),
        };
        const facts: Facts = factsOf(story.state, story.at + 420_000);
        const [was, would] = [
          await decideRuleSet(running, facts),
          await decideRuleSet(draft, facts),
        ];
        const judge = openJudge(
          { running: releaseWith(one), draft: releaseWith(two), operators: {} },
          { recorded: releaseWith(one), ruleSet: "made-up" },
        );
        const { rule, outcome } = was;
        const judged = judge({ release: 1, ruleSet: "made-up", rule, outcome, facts });

        if (judged.kind === "unjudged") {
          met.unjudged += 1;
          expect(judged.why).toBe("not_recorded");
          expect(Object.hasOwn(known, judged.fact ?? "")).toBe(false);
          return;
        }
        // Whatever stood where nothing was recorded, the answer would be the same.
        for (const guess of ["High", 7, true, ["chest pain"], { inner: "é" }] as const) {
          const guessed = await decideRuleSet(draft, {
            ...facts,
            data: { deep: guess, when: guess, constructor: { name: "High" }, ...data },
            nothing: guess,
          });
          expect(guessed.outcome).toEqual(would.outcome);
          met.surely += 1;
        }
        const [before, then] = [after(story, was.outcome), after(story, would.outcome)];
        const named = { state: "state", queue: "queue", priority: "priority" } as const;
        const expected = Object.entries({ ...named, "data.score": "score" }).flatMap(
          ([what, of]) => {
            const [from, to] = [before[of as keyof typeof before], then[of as keyof typeof then]];
            return JSON.stringify(from) === JSON.stringify(to) ? [] : [what];
          },
        );
        const isEmergency = [before, then].map((one) => one.priority === "High");
        const emergency =
          isEmergency[0] === isEmergency[1] ? null : isEmergency[0] ? "missed" : "raised";
        met[judged.kind] += 1;
        if (emergency) met[emergency] += 1;
        const found = judged.kind === "same" ? [] : judged.changes;
        const follows = found
          .map(({ what }) => what)
          .filter((what) => !what.startsWith("outcome."));
        expect(follows.toSorted()).toEqual(expected.toSorted());
        expect(judged.kind === "same" ? null : judged.emergency).toBe(emergency);
        if (expected.length === 0)
          expect(judged.kind === "same").toBe(
            JSON.stringify(sorted(was.outcome)) === JSON.stringify(sorted(would.outcome)),
          );
      }),
      { numRuns: RUNS },
    );
    expect(Math.min(met.same, met.different, met.unjudged)).toBeGreaterThan(RUNS / 20);
    expect(Math.min(met.missed, met.raised)).toBeGreaterThan(0);
  },
);

/** The parts of an answer; to say nothing of something, and that it is nothing, are the same. */
function sorted(outcome: DecidedOutcome) {
  return Object.entries(outcome)
    .filter(([, value]) => value !== null)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
