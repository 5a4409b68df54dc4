import { beforeAll, describe, expect, test } from "vitest";
import { goodRelease } from "../../../tests/definitions/corpus.js";
import { scenariosBelow } from "../../../tests/scenarios/scenario-files.js";
import { parseRelease } from "../../definition/parse.js";
import type { ReleaseBody } from "../../definition/release.js";
import type { Scenario } from "../../definition/scenario.js";
import type { Workflow } from "../../definition/workflow.js";
import { runScenario } from "../../simulate/index.js";
import type { RecordedTurn } from "../story/recorded-case.js";
import { compared } from "./compare.js";
import type { Course } from "./course.js";
import { coursePart } from "./part.js";
import { courseOf } from "./play.js";

const files = [
  ...scenariosBelow("workflows/definitions/"),
  ...scenariosBelow("tests/support/lost-property/"),
];

let release: ReleaseBody;
beforeAll(async () => {
  const parsed = parseRelease(await goodRelease());
  if (!parsed.ok) throw new Error("the shipped definitions do not load");
  release = parsed.value;
});

const scenarioOf = (name: string): Scenario => {
  const file = files.find((one) => one.name === name);
  if (!file) throw new Error(`no ${name}`);
  return file.scenario;
};

/** The turns of a case that went like a scenario, through JSON as they come from the log. */
function recorded(scenario: Scenario): readonly RecordedTurn[] {
  const turns = runScenario(scenario, release)?.session.moments.map(({ turn }) => turn);
  return JSON.parse(JSON.stringify(turns)) as readonly RecordedTurn[];
}

function courseUnder(turns: readonly RecordedTurn[], workflow: string, body: ReleaseBody): Course {
  const now = turns.at(-1)?.event.at ?? 0;
  const course = courseOf(turns, { release: body, workflow, operators: {}, now });
  if (!course) throw new Error("no course");
  return course;
}

const isReserve = (one: unknown): boolean =>
  typeof one === "object" && one !== null && "do" in one && one.do === "reserve";

const changed = (change: (workflow: Workflow) => Workflow): ReleaseBody => ({
  ...release,
  workflows: release.workflows.map((one) => (one.id === "ticket" ? change(one) : one)),
});

/** What a draft would have made of a scenario. */
function judged(name: string, draft: ReleaseBody) {
  const scenario = scenarioOf(name);
  const turns = recorded(scenario);
  const [before, after] = [release, draft].map((body) =>
    courseUnder(turns, scenario.workflow, body),
  );
  if (!before || !after) throw new Error("no courses");
  return compared(before, after);
}

/** Stories in which somebody acts before the rules have answered, or a clock on the way is not told. */
const NOT_EVERYTHING = ["two-people-at-once", "emergency", "emergency-by-hand"];

describe("a recorded case that is played again", () => {
  test.each(files.filter(({ name }) => !NOT_EVERYTHING.includes(name)))(
    "$scenario.workflow: $name goes under its own release as it went",
    ({ scenario }) => {
      const turns = recorded(scenario);
      const { steps, stop } = courseUnder(turns, scenario.workflow, release);
      expect(stop).toBeNull();
      expect(steps.map(({ type, transition }) => [type, transition])).toEqual(
        turns.map(({ event, transition }) => [event.type, transition]),
      );
    },
  );

  test("is not told what it never asked for, and rings its own clocks", () => {
    const turns = recorded(scenarioOf("no-answer-in-time"));
    const draft = changed(({ clocks: _clocks, ...one }) => one);
    const { steps, promises } = courseUnder(turns, "ticket", draft);
    expect(steps.map(({ type }) => type)).not.toContain("clock_due");
    expect(promises).toEqual([]);
    const later = { release, workflow: "ticket", operators: {}, now: Date.UTC(2026, 2, 30) };
    const rung = courseOf(turns, later)?.steps.filter(({ type }) => type === "clock_due");
    expect(rung?.map(({ what }) => what)).toEqual(["first_response", "resolution"]);
  });

  test("hears no answer to what the draft does not ask for", () => {
    const turns = recorded(scenarioOf("found-and-returned"));
    const types = (body: ReleaseBody) =>
      courseUnder(turns, "lost-property", body).steps.map(({ type }) => type);
    expect(types(release)).toContain("reserved");
    const without = JSON.stringify(release.workflows, (_key, value: unknown) =>
      Array.isArray(value) ? value.filter((one) => !isReserve(one)) : value,
    );
    const workflows = JSON.parse(without) as Workflow[];
    expect(types({ ...release, workflows })).not.toContain("reserved");
  });

  test("was an emergency also when somebody has made it less urgent since", () => {
    const turns = recorded({
      ...scenarioOf("answered-and-closed"),
      steps: [
        { created: { message: "She is choking" }, expect: {} },
        { decided: "ticket-routing", expect: {} },
        { acted: "stand_down", as: "medical", input: { reason: "No danger" }, expect: {} },
        { acted: "prioritise", as: "medical", input: { priority: "Low" }, expect: {} },
      ],
    });
    const { steps, wasEmergency } = courseUnder(turns, "ticket", release);
    expect([steps.at(-1)?.priority, wasEmergency]).toEqual(["Low", true]);
  });

  test("ends where it moved to another release", () => {
    const turns = recorded(scenarioOf("answered-and-closed"));
    const [opened, decided, claimed] = turns;
    if (!opened || !decided || !claimed) throw new Error("no turns");
    const moved: RecordedTurn = {
      ...decided,
      event: {
        ...{ type: "moved", at: decided.event.at, migration: "m-1", fields: {}, begins: [] },
        ...{ from: { release: 1, state: "assigned" }, to: { release: 2, state: "assigned" } },
        ...{ actor: { id: "admin-1", roles: ["admin"] }, requestId: "r-1" },
      },
    };
    const course = courseUnder([opened, decided, moved, claimed], "ticket", release);
    expect(course.stop).toEqual({ why: "moved" });
    expect(course.steps.at(-1)?.state).toBe("assigned");
  });
});

