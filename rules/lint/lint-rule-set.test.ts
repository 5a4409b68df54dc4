import { expect, test } from "vitest";
import type { Condition } from "../../engine/definition/conditions/condition.js";
import type { Organisation } from "../../engine/definition/organisation.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { ruleOf, ruleSetOf } from "../testing/random-rules.js";
import { lintRuleSet } from "./lint-rule-set.js";
import { growth, LINEAR } from "../../tests/support/growth.js";

const workflow: Workflow = {
  kind: "workflow",
  spec: 1,
  id: "ticket",
  name: "Ticket",
  subject: { type: "Ticket", prefix: "T" },
  data: {
    type: "object",
    additionalProperties: false,
    properties: {
      text: { type: "string", title: "Text" },
      kind: { type: "string", title: "Kind", enum: ["bill", "visit"] },
      count: { type: "number", title: "Count" },
      urgent: { type: "boolean", title: "Urgent" },
      due: { type: "string", title: "Due", format: "date-time" },
    },
  },
  priorities: ["High", "Low"],
  defaultPriority: "Low",
  defaultQueue: "triage",
  initial: "new",
  states: { new: { name: "New", class: "new" } },
  transitions: {
    route: {
      name: "Route",
      from: ["new"],
      on: [{ event: "decided", rules: "made-up" }],
      set: {
        queue: { from: "outcome.queue" },
        priority: { from: "outcome.priority" },
        "data.kind": { from: "outcome.kind" },
        "data.count": { from: "outcome.count" },
        "data.gone": { from: "outcome.gone" },
      },
    },
  },
};

const organisation: Organisation = {
  kind: "organisation",
  spec: 1,
  name: "Clinic",
  defaultLanguage: "en",
  languages: ["en"],
  country: "KE",
  emergencyNumber: "999",
  roles: [{ id: "admin", name: "Admin", permissions: [], queues: ["*"] }],
  queues: ["triage", "a", "b", "c"].map((id) => ({ id, name: id })),
};

const text: Condition = { fact: "data.text", operator: "textContains", value: "pain" };
const high: Condition = { fact: "case.priority", operator: "equal", value: "High" };
const bill: Condition = { fact: "data.kind", operator: "equal", value: "bill" };

test("a sound rule set has no findings", () => {
  expect(codes({ rules: [ruleOf("a", text), ruleOf("b", high)] })).toEqual([]);
});

/** One faulty condition each, with the code and the path below the rule's `when`. */
const CONDITIONS: readonly [title: string, when: Condition, code: string, path: string][] = [
  ["an empty group", { all: [text, { any: [] }] }, "R001", "/all/1/any"],
  ["an unknown fact", { fact: "data.txt", operator: "isPresent" }, "R002", "/fact"],
  [
    "an unknown operator",
    { fact: "data.text", operator: "textContain" as "textContains", value: "x" },
    "R002",
    "/operator",
  ],
  [
    "an operator that cannot read the fact",
    { fact: "data.text", operator: "lessThan", value: 3 },
    "R003",
    "/operator",
  ],
  [
    "a value of the wrong type",
    { fact: "data.count", operator: "equal", value: "3" },
    "R003",
    "/value",
  ],
  [
    "a list of the wrong type",
    { fact: "data.count", operator: "in", value: { list: "words" } },
    "R003",
    "/value",
  ],
  [
    "several values for one",
    { fact: "data.text", operator: "equal", value: ["a"] },
    "R003",
    "/value",
  ],
  ["a missing value", { fact: "data.text", operator: "equal" }, "R003", ""],
  [
    "a value where none belongs",
    { fact: "data.text", operator: "isAbsent", value: "x" },
    "R003",
    "/value",
  ],
  [
    "a time without a zone",
    { fact: "data.due", operator: "before", value: "2026-03-01T08:00" },
    "R003",
    "/value",
  ],
  [
    "a value the field never has",
    { fact: "data.kind", operator: "equal", value: "bil" },
    "R004",
    "",
  ],
  [
    "a priority the workflow does not have",
    { fact: "case.priority", operator: "in", value: ["High", "Urgent"] },
    "R004",
    "",
  ],
  [
    "two values at once",
    { all: [bill, { fact: "data.kind", operator: "equal", value: "visit" }] },
    "R004",
    "",
  ],
  ["a value and its exclusion", { all: [bill, { not: bill }] }, "R004", ""],
  ["absent and given", { all: [{ fact: "data.text", operator: "isAbsent" }, text] }, "R004", ""],
  [
    "an empty range",
    {
      all: [
        { fact: "data.count", operator: "greaterThan", value: 5 },
        { fact: "data.count", operator: "lessThan", value: 5 },
      ],
    },
    "R004",
    "",
  ],
  [
    "a value outside the range",
    {
      all: [
        { fact: "data.count", operator: "in", value: [1, 2] },
        { fact: "data.count", operator: "greaterThan", value: 2 },
      ],
    },
    "R004",
    "",
  ],
  [
    "a contradiction inside a shared condition",
    { all: [{ condition: "isBill" }, { not: bill }] },
    "R004",
    "",
  ],
  [
    "a contradiction spread over groups",
    { all: [{ any: [bill, { all: [bill, high] }] }, { not: bill }] },
    "R004",
    "",
  ],
  ["an unknown shared condition", { condition: "isBil" }, "R008", ""],
  [
    "an unknown list",
    { fact: "data.text", operator: "textContainsAny", value: { list: "word" } },
    "R008",
    "/value",
  ],
];

