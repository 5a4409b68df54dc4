import type { Clock } from "../../engine/definition/clock.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { Transition, Workflow } from "../../engine/definition/workflow.js";
import type { Edit } from "./change.js";
import { startsIn, type Clipping } from "./clipping.js";
import { idFor } from "./new-id.js";
import type { AddStep } from "./release-steps.js";
import type { Corner, WorkflowStep } from "./workflow-steps.js";

/** Something that comes along and is called like something else that is here. */
export type Clash = {
  readonly list: "forms" | "clocks" | "templates" | "fields";
  readonly id: string;
};

/** What becomes of it: what is here is used instead, or it comes under a name of its own. A field is always the one that is here. */
export type Answer = "here" | "both";

/** Where it is pasted, and what somebody has said of each clash. */
export type Pasting = {
  readonly body: ReleaseBody;
  readonly workflow: Workflow;
  readonly answerTo: (clash: Clash) => Answer;
};

/** What has to be asked before states are pasted. */
export function clashesOf(
  clipping: Clipping,
  { body, workflow }: Pick<Pasting, "body" | "workflow">,
): readonly Clash[] {
  const differing = (list: Clash["list"], mine: Entries, here: Entries) =>
    Object.keys(mine)
      .filter((id) => Object.hasOwn(here, id) && !isSame(mine[id], here[id]))
      .map((id) => ({ list, id }));
  return [
    ...differing("forms", clipping.forms, workflow.forms ?? {}),
    ...differing("clocks", shared(clipping), workflow.clocks ?? {}),
    ...differing("templates", byId(clipping.templates), byId(body.templates)),
    ...differing("fields", clipping.fields, workflow.data.properties),
  ];
}

/** The one change that pastes states under ids of their own, with all that comes along; and what they are called now. */
export function pasted(
  clipping: Clipping,
  into: Pasting,
): { readonly edit: Edit; readonly states: readonly string[] } {
  const { workflow } = into;
  const ids = newIds(clipping, into);
  const moved = renamed(clipping, ids);
  const steps = [
    ...stepsOfParts(moved, workflow),
    ...statesAdded(moved, workflow),
    ...Object.entries(moved.transitions).map(([id, transition]) => ({
      ...{ do: "addTransition" as const, id, transition },
    })),
    ...Object.entries(moved.groups).map(([id, group]) => ({
      ...{ do: "addGroup" as const, id, group },
    })),
    ...Object.entries(moved.notes).map(([id, note]) => ({ do: "addNote" as const, id, note })),
  ];
  const step: WorkflowStep = { do: "together", steps };
  const entries = entriesAdded(moved, into);
  const states = Object.values(ids.states);
  if (entries.length === 0) return { edit: { kind: "workflow", id: workflow.id, step }, states };
  return {
    edit: {
      kind: "release",
      step: {
        do: "together",
        about: { list: "workflows", id: workflow.id },
        steps: [...entries, { do: "edit", workflow: workflow.id, step }],
      },
    },
    states,
  };
}

type Entries = Readonly<Record<string, unknown>>;
type Names = Readonly<Record<string, string>>;

/** What each id of a clipping becomes, by the key under which it is written; an id that stays is its own. */
type NewIds = {
  readonly states: Names;
  readonly transitions: Names;
  readonly form: Names;
  readonly clock: Names;
  readonly template: Names;
  readonly rules: Names;
  readonly note: Names;
  readonly group: Names;
};

function newIds(clipping: Clipping, { body, workflow, answerTo }: Pasting): NewIds {
  const clashes = clashesOf(clipping, { body, workflow });
  const isFree = (list: Clash["list"], id: string) =>
    clashes.every((clash) => clash.list !== list || clash.id !== id || answerTo(clash) === "here");
  const always = () => false;
  const isHere = (id: string) =>
    body.ruleSets.some((one) => one.id === id && one.workflow === workflow.id);
  const started = shared(clipping);
  return {
    states: named(clipping.states, workflow.states, always),
    transitions: named(clipping.transitions, workflow.transitions, always),
    form: named(clipping.forms, workflow.forms ?? {}, (id) => isFree("forms", id)),
    clock: named(
      clipping.clocks,
      workflow.clocks ?? {},
      (id) => Object.hasOwn(started, id) && isFree("clocks", id),
    ),
    template: named(byId(clipping.templates), byId(body.templates), (id) =>
      isFree("templates", id),
    ),
    rules: named(byId(clipping.ruleSets), byId(body.ruleSets), isHere),
    group: named(clipping.groups, workflow.groups ?? {}, always),
    note: named(clipping.notes, workflow.notes ?? {}, always),
  };
}

/** New ids for all that does not keep its own. */
function named(mine: Entries, here: Entries, keeps: (id: string) => boolean): Names {
  const taken: Record<string, unknown> = { ...here };
  return Object.fromEntries(
    Object.keys(mine).map((id) => {
      const next = keeps(id) || !Object.hasOwn(taken, id) ? id : idFor(id, taken);
      taken[next] = true;
      return [id, next];
    }),
  );
}

/** Clocks that start elsewhere: they are one with the clock of that name, if there is one. */
function shared(clipping: Clipping): Clipping["clocks"] {
  return Object.fromEntries(
    Object.entries(clipping.clocks).filter(([, clock]) => !startsIn(clock, clipping)),
  );
}

