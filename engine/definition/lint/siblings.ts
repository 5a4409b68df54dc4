import { pointer } from "../finding.js";
import type { Transition } from "../workflow.js";
import { draft, type Draft } from "./codes.js";
import { originsOf, type Subject } from "./names.js";

/** Transitions beside each other: W004 twins that people cannot tell apart, W029 events that two of them want. */
export function lintSiblings(subject: Subject): readonly Draft[] {
  const entries = Object.entries(subject.workflow.transitions);
  return [...twins(subject, entries), ...shadows(subject, entries)];
}

type Entry = readonly [id: string, transition: Transition];

/** Two buttons with the same words on one screen. */
function twins(subject: Subject, entries: readonly Entry[]): readonly Draft[] {
  return entries.flatMap(([id, transition], place) => {
    const twin = entries
      .slice(0, place)
      .find(([other]) => areTwins(subject, [id, transition], other));
    if (!twin) return [];
    return [
      draft(
        "W004",
        pointer("transitions", id, "name"),
        `\`${twin[0]}\` has the same name, for the same roles in the same state.`,
        "Give one of them another name, or make them one.",
      ),
    ];
  });
}

function areTwins(subject: Subject, [id, one]: Entry, otherId: string): boolean {
  const other = subject.workflow.transitions[otherId];
  if (one.name !== other?.name || !(one.by ?? []).some((role) => other.by?.includes(role)))
    return false;
  const from = originsOf(subject, otherId);
  return [...originsOf(subject, id)].some((state) => from.has(state));
}

/** Transitions that never fire, because an earlier one without a guard takes the same event in a state of both. */
function shadows(subject: Subject, entries: readonly Entry[]): readonly Draft[] {
  const takers = new Map<string, Map<string, string>>();
  return entries.flatMap(([id, transition]) =>
    (transition.on ?? []).flatMap((trigger, place) => {
      const event = JSON.stringify(trigger);
      const byState = takers.get(event) ?? new Map<string, string>();
      takers.set(event, byState);
      let first: string | undefined;
      for (const state of originsOf(subject, id)) {
        const taker = byState.get(state);
        if (taker !== undefined && taker !== id) first ??= taker;
        if (taker === undefined && !transition.when) byState.set(state, id);
      }
      if (first === undefined) return [];
      return [
        draft(
          "W029",
          pointer("transitions", id, "on", place),
          `\`${first}\` comes first and takes this event in a state that both leave.`,
          `Give \`${first}\` a condition, or take the state out of one of them.`,
        ),
      ];
    }),
  );
}