const withTransition = (id: string, change: Partial<Workflow["transitions"][string]>) =>
  changed((one) => {
    const before = one.transitions[id];
    if (!before) throw new Error(`no ${id}`);
    return { ...one, transitions: { ...one.transitions, [id]: { ...before, ...change } } };
  });

const withTarget = (clock: string, target: string) =>
  changed((one) => {
    const before = one.clocks?.[clock];
    if (!before) throw new Error(`no ${clock}`);
    return { ...one, clocks: { ...one.clocks, [clock]: { ...before, target } } };
  });

describe("two courses of one case", () => {
  test("are the same under the same definition, for every story", () => {
    for (const { scenario, name } of files) {
      if (scenario.workflow === "ticket") expect(judged(name, release)).toEqual({ kind: "same" });
    }
  });

  test("end elsewhere where a transition leads elsewhere", () => {
    expect(judged("answered-and-closed", withTransition("close", { to: "voided" }))).toEqual({
      ...{ kind: "different", emergency: null },
      changes: [{ what: "state", from: "closed", to: "voided" }],
    });
  });

  test("break what is promised sooner, and keep what is promised later", () => {
    const sooner = judged("answered-and-closed", withTarget("first_response", "PT5M"));
    expect(sooner).toMatchObject({
      changes: [
        { what: "queue", from: "billing", to: "medical" },
        { what: "promise.first_response", from: "kept", to: "late" },
      ],
    });
    const later = judged("no-answer-in-time", withTarget("first_response", "P30D"));
    expect(later).toMatchObject({
      changes: [
        { what: "queue", from: "medical", to: "support" },
        { what: "promise.first_response", from: "late", to: "kept" },
      ],
    });
  });

  test("end where somebody did what the draft does not let them do, and nothing is said of what comes after", () => {
    const draft = withTransition("claim", { by: ["medical"] });
    expect(judged("answered-and-closed", draft)).toEqual({
      ...{ kind: "different", emergency: null },
      changes: [{ what: "action.claim", from: "taken", to: "refused" }],
    });
    // Nobody had been let there as it runs now either: with this draft nothing is otherwise.
    const more = withTransition("void", { by: ["admin"] });
    expect(judged("answered-and-closed", more)).toEqual({ kind: "same" });
  });

  test("miss an emergency that only one of them recognises", () => {
    const draft = {
      ...release,
      ruleSets: release.ruleSets.map((one) =>
        one.id === "ticket-routing" ? { ...one, rules: [] } : one,
      ),
    };
    expect(judged("emergency-of-the-system", draft)).toMatchObject({ emergency: "missed" });
    const turns = recorded(scenarioOf("emergency-of-the-system"));
    const [before, after] = [draft, release].map((body) => courseUnder(turns, "ticket", body));
    expect(before && after && compared(before, after)).toMatchObject({ emergency: "raised" });
  });

  test("are not compared where the case cannot be played as it runs now", () => {
    const turns = recorded(scenarioOf("answered-and-closed"));
    const [running, draft] = [withTransition("claim", { by: ["medical"] }), release].map((body) =>
      courseUnder(turns, "ticket", body),
    );
    expect(running && draft && compared(running, draft)).toEqual({ kind: "unjudged" });
  });

  test("have nothing in them that somebody wrote", () => {
    const turns = recorded(scenarioOf("answered-and-closed"));
    expect(JSON.stringify(turns)).toContain("Why is my bill so high?");
    const { steps, promises, stop } = courseUnder(turns, "ticket", release);
    expect(JSON.stringify([steps, promises, stop])).not.toMatch(/bill is|so high|looking into/);
  });
});

describe("what decides how cases go", () => {
  test("is alike until states, rules, clocks or calendars change, whatever is drawn, named or tested", () => {
    const part = (body: ReleaseBody) => coursePart(body, "ticket");
    const drawn = changed((one) => ({ ...one, name: "Other", description: "x", tests: [] }));
    expect(part(drawn)).toBe(part(release));
    for (const draft of [
      withTransition("close", { to: "voided" }),
      withTarget("resolution", "P9D"),
      { ...release, calendars: [] },
      { ...release, ruleSets: [] },
    ])
      expect(part(draft)).not.toBe(part(release));
    expect(coursePart({ ...release, workflows: [] }, "ticket")).toBe("");
  });
});
