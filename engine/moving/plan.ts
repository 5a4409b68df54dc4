import { effectsIn } from "../definition/effects-in.js";
import type { Workflow } from "../definition/workflow.js";
import type { CaseEvent } from "../interpreter/event.js";
import type { CaseState } from "../interpreter/state.js";
import { allCounts } from "../interpreter/v1/clock-time.js";
import { hasOpenChild } from "../interpreter/v1/links.js";
import type { ProblemPart } from "../protocol/errors.js";
import type { Mapping } from "./mapping.js";

/** Between what cases are moved. */
export type MoveWorld = {
  readonly source: Workflow;
  readonly target: Workflow;
  readonly mapping: Mapping;
  /** Queues of the release that cases go to. */
  readonly queues: ReadonlySet<string>;
  /** The fields of some data that do not fit a form, with pointers below an empty root. */
  readonly unfit: (form: Workflow["data"], data: CaseState["data"]) => readonly ProblemPart[];
};

/** What kept a case where it was. All but `under_way` and `parked` stay until somebody changes the mapping, the release or the case. */
export type ReasonCode =
  | "closed"
  | "elsewhere"
  | "state_without_counterpart"
  | "field_without_place"
  | "field_does_not_fit"
  | "queue_unknown"
  | "priority_unknown"
  | "waits_for_cases"
  | "holds_something"
  | "clock_counts_otherwise"
  | "under_way"
  | "parked";

/** A case, and whether it holds something of what cases share. */
export type Movable = { readonly state: CaseState; readonly holds: boolean };

/** Why a case cannot be moved, in words. */
export type Reason = { readonly code: ReasonCode; readonly message: string };

/** What is told a case that is moved, and what is to be known of it beforehand. */
export type MovePlan =
  | {
      readonly ok: true;
      /** State that it comes to. */
      readonly to: string;
      /** What its data is called otherwise; null for what is left behind. */
      readonly fields: Moved["fields"];
      /** Clocks that only the new release has. */
      readonly begins: Moved["begins"];
      /** Running clocks that end by it. */
      readonly ends: readonly string[];
    }
  | { readonly ok: false; readonly reasons: readonly Reason[] };

type Moved = Extract<CaseEvent, { readonly type: "moved" }>;

/**
 * Whether an open case can go on under another release, and as what. Pure: the same case and the same two releases give the same
 * plan, in a dry run and when it is done.
 */
export function planMove(world: MoveWorld, { state, holds }: Movable): MovePlan {
  const { target, mapping } = world;
  const to = Object.hasOwn(mapping.states, state.state) ? mapping.states[state.state] : undefined;
  const fields = fieldsOf(state, mapping);
  const reasons = [
    ...(to === undefined ? [stateReason(world, state)] : []),
    ...dataReasons(world, state, fields),
    ...placeReasons(world, state),
    ...waitReasons(world, { state, holds }),
    ...clockReasons(world, state),
  ];
  if (to === undefined || reasons.length > 0) return { ok: false, reasons };
  const { clocks = {} } = target;
  return {
    ok: true,
    to,
    fields,
    begins: Object.keys(clocks).filter((id) => !Object.hasOwn(world.source.clocks ?? {}, id)),
    ends: Object.keys(state.clocks).filter((id) => {
      const starts = clocks[id]?.starts;
      return starts === undefined || ("state" in starts && starts.state !== to);
    }),
  };
}

/** Whether a workflow reserves something of what cases share: what it reserves it gives back when its case closes. */
export function reserves(workflow: Workflow): boolean {
  return effectsIn(workflow).some((spec) => spec.do === "reserve");
}

/** What becomes of the data that a case has, as far as it does not stay as it is. */
function fieldsOf({ data }: CaseState, { fields }: Mapping): Moved["fields"] {
  return Object.fromEntries(
    Object.keys(data).flatMap((field) => {
      const to = Object.hasOwn(fields, field) ? fields[field] : undefined;
      return to === undefined || to === field ? [] : [[field, to] as const];
    }),
  );
}

function stateReason({ source }: MoveWorld, { state }: CaseState): Reason {
  const name = source.states[state]?.name ?? state;
  return {
    code: "state_without_counterpart",
    message: `Nobody has said what becomes of the state “${name}”.`,
  };
}

/** What does not fit the new data and fitted the old: a case is not asked for more than its own release asked. */
function dataReasons(
  { source, target, unfit }: MoveWorld,
  { data }: CaseState,
  fields: Moved["fields"],
): readonly Reason[] {
  const nameOf = (field: string) => (Object.hasOwn(fields, field) ? fields[field] : field);
  const moved = Object.entries(data).flatMap(([field, value]) => {
    const name = nameOf(field);
    return typeof name === "string" ? [[name, value] as const] : [];
  });
  const before = new Set(
    unfit(source.data, data).map(
      ({ pointer, code }) => `${nameOf(pointer.slice(1)) ?? ""} ${code ?? ""}`,
    ),
  );
  return unfit(target.data, Object.fromEntries(moved))
    .filter(({ pointer, code }) => !before.has(`${pointer.slice(1)} ${code ?? ""}`))
    .map(({ pointer, code, message }) =>
      code === "additionalProperties" ? placeless(source, pointer.slice(1)) : unfitting(message),
    );
}

function placeless({ data }: Workflow, field: string): Reason {
  const title = data.properties[field]?.title ?? field;
  return {
    code: "field_without_place",
    message: `Nobody has said what becomes of the field “${title}”.`,
  };
}

function unfitting(message: string): Reason {
  return { code: "field_does_not_fit", message: `${message}.` };
}

function placeReasons(
  { target, queues }: MoveWorld,
  { queue, priority }: CaseState,
): readonly Reason[] {
  const reasons: Reason[] = [];
  if (!queues.has(queue))
    reasons.push({ code: "queue_unknown", message: `There is no queue “${queue}” any more.` });
  if (!target.priorities.includes(priority))
    reasons.push({
      code: "priority_unknown",
      message: `There is no priority “${priority}” any more.`,
    });
  return reasons;
}

/** What others have to do with the case that the new release would not see to. */
function waitReasons({ source, target }: MoveWorld, { state, holds }: Movable): readonly Reason[] {
  const reasons: Reason[] = [];
  const unheard = waitsFor(source).find(
    (workflow) => hasOpenChild(state, workflow) && !waitsFor(target).includes(workflow),
  );
  if (unheard !== undefined)
    reasons.push({
      code: "waits_for_cases",
      message: "It waits for cases that it has opened, and would not hear that they have closed.",
    });
  if (holds && !reserves(target))
    reasons.push({
      code: "holds_something",
      message: "It holds something in reserve that would never be given back.",
    });
  return reasons;
}

/** Whose children a workflow waits for; null for all. */
function waitsFor({ transitions }: Workflow): readonly (string | null)[] {
  return Object.values(transitions).flatMap(({ on = [] }) =>
    on.flatMap((one) => (one.event === "children_closed" ? [one.workflow ?? null] : [])),
  );
}

/** What a clock has counted in one way cannot be told in another. */
function clockReasons({ target }: MoveWorld, { clocks }: CaseState): readonly Reason[] {
  return Object.entries(clocks).flatMap(([id, { spent }]): Reason[] => {
    const definition = target.clocks?.[id];
    if (definition === undefined || spent === undefined) return [];
    if (allCounts(definition).every((by) => Object.hasOwn(spent, by))) return [];
    const message = `“${definition.name}” has stood still and counts by other hours there.`;
    return [{ code: "clock_counts_otherwise", message }];
  });
}
