import fc from "fast-check";
import type { Condition } from "../../engine/definition/conditions/condition.js";
import type { KnownNames } from "../../engine/definition/lint/names.js";
import { hasErrors } from "../../engine/definition/lint/codes.js";
import { lintWorkflow } from "../../engine/definition/lint/workflow.js";
import { parseDefinition } from "../../engine/definition/parse.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import type { EffectSpec, Transition, Workflow } from "../../engine/definition/workflow.js";

/** Everything a random workflow may name. Small worlds: what is compared shall often be equal. */
export const WORLD = {
  roles: ["nurse", "doctor", "clerk"],
  queues: ["front", "back", "lab"],
  priorities: ["Urgent", "Normal", "Low"],
  templates: ["t-one", "t-two", "t-three"],
  ruleSets: ["rules-a", "rules-b"],
  calendars: new Map(),
  quantities: ["q-one", "q-two"],
  texts: ["Urgent", "Low", "lab", "back", "s1", "", "u-nurse", "other"],
  numbers: [0, 1, 5],
} as const;

const states = ["s0", "s1", "s2", "s3", "s4"] as const;
const ends = ["e0", "e1"] as const;
const clocks = ["c0", "c1", "c2"] as const;
const transitions = Array.from({ length: 10 }, (_, n) => `x${String(n)}`);
const targets = ["PT1S", "PT30S", "PT1M", "PT2M", "PT3H", "P1D", "P40D"];

const texts = ["case.state", "case.priority", "case.queue", "case.assignee", "data.word"];
const facts = {
  text: [...texts, "input.word", "actor.id", "message.text", "outcome.word"],
  number: ["case.ageMinutes", "data.level", "input.level", "outcome.level"],
  boolean: ["data.flag", "input.flag", "outcome.flag"],
} as const;