test.each(CONDITIONS)("%s is found at its place", (_title, when, code, path) => {
  const found = lint({ rules: [ruleOf("a", when)] });
  expect(found.map((one) => `${one.code} ${one.path}`)).toEqual([`${code} /rules/0/when${path}`]);
});

test.each([
  [{ fact: "data.txt", operator: "isPresent" } as const, "data.text"],
  [{ fact: "data.kind", operator: "equal", value: "bil" } as const, "bill"],
  [{ fact: "data.text", operator: "textContainsAny", value: { list: "word" } } as const, "words"],
  [{ condition: "isBil" }, "isBill"],
])("%j is answered with the name that was meant", (when: Condition, meant) => {
  expect(lint({ rules: [ruleOf("a", when)] })[0]?.fix).toBe(`Did you mean \`${meant}\`?`);
});

test("a contradiction is told by its fact, also in a condition too large to try out", () => {
  const words = Array.from({ length: 30 }, (_, n): Condition => ({
    fact: "data.text",
    operator: "textContains",
    value: `word ${String(n)}`,
  }));
  const visit: Condition = { fact: "data.kind", operator: "equal", value: "visit" };
  const [found] = lint({ rules: [ruleOf("a", { all: [bill, { any: words }, visit] })] });
  expect(found).toMatchObject({
    code: "R004",
    message: "data.kind cannot have all the values asked for at once.",
  });
});

test("a range that can be met is no contradiction", () => {
  const when: Condition = {
    all: [
      { fact: "data.count", operator: "atLeast", value: 5 },
      { fact: "data.count", operator: "atMost", value: 5 },
      { fact: "data.count", operator: "in", value: [5, 6] },
      { fact: "data.text", operator: "notEqual", value: "x" },
      { fact: "data.text", operator: "startsWith", value: "y" },
    ],
  };
  expect(codes({ rules: [ruleOf("a", when)] })).toEqual([]);
});

test("a fault in a shared condition is found once, where it is written", () => {
  const conditions = { wrong: { fact: "data.txt", operator: "isPresent" } as const };
  const rules = ["a", "b"].map((id) =>
    ruleOf(id, { all: [{ condition: "wrong" }, id === "a" ? text : high] }),
  );
  expect(codes({ conditions, rules })).toEqual(["R002 /conditions/wrong/fact"]);
});

test("shared conditions in a circle are found", () => {
  const conditions: RuleSet["conditions"] = {
    one: { condition: "two" },
    two: { not: { condition: "one" } },
  };
  expect(codes({ conditions, rules: [ruleOf("a", { condition: "one" })] })).toEqual(
    expect.arrayContaining(["R008 /conditions/two/not"]),
  );
});

/** Conditions of an earlier and a later rule, and whether the later one can never answer. */
const SHADOWS: readonly [title: string, earlier: Condition, later: Condition, hidden: boolean][] = [
  ["the same condition", text, text, true],
  ["the same parts in another order", { all: [text, high] }, { all: [high, text] }, true],
  ["the same through a shared condition", bill, { condition: "isBill" }, true],
  ["an earlier rule that asks for less", text, { all: [high, text] }, true],
  ["an earlier rule that allows more", { any: [text, high] }, high, true],
  [
    "an earlier list with more values",
    { fact: "data.kind", operator: "in", value: ["bill", "visit"] },
    bill,
    true,
  ],
  [
    "an earlier list with more words",
    { fact: "data.text", operator: "textContainsAny", value: { list: "words" } },
    { all: [high, { fact: "data.text", operator: "textContains", value: "fever" }] },
    true,
  ],
  ["a rule that always matches", { any: [high, { not: high }] }, text, true],
  ["an earlier rule that asks for more", { all: [text, high] }, text, false],
  ["an earlier rule that allows less", high, { any: [text, high] }, false],
  ["conditions about different things", text, high, false],
];