/** Everything under its new ids, wherever one of them is named. */
function renamed(clipping: Clipping, ids: NewIds): Clipping {
  const written = JSON.stringify(clipping);
  const read = JSON.parse(written, (key, value: unknown) => valueNow(key, value, ids)) as Clipping;
  return {
    ...read,
    states: keyed(read.states, ids.states),
    layout: keyed(read.layout, ids.states),
    forms: keyed(read.forms, ids.form),
    groups: keyed(
      mapped(read.groups, (one) => ({
        ...one,
        states: one.states.map((id) => ids.states[id] ?? id),
      })),
      ids.group,
    ),
    notes: keyed(
      mapped(read.notes, (one) => ({ ...one, about: ids.states[one.about ?? ""] ?? "" })),
      ids.note,
    ),
    transitions: keyed(
      mapped(read.transitions, (one) => transitionNow(one, ids)),
      ids.transitions,
    ),
    clocks: keyed(
      mapped(read.clocks, (one) => clockNow(one, ids)),
      ids.clock,
    ),
    ruleSets: read.ruleSets.map((one) => ({ ...one, id: ids.rules[one.id] ?? one.id })),
    templates: read.templates.map((one) => ({ ...one, id: ids.template[one.id] ?? one.id })),
  };
}

function keyed<Of>(all: Readonly<Record<string, Of>>, names: Names): Record<string, Of> {
  return Object.fromEntries(Object.entries(all).map(([id, one]) => [names[id] ?? id, one]));
}

function mapped<Of>(
  all: Readonly<Record<string, Of>>,
  change: (one: Of) => Of,
): Record<string, Of> {
  return Object.fromEntries(Object.entries(all).map(([id, one]) => [id, change(one)]));
}

function transitionNow(transition: Transition, { states, form: forms }: NewIds): Transition {
  const { from, to, form } = transition;
  return {
    ...transition,
    from: from === "*" ? from : from.map((id) => states[id] ?? id),
    ...(to === undefined ? {} : { to: states[to] ?? to }),
    ...(form === undefined ? {} : { form: forms[form] ?? form }),
  };
}

/** A clock as far as it is among what was copied. */
function clockNow(clock: Clock, { states, transitions }: NewIds): Clock {
  const { starts, stops, pauses } = clock;
  const among = (names: Names, all: readonly string[]) => all.flatMap((id) => names[id] ?? []);
  return {
    ...clock,
    ...("state" in starts ? { starts: { state: states[starts.state] ?? starts.state } } : {}),
    ...("transition" in starts
      ? { starts: { transition: transitions[starts.transition] ?? starts.transition } }
      : {}),
    ...(stops ? { stops: among(transitions, stops) } : {}),
    ...(pauses ? { pauses: among(states, pauses) } : {}),
  };
}

/** Clocks, messages and rules stand under a key that says what they are; states are compared with. */
function valueNow(key: string, value: unknown, ids: NewIds): unknown {
  if (key === "clock" || key === "template" || key === "rules") return otherName(value, ids[key]);
  const isAboutStates =
    typeof value === "object" && value !== null && "fact" in value && value.fact === "case.state";
  return isAboutStates && "value" in value
    ? { ...value, value: otherName(value.value, ids.states) }
    : value;
}

function otherName(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((one) => otherName(one, names));
  return typeof value === "string" && Object.hasOwn(names, value) ? names[value] : value;
}

/** Forms, clocks and fields that are not here yet. */
function stepsOfParts({ forms, clocks, fields }: Clipping, workflow: Workflow) {
  const missing = <Of>(mine: Readonly<Record<string, Of>>, here: Entries = {}) =>
    Object.entries(mine).filter(([id]) => !Object.hasOwn(here, id));
  const { data } = workflow;
  const added = Object.fromEntries(missing(fields, data.properties));
  const properties = { ...data.properties, ...added };
  return [
    ...(Object.keys(added).length === 0
      ? []
      : [{ do: "setWorkflow" as const, change: { data: { ...data, properties } } }]),
    ...missing(forms, workflow.forms).map(([form, value]) => ({
      ...{ do: "setForm" as const, form, value },
    })),
    ...missing(clocks, workflow.clocks).map(([clock, value]) => ({
      ...{ do: "setClock" as const, clock, value },
    })),
  ];
}

/** How far beside the first ones the pasted states stand, in pixels. */
const BESIDE = 40;

function statesAdded({ states, layout }: Clipping, workflow: Workflow) {
  return Object.entries(states).map(([id, state]) => {
    const [x, y] = layout[id] ?? [];
    const at: Corner | undefined =
      workflow.layout && x !== undefined && y !== undefined ? [x + BESIDE, y + BESIDE] : undefined;
    return { do: "addState" as const, id, state, ...(at ? { at } : {}) };
  });
}

/** Rules and messages that the release has not; rules belong to one workflow, so they come anew into another. */
function entriesAdded(
  { ruleSets, templates }: Clipping,
  { body, workflow }: Pasting,
): readonly AddStep[] {
  const isNew = (all: readonly { readonly id: string }[], id: string) =>
    all.every((one) => one.id !== id);
  return [
    ...ruleSets
      .filter(({ id }) => isNew(body.ruleSets, id))
      .map((entry) => ({
        do: "add" as const,
        to: "ruleSets" as const,
        entry: { ...entry, workflow: workflow.id },
      })),
    ...templates
      .filter(({ id }) => isNew(body.templates, id))
      .map((entry) => ({ do: "add" as const, to: "templates" as const, entry })),
  ];
}

function byId<Of extends { readonly id: string }>(
  all: readonly Of[],
): Readonly<Record<string, Of>> {
  return Object.fromEntries(all.map((one) => [one.id, one]));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
