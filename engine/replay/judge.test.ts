import { beforeAll, describe, expect, test } from "vitest";
import { shippedRelease } from "../../tests/support/shipped-release.js";
import { evaluateRuleSet } from "../../rules/index.js";
import type { Facts } from "../definition/conditions/evaluate.js";
import type { ReleaseBody } from "../definition/release.js";
import type { RuleSet } from "../definition/rule-set.js";
import type { EffectSpec, Workflow } from "../definition/workflow.js";
import { openJudge } from "./judge.js";

let shipped: ReleaseBody;
beforeAll(async () => {
  shipped = await shippedRelease();
});

/** A release with one workflow and its rules changed. */
function changed(
  body: ReleaseBody,
  id: "ticket" | "lost-property",
  how: {
    readonly rules?: (ruleSet: RuleSet) => RuleSet;
    readonly workflow?: (workflow: Workflow) => Workflow;
  },
): ReleaseBody {
  const { rules = unchanged, workflow = unchanged } = how;
  return {
    ...body,
    ruleSets: body.ruleSets.map((one) => (one.workflow === id ? rules(one) : one)),
    workflows: body.workflows.map((one) => (one.id === id ? workflow(one) : one)),
  };
}

function unchanged<Definition>(definition: Definition): Definition {
  return definition;
}

const without = (list: string, word: string) => (ruleSet: RuleSet) => ({
  ...ruleSet,
  lists: { ...ruleSet.lists, [list]: ruleSet.lists?.[list]?.filter((one) => one !== word) ?? [] },
});

/** The same workflow that asks other rules when a case is opened, or none. */
const asking =
  (rules: string | null) =>
  (workflow: Workflow): Workflow => ({
    ...workflow,
    onCreate: (workflow.onCreate ?? []).flatMap((effect): EffectSpec[] => {
      if (effect.do !== "decide") return [effect];
      return rules === null ? [] : [{ ...effect, rules }];
    }),
    transitions: Object.fromEntries(
      Object.entries(workflow.transitions).map(([id, one]) => {
        const { on = [] } = one;
        const other = on.map((trigger) =>
          trigger.event === "decided" && rules !== null ? { ...trigger, rules } : trigger,
        );
        return [id, on.length === 0 ? one : { ...one, on: other }];
      }),
    ),
  });

const ticketFacts = (description: string, data: object = {}): Facts => ({
  case: { state: "new", priority: "Medium", queue: "triage", channel: "africastalking" },
  data: { description, ...data },
});
const lostFacts = (details: string): Facts => ({
  case: { state: "reported", priority: "Normal", queue: "lobby" },
  data: { details },
});

/** What a draft makes of a decision that was recorded under a release, while another runs. */
function judged(
  draft: ReleaseBody,
  facts: Facts,
  how: {
    readonly id?: string;
    readonly recorded?: ReleaseBody;
    readonly running?: ReleaseBody;
  } = {},
) {
  const { id = "ticket-routing", recorded = shipped, running = recorded } = how;
  const ruleSet = recorded.ruleSets.find((one) => one.id === id);
  if (!ruleSet) throw new Error(`no ${id}`);
  const { rule, outcome } = evaluateRuleSet(ruleSet, facts);
  const judge = openJudge({ running, draft, operators: {} }, { recorded, ruleSet: id });
  return judge({ release: 1, ruleSet: id, rule, outcome, facts });
}