test.each(SHADOWS)(
  "%s: told that a rule never answers when it is so",
  (_title, earlier, later, hidden) => {
    const found = codes({ rules: [ruleOf("a", earlier), ruleOf("b", later)] });
    expect(found.includes("R005 /rules/1")).toBe(hidden);
  },
);

/** Answers of a rule beside `otherwise: { queue: triage }`, and what is wrong with them. */
const OUTCOMES: readonly [title: string, then: RuleSet["otherwise"], finding: string][] = [
  ["a queue that does not exist", { queue: "aa" }, "R010 /rules/0/then/queue"],
  ["no queue", { queue: null }, "R010 /rules/0/then/queue"],
  ["no answer for queue", {}, "R009 /rules/0/then"],
  ["a key that others lack", { queue: "a", priority: "High" }, "R009 /otherwise"],
  [
    "a priority that does not exist",
    { queue: "a", priority: "Urgent" },
    "R010 /rules/0/then/priority",
  ],
  ["a value the field cannot have", { queue: "a", kind: "bil" }, "R010 /rules/0/then/kind"],
  ["a value of the wrong type", { queue: "a", count: "three" }, "R010 /rules/0/then/count"],
  ["a field that does not exist", { queue: "a", gone: "x" }, "R010 /rules/0/then/gone"],
  ["an answer nothing reads", { queue: "a", prioriti: "High" }, "R015 /rules/0/then/prioriti"],
];

test.each(OUTCOMES)("an outcome with %s is found", (_title, then, finding) => {
  expect(codes({ rules: [{ ...ruleOf("a", text), then }] })).toContain(finding);
});

test("a rule without a test is found", () => {
  expect(codes({ rules: [ruleOf("a", text)], tests: [] })).toEqual(["R011 /rules/0"]);
});

test("two rules with one id, and a rule called otherwise, are found", () => {
  const rules = [ruleOf("a", text), ruleOf("a", high), ruleOf("otherwise", bill)].map((rule) => ({
    ...rule,
    then: { queue: "a" },
  }));
  expect(codes({ rules })).toEqual(
    expect.arrayContaining(["R012 /rules/1/id", "R012 /rules/2/id"]),
  );
});

test("a test that fails is found, by rule and by outcome", () => {
  const given = { data: { text: "pain" } };
  const tests = [
    { name: "wrong rule", given, expect: { rule: "otherwise" } },
    { name: "wrong outcome", given, expect: { rule: "a", outcome: { queue: "b" } } },
    { name: "no such rule", given, expect: { rule: "gone" } },
    { name: "right", given, expect: { rule: "a", outcome: { queue: "a" } } },
  ];
  expect(codes({ rules: [ruleOf("a", text)], tests })).toEqual([
    "R014 /tests/0/expect/rule",
    "R014 /tests/1/expect/outcome",
    "R014 /tests/2/expect/rule",
  ]);
});

test("a rule set for another workflow is found", () => {
  expect(codes({ workflow: "visit" })).toEqual(["R010 /workflow"]);
});

test("a rule set above the limits is found and its conditions are left alone", () => {
  const deep = Array.from({ length: 300 }).reduce<Condition>((inner) => ({ not: inner }), text);
  expect(codes({ rules: [ruleOf("a", deep)] })).toEqual(["R013 /rules/0/when"]);
});

test("a set of wide rules is linted in a time that grows with it, not with its square", async () => {
  const parts = (n: number) =>
    Array.from({ length: 49 }, (_, m): Condition => ({
      fact: "data.text",
      operator: "textContains",
      value: `word ${String(n)} ${String(m)}`,
    }));
  const lintMany = (length: number) =>
    codes({
      rules: Array.from({ length }, (_, n) => ({
        ...ruleOf(`r${String(n)}`, { any: [{ all: parts(n) }] }),
        then: { queue: "a" },
      })),
    });
  expect(lintMany(200)).toEqual([]);
  expect(await growth(lintMany, 50)).toBeLessThan(LINEAR);
});

