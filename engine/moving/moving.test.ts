import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomWorkflow } from "../../tests/model/random-workflow.js";
import {
  dayAndNight,
  MONDAY,
  openStory,
  plain,
  staff,
  workflowNamed,
} from "../../tests/support/story.js";
import { unfitIn } from "../cases/form-check.js";
import type { Workflow } from "../definition/workflow.js";
import type { CaseEvent } from "../interpreter/event.js";
import { interpreter } from "../interpreter/index.js";
import { slim } from "../interpreter/slim.js";
import type { CaseState } from "../interpreter/state.js";
import { faultsOf, inverted, type Mapping, mappingBetween } from "./mapping.js";
import { type MovePlan, planMove } from "./plan.js";

const ticket = dayAndNight(workflowNamed("ticket"));
const lost = dayAndNight(workflowNamed("lost-property"));
const { advance, earliestDue } = interpreter(1);

/** A workflow with ids of states exchanged wherever they stand. */
function withStates(workflow: Workflow, ids: { readonly [old: string]: string }): Workflow {
  const { tests: _tests, ...bare } = workflow;
  const text = Object.entries(ids).reduce(
    (json, [old, id]) =>
      json
        .replaceAll(`"${old}":{"name"`, `"${id}":{"name"`)
        .replaceAll(/"(pauses|from)":\[[^\]]*\]/g, (list) => list.replace(`"${old}"`, `"${id}"`))
        .replaceAll(`"to":"${old}"`, `"to":"${id}"`)
        .replaceAll(`"state":"${old}"`, `"state":"${id}"`)
        .replaceAll(`"initial":"${old}"`, `"initial":"${id}"`),
    JSON.stringify(bare),
  );
  return JSON.parse(text) as Workflow;
}

function planned(
  [source, target]: readonly [Workflow, Workflow],
  state: CaseState,
  said: Partial<Mapping> = {},
  more: Partial<Parameters<typeof planMove>[1]> = {},
): MovePlan {
  const mapping = mappingBetween(source, target, said);
  const queues = new Set([state.queue]);
  const unfit = (form: Workflow["data"], data: CaseState["data"]) => unfitIn(form, data, "");
  return planMove({ source, target, mapping, queues, unfit }, { state, holds: false, ...more });
}

/** Moves a case on the interpreter as it was planned. */
function moved(
  [source, target]: readonly [Workflow, Workflow],
  state: CaseState,
  { said = {}, at = MONDAY }: { readonly said?: Partial<Mapping>; readonly at?: number } = {},
) {
  const plan = planned([source, target], state, said);
  if (!plan.ok) throw new Error(plan.reasons.map(({ message }) => message).join());
  const event: CaseEvent = {
    type: "moved",
    at,
    migration: "m-1",
    from: { release: 1, state: state.state },
    to: { release: 2, state: plan.to },
    fields: plan.fields,
    begins: plan.begins,
    actor: staff.admin,
    requestId: "move.m-1",
  };
  return plain(advance(slim(target), state, event));
}

const codes = (plan: MovePlan) => (plan.ok ? [] : plan.reasons.map(({ code }) => code));

/** A lost coat that was found and waits on a shelf. */
function found(): CaseState {
  const story = openStory(lost, { data: { item: "A coat", valuable: true } });
  story.decides("lost-property-routing", { priority: "Normal", valuable: true });
  story.acts("find", staff.porter, { shelf: 3 });
  return story.state;
}

describe("the mapping between two releases", () => {
  const other = withStates(lost, { searching: "looking", found: "on_shelf" });

  test("is by id, then by name, then what alone is left; ends are nobody's", () => {
    expect(mappingBetween(lost, other, {}).states).toEqual({
      ...{ reported: "reported", searching: "looking", found: "on_shelf" },
    });
    const unlike = {
      ...other,
      states: { ...other.states, looking: { name: "Looking", class: "working" as const } },
    };
    expect(mappingBetween(lost, unlike, {}).states["searching"]).toBe("looking");
  });

  test("guesses nothing where more than one is left, and keeps what was said", () => {
    const two = {
      ...other,
      states: {
        reported: lost.states["reported"] ?? { name: "Reported", class: "new" as const },
        a: { name: "A", class: "working" as const },
        b: { name: "B", class: "waiting" as const },
      },
    };
    expect(mappingBetween(lost, two, {}).states).toEqual({ reported: "reported" });
    expect(mappingBetween(lost, two, { states: { found: "a" } }).states).toEqual({
      ...{ reported: "reported", found: "a", searching: "b" },
    });
  });

  test("takes no field for one of another type, and no two for one", () => {
    const { shelf: _shelf, ...properties } = lost.data.properties;
    const bay = { type: "string" as const, title: "Bay", maxLength: 20 };
    const target = { ...lost, data: { ...lost.data, properties: { ...properties, bay } } };
    expect(mappingBetween(lost, target, {}).fields["shelf"]).toBeUndefined();
    expect(faultsOf(lost, target, { fields: { shelf: "item" } })).toEqual([
      { pointer: "/fields/shelf", message: "takes the place that “item” goes to" },
    ]);
    expect(faultsOf(lost, target, { states: { found: "returned" } })).toMatchObject([
      { pointer: "/states/found" },
    ]);
  });
});

