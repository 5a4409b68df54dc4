import { canonicalJson } from "../../../engine/definition/canonical.js";
import type { Workflow } from "../../../engine/definition/workflow.js";
import type { CaseGraph } from "../../canvas/graph.js";
import { rowItem, type Difference } from "../../nodes/compared.js";

/** A workflow with its picture. */
export type Pictured = { readonly workflow: Workflow; readonly graph: CaseGraph };

/** What became of every part of two pictures that is not in both alike, by its item. Where something stands is no difference. */
export function differing(before: Pictured, after: Pictured): ReadonlyMap<string, Difference> {
  const [was, is] = [contents(before), contents(after)];
  const items = [...new Set([...was.keys(), ...is.keys()])];
  return new Map(
    items.flatMap((item) => {
      const difference = differenceOf(was.get(item), is.get(item));
      return difference === null ? [] : [[item, difference] as const];
    }),
  );
}

function differenceOf(was: string | undefined, is: string | undefined): Difference | null {
  if (was === undefined) return "added";
  if (is === undefined) return "removed";
  return was === is ? null : "changed";
}

/** All that a picture tells of each of its parts, as text that is the same for the same. */
function contents({ workflow, graph }: Pictured): ReadonlyMap<string, string> {
  const does = (transitions: readonly string[]) =>
    transitions.toSorted().map((id) => [id, transitionAlone(workflow, id)]);
  const ways = graph.ways.flatMap(({ id, transitions }) => [
    [`way.${id}`, does(transitions)] as const,
    ...transitions.map((one) => [rowItem(id, one), transitionAlone(workflow, one)] as const),
  ]);
  const states = graph.states.map(({ id, place, stays, fromAnywhere }) => {
    return [`state.${id}`, [workflow.states[id], place, does(stays), does(fromAnywhere)]] as const;
  });
  const notes = graph.notes.map(({ id, text, about }) => [`note.${id}`, [text, about]] as const);
  const groups = graph.groups.map((group) => [`group.${group.id}`, group] as const);
  return new Map(
    [...states, ...ways, ...notes, ...groups].map(([item, told]) => [item, canonicalJson(told)]),
  );
}

/** A transition with what staff fill in for it, but without where it leads from and to, which its lines say. */
function transitionAlone({ transitions, forms }: Workflow, id: string): object {
  const transition = transitions[id];
  if (!transition) return {};
  const { from: _from, to: _to, ...rest } = transition;
  return { ...rest, asks: rest.form === undefined ? null : (forms?.[rest.form] ?? null) };
}
