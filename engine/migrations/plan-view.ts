import type { Workflow } from "../definition/workflow.js";
import type { MigrationPlan } from "../protocol/migration.js";
import type { Agreed } from "./agree.js";
import type { PlannedCase } from "./dry-run.js";

type Named = { readonly id: string; readonly name: string };

/** A dry run as the API shows it: in the words of both releases, nothing of what cases hold. */
export function planView(
  { ends: { source, target }, mapping, undone }: Agreed,
  { from, to }: { readonly from: number; readonly to: number },
  cases: readonly PlannedCase[],
): MigrationPlan {
  return {
    workflow: { id: source.id, name: target.name },
    ...{ from, to },
    states: openStates(source).map((state) => ({
      ...state,
      to: stateOf(target, mapping.states[state.id]),
      cases: cases.filter((one) => one.state === state.id).length,
    })),
    fields: fieldsOf(source).map((field) => ({
      ...field,
      to: fieldOf(target, mapping.fields[field.id]),
      said: mapping.fields[field.id] !== undefined,
    })),
    choices: { states: openStates(target), fields: fieldsOf(target) },
    lost: Object.entries(undone?.mapping.fields ?? {}).flatMap(([field, became]) =>
      became === null ? [fieldOf(target, field)?.name ?? field] : [],
    ),
    movable: cases.filter(({ plan }) => plan.ok).length,
    cases: cases.map((one) => caseOf(one, source, target)),
  };
}

function caseOf(
  { id, state, plan }: PlannedCase,
  source: Workflow,
  target: Workflow,
): MigrationPlan["cases"][number] {
  const leaves = Object.entries(plan.ok ? plan.fields : {}).flatMap(([field, to]) =>
    to === null ? [fieldOf(source, field)?.name ?? field] : [],
  );
  const ends = (plan.ok ? plan.ends : []).map((clock) => source.clocks?.[clock]?.name ?? clock);
  return {
    id,
    state: stateOf(source, state) ?? { id: state, name: state },
    to: plan.ok ? stateOf(target, plan.to) : null,
    reasons: plan.ok ? [] : plan.reasons.slice(),
    ...{ leaves, ends },
  };
}

function openStates({ states }: Workflow): Named[] {
  return Object.entries(states)
    .filter(([, { final }]) => final !== true)
    .map(([id, { name }]) => ({ id, name }));
}

function fieldsOf({ data }: Workflow): Named[] {
  return Object.entries(data.properties).map(([id, { title }]) => ({ id, name: title }));
}

function stateOf({ states }: Workflow, id: string | undefined): Named | null {
  return id === undefined ? null : { id, name: states[id]?.name ?? id };
}

function fieldOf({ data }: Workflow, id: string | null | undefined): Named | null {
  return typeof id === "string" ? { id, name: data.properties[id]?.title ?? id } : null;
}
