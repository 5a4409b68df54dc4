import { mappingBetween } from "../../../engine/moving/mapping.js";
import type { Workflow } from "../../../engine/definition/workflow.js";

/**
 * A workflow with its states called by the ids that they have in a later one: what moving cases takes for the same state, by id or by
 * name, is the same state in a comparison. What is only taken for it because nothing else is left stays another: nobody said so.
 */
export function pairedWith(before: Workflow, after: Workflow): Workflow {
  const { states } = mappingBetween(before, after, {});
  const isOne = (from: string, to: string) => before.states[from]?.name === after.states[to]?.name;
  const ids = new Map(
    Object.entries(states).filter(([from, to]) => from !== to && isOne(from, to)),
  );
  return ids.size === 0 ? before : withIds(before, ids);
}

/** A workflow with other ids for some states, as far as it is drawn. */
function withIds(workflow: Workflow, ids: ReadonlyMap<string, string>): Workflow {
  const of = (state: string) => ids.get(state) ?? state;
  const keys = <Of>(all: Readonly<Record<string, Of>>) =>
    Object.fromEntries(Object.entries(all).map(([state, one]) => [of(state), one]));
  const each = <Of, To>(all: Readonly<Record<string, Of>>, become: (one: Of) => To) =>
    Object.fromEntries(Object.entries(all).map(([id, one]) => [id, become(one)]));
  const { states, transitions, initial, layout, notes, groups } = workflow;
  return {
    ...workflow,
    initial: of(initial),
    states: keys(states),
    transitions: each(transitions, (one) => ({
      ...one,
      from: one.from === "*" ? one.from : one.from.map(of),
      ...(one.to === undefined ? {} : { to: of(one.to) }),
    })),
    ...(layout ? { layout: keys(layout) } : {}),
    ...(notes
      ? { notes: each(notes, (one) => (one.about ? { ...one, about: of(one.about) } : one)) }
      : {}),
    ...(groups ? { groups: each(groups, (one) => ({ ...one, states: one.states.map(of) })) } : {}),
  };
}