describe("a draft", () => {
  test("that knows a word less misses the emergency that was recognised by it, and says what would have come instead", () => {
    const draft = changed(shipped, "ticket", { rules: without("red-flags-en", "choking") });
    expect(judged(draft, ticketFacts("She is choking"))).toMatchObject({
      kind: "different",
      emergency: "missed",
      rules: { to: "otherwise" },
      changes: expect.arrayContaining([
        { what: "queue", from: "medical", to: "triage" },
        { what: "priority", from: "Emergency", to: "Medium" },
        { what: "state", from: "emergency", to: "assigned" },
      ]) as unknown,
    });
    expect(judged(draft, ticketFacts("I had a stroke"))).toEqual({ kind: "same" });
    expect(judged(shipped, ticketFacts("She is choking"))).toEqual({ kind: "same" });
  });

  test("of a workflow that no code knows raises what it calls its first priority, and misses it when nothing is asked any more", () => {
    const lost = { id: "lost-property-routing" };
    const raising = changed(shipped, "lost-property", {
      rules: (one) => ({
        ...one,
        lists: { valuables: [...(one.lists?.["valuables"] ?? []), "umbrella"] },
      }),
    });
    expect(judged(raising, lostFacts("my umbrella"), lost)).toMatchObject({ emergency: "raised" });
    const silent = changed(shipped, "lost-property", { workflow: asking(null) });
    expect(judged(silent, lostFacts("my passport"), lost)).toMatchObject({
      emergency: "missed",
      rules: { from: "valuable", to: null },
      changes: [
        { what: "priority", from: "Urgent", to: "Normal" },
        { what: "data.valuable", from: "true", to: null },
      ],
    });
  });

  test("that asks other rules in the same place is judged by those", () => {
    const other = (ruleSet: RuleSet): RuleSet[] => [
      { ...ruleSet, id: "second", rules: [], otherwise: { priority: "Urgent", valuable: false } },
    ];
    const draft = {
      ...changed(shipped, "lost-property", { workflow: asking("second") }),
      ruleSets: shipped.ruleSets.flatMap((one) =>
        one.id === "lost-property-routing" ? other(one) : [one],
      ),
    };
    const lost = { id: "lost-property-routing" };
    expect(judged(draft, lostFacts("my umbrella"), lost)).toMatchObject({ emergency: "raised" });
    expect(judged(draft, lostFacts("my passport"), lost)).toMatchObject({
      emergency: null,
      changes: [{ what: "data.valuable", from: "true", to: "false" }],
    });
  });

  test("is compared with what runs now where that is no longer what was recorded, so that nobody answers for another's change", () => {
    const older = changed(shipped, "ticket", {
      rules: (one) => ({ ...one, lists: { ...one.lists, "red-flags-en": ["purple spots"] } }),
    });
    const since = { recorded: older, running: shipped };
    const draft = changed(shipped, "ticket", { rules: without("red-flags-en", "choking") });
    expect(judged(draft, ticketFacts("purple spots"), since)).toEqual({ kind: "same" });
    expect(judged(draft, ticketFacts("choking"), since)).toMatchObject({ emergency: "missed" });
  });

  test("that reads what was not recorded is not judged by it, unless an earlier rule answers", () => {
    const reading = (fact: string) =>
      changed(shipped, "ticket", {
        rules: (one) => ({
          ...one,
          rules: [
            ...one.rules,
            {
              ...{ id: "new", name: "New", then: { queue: "support" } },
              when: { fact, operator: "isPresent" },
            },
          ],
        }),
      });
    const late = ticketFacts("hello");
    expect(judged(reading("data.height"), late)).toEqual({
      ...{ kind: "unjudged", why: "not_recorded", fact: "data.height", isEmergency: false },
    });
    const beds = "plugin.wards.beds";
    expect(judged(reading(beds), late)).toMatchObject({ why: "not_asked_of_plugin", fact: beds });
    expect(judged(reading(beds), { ...late, plugin: { wards: { beds: 3 } } })).toMatchObject({
      kind: "different",
    });
    expect(judged(reading(beds), ticketFacts("choking"))).toEqual({ kind: "same" });
    // Known, and not there: that was recorded.
    expect(judged(reading("data.subject"), late)).toEqual({ kind: "same" });
  });

  test("in which the kind of case or its state is gone is not judged", () => {
    const { workflows, ...rest } = shipped;
    const gone = { ...rest, workflows: workflows.filter(({ id }) => id !== "ticket") };
    expect(judged(gone, ticketFacts("choking"))).toEqual({
      ...{ kind: "unjudged", why: "no_workflow", isEmergency: true },
    });
    const later = {
      ...ticketFacts("x"),
      case: { state: "lobby", queue: "triage", priority: "Low" },
    };
    const draft = changed(shipped, "ticket", { rules: without("red-flags-en", "stroke") });
    expect(judged(draft, later)).toMatchObject({ why: "no_state" });
  });

  test("is never told a value that somebody wrote about a person", () => {
    const copying = changed(shipped, "ticket", {
      workflow: (one) => ({
        ...one,
        transitions: Object.fromEntries(
          Object.entries(one.transitions).map(([id, transition]) => [
            id,
            transition.on?.some(({ event }) => event === "decided")
              ? {
                  ...transition,
                  set: { ...transition.set, "data.category": { from: "data.description" } },
                }
              : transition,
          ]),
        ),
      }),
    });
    const judgement = judged(copying, ticketFacts("zq canary"));
    expect(judgement).toMatchObject({
      changes: [{ what: "data.category", from: "general", to: null }],
    });
    expect(JSON.stringify(judgement)).not.toContain("zq canary");
  });
});