const comparison: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    fact: fc.constantFrom(...facts.text),
    operator: fc.constantFrom("equal" as const, "notEqual" as const),
    value: fc.constantFrom(...WORLD.texts),
  }),
  fc.record({
    fact: fc.constantFrom(...facts.text),
    operator: fc.constant("in" as const),
    value: fc.subarray([...WORLD.texts], { minLength: 1 }),
  }),
  fc.record({
    fact: fc.constantFrom(...facts.number),
    operator: fc.constantFrom("equal" as const, "atLeast" as const),
    value: fc.constantFrom(...WORLD.numbers),
  }),
  fc.record({
    fact: fc.constantFrom(...facts.boolean),
    operator: fc.constant("equal" as const),
    value: fc.boolean(),
  }),
  fc.record({
    fact: fc.constantFrom(...facts.text, ...facts.boolean),
    operator: fc.constantFrom("isPresent" as const, "isAbsent" as const),
  }),
);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 4, arbitrary: comparison },
  { weight: 1, arbitrary: fc.record({ not: comparison }) },
  {
    weight: 1,
    arbitrary: fc.record({ all: fc.array(comparison, { minLength: 1, maxLength: 2 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ any: fc.array(comparison, { minLength: 1, maxLength: 2 }) }),
  },
);

const optional = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.option(arbitrary, { nil: undefined });

const effect: fc.Arbitrary<EffectSpec> = fc.oneof(
  fc.record(
    {
      do: fc.constant("send" as const),
      template: fc.constantFrom(...WORLD.templates),
      when: condition,
    },
    { requiredKeys: ["do", "template"] },
  ),
  fc.record(
    {
      do: fc.constant("decide" as const),
      rules: fc.constantFrom(...WORLD.ruleSets),
      when: condition,
    },
    { requiredKeys: ["do", "rules"] },
  ),
  fc.record(
    {
      do: fc.constant("reserve" as const),
      quantity: fc.constantFrom(...WORLD.quantities),
      amount: fc.constantFrom(1, 3),
      hold: fc.constant("PT30M"),
      when: condition,
    },
    { requiredKeys: ["do", "quantity"] },
  ),
  fc.record(
    {
      do: fc.constantFrom("use" as const, "release" as const),
      quantity: fc.constantFrom(...WORLD.quantities),
      when: condition,
    },
    { requiredKeys: ["do", "quantity"] },
  ),
);
const effects = fc.array(effect, { maxLength: 2 });
const caseEffects = effects.map(
  (made) => withKnownFacts(made, ["input", "outcome"]) as readonly EffectSpec[],
);

const exitEffects = caseEffects.map((made) => made.slice(0, 1));

const from = (...paths: string[]) => fc.record({ from: fc.constantFrom(...paths) });
const set = fc.record(
  {
    queue: fc.oneof(
      fc.constantFrom(...WORLD.queues),
      from("input.word", "outcome.word", "data.word"),
    ),
    priority: fc.oneof(fc.constantFrom(...WORLD.priorities), from("input.word", "outcome.word")),
    assignee: fc.oneof(fc.constant(null), from("actor.id", "input.word"), fc.constant("u-nurse")),
    "data.word": fc.oneof(fc.constant(null), fc.constantFrom("other", ""), from(...facts.text)),
    "data.level": fc.oneof(fc.constantFrom(...WORLD.numbers), from(...facts.number)),
    "data.flag": fc.oneof(fc.boolean(), from(...facts.boolean)),
  },
  { requiredKeys: [] },
);

const trigger = fc.oneof(
  fc.constant({ event: "message_received" as const }),
  fc.record({ event: fc.constant("decided" as const), rules: fc.constantFrom(...WORLD.ruleSets) }),
  fc.record({ event: fc.constant("clock_due" as const), clock: fc.constantFrom(...clocks) }),
  fc.record({
    event: fc.constantFrom("reserved" as const, "used" as const, "refused" as const),
    quantity: fc.constantFrom(...WORLD.quantities),
  }),
);

const extra: fc.Arbitrary<Transition> = fc
  .record({
    from: fc.oneof(fc.constant("*" as const), fc.subarray([...states], { minLength: 1 })),
    to: optional(fc.constantFrom(...states, ...states, ...ends)),
    by: optional(fc.subarray([...WORLD.roles], { minLength: 1 })),
    on: optional(fc.uniqueArray(trigger, { minLength: 1, maxLength: 2, selector: JSON.stringify })),
    form: optional(fc.constant("form")),
    when: optional(condition),
    set: optional(set),
    then: effects,
    commutes: optional(fc.constant(true as const)),
  })
  .map((made) => fitting(made) as unknown as Transition);

const clock = fc.record({
  name: fc.constant("Clock"),
  starts: fc.oneof(
    fc.constant({ event: "created" as const }),
    fc.record({ state: fc.constantFrom(...states) }),
  ),
  stops: fc.subarray(transitions),
  target: fc.oneof(
    fc.constantFrom(...targets),
    fc.record(
      Object.fromEntries(WORLD.priorities.map((one) => [one, fc.constantFrom(...targets)])),
    ),
  ),
});

/** A workflow that parse and lint find no error in: what lint refuses is thrown away. */
export const randomWorkflow: fc.Arbitrary<Workflow> = fc
  .record({
    onEnter: fc.array(caseEffects, { minLength: 5, maxLength: 5 }),
    onExit: fc.array(exitEffects, { minLength: 5, maxLength: 5 }),
    onCreate: caseEffects,
    extras: fc.array(extra, { minLength: 2, maxLength: 4 }),
    clocks: fc.array(clock, { minLength: 3, maxLength: 3 }),
    first: fc.constantFrom(0, 2),
  })
  .map(assembled)
  .filter(isGood);

type Parts = {
  readonly onEnter: readonly (readonly EffectSpec[])[];
  readonly onExit: readonly (readonly EffectSpec[])[];
  readonly onCreate: readonly EffectSpec[];
  readonly extras: readonly Transition[];
  readonly clocks: readonly unknown[];
  readonly first: number;
};

/** A way from state to state to the end that people can always go, with everything else around it. */
function assembled({ onEnter, onExit, onCreate, extras, clocks: made, first }: Parts): unknown {
  const way: Transition[] = states.map((state, n) => ({
    name: `Go ${state}`,
    from: [state],
    to: states[n + 1] ?? "e0",
    by: [...WORLD.roles],
    ...(n === 0 ? { set: { assignee: { from: "actor.id" } } } : {}),
  }));
  way.push({ name: "Give up", from: ["s1", "s3"], to: "e1", by: ["doctor"] });
  const all = [...extras.slice(0, first), ...way, ...extras.slice(first)];
  const named = all.map(
    (one, n) => [transitions[n], { ...one, name: `Step ${String(n)}` }] as const,
  );
  const bodies = states.map((id, n) => [
    id,
    { name: id, class: "working", onEnter: onEnter[n], onExit: onExit[n] },
  ]);
  const known = new Set(named.map(([id]) => id));
  const kept = made.map((one) => {
    const { stops, ...rest } = one as { stops: string[] };
    return { ...rest, stops: stops.filter((id) => known.has(id)) };
  });
  const field = (type: string) => ({ type, title: "Field" });
  const fields = { word: field("string"), level: field("number"), flag: field("boolean") };
  const form = { type: "object", properties: fields, additionalProperties: false };
  return {
    kind: "workflow",
    spec: 1,
    id: "made-up",
    name: "Made up",
    subject: { type: "Thing", prefix: "M" },
    data: form,
    messageField: "word",
    priorities: [...WORLD.priorities],
    defaultPriority: "Normal",
    defaultQueue: "front",
    forms: { form },
    initial: "s0",
    onCreate,
    states: {
      ...Object.fromEntries(bodies),
      ...Object.fromEntries(ends.map((id) => [id, { name: id, class: "done", final: true }])),
    },
    transitions: Object.fromEntries(named),
    clocks: Object.fromEntries(kept.map((one, n) => [clocks[n], one])),
  };
}

const ruleSets = WORLD.ruleSets.map((id): RuleSet => ({
  kind: "ruleset",
  spec: 1,
  id,
  name: id,
  workflow: "made-up",
  hit: "first",
  rules: [],
  otherwise: { word: "lab", level: 1, flag: true },
}));

const known: KnownNames = {
  roles: new Map(
    WORLD.roles.map((id) => [id, { id, name: id, permissions: ["case.act"], queues: ["*"] }]),
  ),
  queues: new Set(WORLD.queues),
  templates: new Set(WORLD.templates),
  ruleSets: new Map(ruleSets.map((ruleSet) => [ruleSet.id, ruleSet])),
  quantities: new Set(WORLD.quantities),
  skills: new Set(),
  teams: new Map(),
  alerts: null,
  calendars: new Map(),
  workflows: new Map(),
  webhooks: new Map(),
  effects: {},
  entrances: null,
};

function isGood(source: unknown): source is Workflow {
  const parsed = parseDefinition("workflow", source);
  return parsed.ok && !hasErrors(lintWorkflow(parsed.value, known));
}

/** Without members that are undefined; facts that a transition does not have become those of the case's data. */
function fitting(made: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(made).filter(([, value]) => value !== undefined);
  const transition = Object.fromEntries(entries);
  if (!transition["by"] && !transition["on"]) transition["by"] = [...WORLD.roles];
  const decided = JSON.stringify(transition["on"] ?? null).includes('"decided"');
  return withKnownFacts(transition, [
    ...(transition["form"] === undefined ? ["input"] : []),
    ...(decided ? [] : ["outcome"]),
  ]) as Record<string, unknown>;
}

function withKnownFacts(part: unknown, missing: readonly string[]): unknown {
  if (typeof part === "string") {
    const [root = "", ...rest] = part.split(".");
    return missing.includes(root) ? ["data", ...rest].join(".") : part;
  }
  if (Array.isArray(part)) return part.map((one) => withKnownFacts(one, missing));
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, one]) => [key, withKnownFacts(one, missing)]),
  );
}