describe("a case that is moved", () => {
  const target = withStates(lost, { found: "on_shelf" });

  test("is where it was under another name, with its data, its place in line and its promises, and nothing is asked for", () => {
    const before = found();
    const { state, effects, transition } = moved([lost, target], before, { at: MONDAY + 5 });
    expect([effects, transition]).toEqual([[], null]);
    const { turn } = state;
    expect(state).toEqual({
      ...before,
      ...{ state: "on_shelf", turn: before.turn + 1, entry: turn },
      ...{ automatic: 0, updatedAt: MONDAY + 5 },
    });
  });

  test("keeps a deadline that the new release would set otherwise, and begins clocks that are new there", () => {
    const story = openStory(ticket);
    story.decides("ticket-routing", { queue: "support", priority: "High", category: "general" });
    const { first_response: first, ...clocks } = ticket.clocks ?? {};
    if (!first) throw new Error("the ticket promises no first response");
    const { marks: _marks, ...markless } = first;
    const other: Workflow = {
      ...ticket,
      clocks: {
        ...clocks,
        first_response: { ...markless, target: "PT1M" },
        hurry: { name: "Hurry", starts: { state: "assigned" }, target: "PT1H" },
        later: { name: "Later", starts: { state: "resolved" }, target: "PT1H" },
        born: { name: "Born", starts: { event: "created" }, target: "PT1H" },
      },
    };
    const at = MONDAY + 60_000;
    const { state } = moved([ticket, other], story.state, { at });
    const { next: _next, ...kept } = story.state.clocks["first_response"] ?? {
      startedAt: 0,
      dueAt: 0,
    };
    expect(state.clocks).toEqual({
      resolution: story.state.clocks["resolution"],
      first_response: kept,
      hurry: { startedAt: at, dueAt: at + 3_600_000 },
    });
    const { hurry: _hurry, ...none } = state.clocks;
    expect(moved([other, ticket], state, { at }).state.clocks).toEqual(none);
  });

  test("leaves a field behind only when somebody has said so", () => {
    const { item: _item, ...properties } = lost.data.properties;
    const { title: _title, ...subject } = lost.subject;
    const other = { ...lost, subject, data: { ...lost.data, properties } };
    expect(codes(planned([lost, other], found()))).toEqual(["field_without_place"]);
    const { state } = moved([lost, other], found(), { said: { fields: { item: null } } });
    expect(state.data).toEqual({ details: "Hello", valuable: true, shelf: 3 });
  });

  test("stays where it is, for a reason that is told, when it would lose something", () => {
    const strict = {
      ...lost,
      data: {
        ...lost.data,
        required: ["details", "lostOn"],
        properties: {
          ...lost.data.properties,
          shelf: { type: "integer" as const, title: "Shelf", maximum: 2 },
        },
      },
      priorities: ["Urgent"],
      states: {
        ...lost.states,
        found: { ...lost.states["found"], onEnter: [] },
      } as typeof lost.states,
    };
    const plan = planned([lost, strict], found(), {}, { holds: true });
    expect(codes(plan).toSorted()).toEqual(
      [
        "field_does_not_fit",
        "field_does_not_fit",
        "holds_something",
        "priority_unknown",
      ].toSorted(),
    );
    const { found: _found, reported: _reported, ...states } = lost.states;
    expect(codes(planned([lost, { ...lost, states }], found()))).toEqual([
      "state_without_counterpart",
    ]);
  });

  test("does not act on what was seen before, and once it has closed it is not moved", () => {
    const before = found();
    const { state } = moved([lost, target], before);
    const seen = { action: "hand_back", input: { receivedBy: "B", identityChecked: true } };
    const asked = {
      ...seen,
      type: "acted",
      at: MONDAY,
      actor: staff.porter,
      requestId: "r",
    } as const;
    const { refusal } = interpreter(1);
    expect(refusal(slim(target), state, { ...asked, seenEntry: before.entry })).toEqual({
      code: "changed",
    });
    const ended = advance(slim(target), state, { ...asked, seenEntry: state.entry }).state;
    expect(ended.status).toBe("closed");
    const again = { ...ended, state: "found" };
    expect(moved([lost, target], again)).toMatchObject({ note: "closed", effects: [] });
  });
});

test("whatever two definitions are, a case that is moved goes on there, and comes back as it was by a mapping that goes both ways", () => {
  const one = fc.tuple(
    randomWorkflow,
    randomWorkflow,
    fc.shuffledSubarray(["a0", "a1", "a2", "a3", "a4"], { minLength: 5 }),
    fc.nat(4),
  );
  fc.assert(
    fc.property(one, ([source, drawn, names, steps]) => {
      const ids = Object.fromEntries(names.map((name, n) => [`s${String(n)}`, name]));
      const target = withStates(drawn, ids);
      const story = openStory(source, { data: { level: 1 } });
      for (let n = 0; n < steps && story.state.status === "open"; n += 1) {
        const [action] = interpreter(1).allowedActions(slim(source), story.state, WAY, story.at);
        if (action === undefined) break;
        story.acts(action, { id: "u", roles: WAY });
      }
      const before = story.state;
      if (before.status === "closed") return;
      const said = { states: ids };
      const there = moved([source, target], before, { said, at: before.updatedAt + 1 });
      expect([there.note, there.effects]).toEqual([undefined, []]);
      const due = earliestDue(there.state.clocks);
      if (due !== null)
        advance(slim(target), there.state, { type: "clock_due", at: due.at, clock: due.clock });
      const { clocks: _clocks, ...kept } = there.state;
      const back = moved([target, source], there.state, {
        ...{ said: inverted(mappingBetween(source, target, said)), at: before.updatedAt + 2 },
      });
      expect([back.state.state, back.state.data, back.state.queuedAt]).toEqual([
        ...[before.state, before.data, before.queuedAt],
      ]);
      expect(kept.data).toEqual(before.data);
      // The same workflow under other names keeps every clock too, there and back.
      const twin = withStates(source, ids);
      const same = moved([source, twin], before, { said, at: before.updatedAt + 1 }).state;
      expect(same.clocks).toEqual(before.clocks);
    }),
    { numRuns: 60 },
  );
});

/** Roles of the random workflows. */
const WAY = ["nurse", "doctor", "clerk"];