/** A table over the kind and the count, and what is told of it. */
const COVER: readonly [
  title: string,
  hit: RuleSet["hit"],
  rows: readonly (readonly [string, string])[],
  finding: string | undefined,
  says?: RegExp,
][] = [
  [
    "rows that cover everything once",
    "unique",
    [
      ["bill", "-"],
      ["visit", "-"],
    ],
    "R007 /table",
    /data.kind is not given/,
  ],
  [
    "rows that cover everything",
    "unique",
    [
      ["bill", "-"],
      ["not(bill)", "-"],
      ["not(-)", "-"],
    ],
    undefined,
  ],
  [
    "a last row for the rest",
    "first",
    [
      ["bill", "< 5"],
      ["-", "-"],
    ],
    undefined,
  ],
  [
    "two rows that meet in one number",
    "unique",
    [
      ["-", "[0..10]"],
      ["-", "[10..20]"],
    ],
    "R006 /table/rows/1",
    /for example when data.count is 10\./,
  ],
  [
    "two rows that only touch",
    "unique",
    [
      ["-", "[0..10)"],
      ["-", "[10..20]"],
    ],
    "R007 /table",
    /data.count is (-1|21)/,
  ],
  [
    "a hole between two ranges",
    "first",
    [
      ["-", "< 10"],
      ["-", "> 10"],
      ["-", "not(-)"],
    ],
    "R007 /table",
    /data.count is 10;/,
  ],
  [
    "a row that two earlier ones hide together",
    "first",
    [
      ["-", "< 10"],
      ["-", ">= 10"],
      ["-", "[5..15]"],
      ["-", "-"],
    ],
    "R005 /table/rows/2",
    /one of the rules before it/,
  ],
  [
    "a row that an earlier one hides",
    "first",
    [
      ["bill", "-"],
      ["bill", "< 3"],
      ["-", "-"],
    ],
    "R005 /table/rows/1",
  ],
];

test.each(COVER)("%s (%s): what is told of %j", (_title, hit, rows, wanted, says) => {
  const table = {
    inputs: ["data.kind", "data.count"],
    outputs: ["queue"],
    rows: rows.map((cells) => ({ if: [...cells], then: ["a"] })),
  };
  const tests = rows.map((_, n) => ({
    name: "x",
    given: {},
    expect: { rule: `row-${String(n + 1)}` },
  }));
  const found = lint({ hit, table, tests }).filter(({ code }) => code !== "R014");
  const places = found.map(({ code, path }) => `${code} ${path}`);
  expect(places).toEqual(wanted === undefined ? [] : expect.arrayContaining([wanted]));
  const told = found.find(({ code }) => wanted?.startsWith(code));
  if (says) expect(told?.message).toMatch(says);
});

test("a contradiction is told with facts that really match both rules, and a gap with facts that match none", () => {
  const rules = [
    ruleOf("a", { all: [bill, { fact: "data.count", operator: "atLeast", value: 3 }] }),
    ruleOf("b", { any: [high, { fact: "data.count", operator: "lessThan", value: 4 }] }),
  ];
  const found = lint({ hit: "unique", rules });
  const [overlap] = found.filter(({ code }) => code === "R006");
  expect(overlap).toMatchObject({ path: "/rules/1", severity: "error" });
  expect(overlap?.message).toContain("data.kind is “bill”");
});

test("what cannot be told about words in a text is said, and never guessed", () => {
  const fever: Condition = { fact: "data.text", operator: "textContains", value: "fever" };
  const rules = [ruleOf("a", text), ruleOf("b", { all: [fever, { not: text }] })];
  expect(codes({ hit: "unique", rules })).toEqual(["R007 /rules", "R018 /rules"]);
});

function codes(parts: Partial<RuleSet>): string[] {
  return lint(parts).map(({ code, path }) => `${code} ${path}`);
}

/** Lints a set in which every rule has a name in a test, so that R011 keeps quiet where it is not the point. */
function lint(parts: Partial<RuleSet>) {
  const ruleSet = ruleSetOf({
    lists: { words: ["pain", "fever"] },
    conditions: { isBill: bill },
    ...parts,
  });
  const covering = ruleSet.rules.map(({ id }) => ({ name: id, given: {}, expect: { rule: id } }));
  const found = lintRuleSet({ ...ruleSet, tests: parts.tests ?? covering }, workflow, organisation);
  return parts.tests ? found : found.filter(({ code }) => code !== "R014");
}
