import type { StateNode } from "../../canvas/graph.js";
import type { Transition } from "../../../engine/definition/workflow.js";
import { mapWords } from "../../words/map.js";
import { nameOf, type Subject } from "./names.js";
import { openingSentences } from "./opening-sentences.js";
import { momentSentence, targetWords } from "./clock-words.js";
import { effectSentences } from "./transition-story.js";

/** A transition that a state names, with where it leads or comes from; null for one that stays. */
export type Mention = { readonly transition: string; readonly other: string | null };

/** One state in plain sentences, and the transitions that touch it. */
export type StateStory = {
  readonly says: readonly string[];
  readonly clocks: readonly string[];
  readonly out: readonly Mention[];
  readonly stays: readonly Mention[];
  readonly always: readonly Mention[];
  readonly in: readonly Mention[];
};

/** Tells a state. */
export function stateStory(subject: Subject, { id, kind, place, stays }: StateNode): StateStory {
  const { panel, says } = mapWords;
  const { workflow } = subject;
  const created = place === "first" ? effectSentences(subject, workflow.onCreate) : [];
  const entered = effectSentences(subject, workflow.states[id]?.onEnter);
  const left = effectSentences(subject, workflow.states[id]?.onExit);
  const all = Object.entries(workflow.transitions);
  const isLast = place === "last";
  return {
    says: [
      isLast ? panel.ends : panel.kind[kind],
      ...(workflow.initial === id ? [panel.begins, ...openingSentences(workflow)] : []),
      ...created.map(says.onCreate),
      ...entered.map(says.onEnter),
      ...left.map(says.onExit),
    ],
    clocks: clocksAt(subject, id),
    out: isLast ? [] : all.flatMap((one) => leaving(one, id)),
    stays: isLast ? [] : stays.map((transition) => ({ transition, other: null })),
    always: isLast
      ? []
      : all.filter(([, one]) => one.from === "*" && staysIn(one, id)).map(mention),
    in: all.flatMap((one) => arriving(one, id)),
  };
}

type Named = readonly [id: string, transition: Transition];

function mention([transition]: Named): Mention {
  return { transition, other: null };
}

function staysIn({ to }: Transition, state: string): boolean {
  return to === undefined || to === state;
}

function leaving([transition, { from, to }]: Named, state: string): readonly Mention[] {
  const leads = to !== undefined && to !== state && (from === "*" || from.includes(state));
  return leads ? [{ transition, other: to }] : [];
}

function arriving([transition, { from, to }]: Named, state: string): readonly Mention[] {
  if (to !== state) return [];
  if (from === "*") return [{ transition, other: "*" }];
  return from.filter((other) => other !== state).map((other) => ({ transition, other }));
}

/** Clocks that start at a state, and what happens there when one runs out. */
function clocksAt(subject: Subject, state: string): readonly string[] {
  const { says } = mapWords;
  const { clocks = {}, initial, transitions } = subject.workflow;
  const started = Object.values(clocks).flatMap((clock) => {
    if ("state" in clock.starts)
      return clock.starts.state === state
        ? [says.runs(clock.name, targetWords(subject, clock))]
        : [];
    if ("transition" in clock.starts || state !== initial) return [];
    if ("field" in clock.starts) return [momentSentence(subject, clock)];
    return [says.runsFromStart(clock.name, targetWords(subject, clock))];
  });
  const due = Object.values(transitions).flatMap(({ name, from, on = [] }) =>
    from === "*" || from.includes(state)
      ? on.flatMap((trigger) =>
          trigger.event === "clock_due"
            ? [says.runsOut(nameOf.clock(subject, trigger.clock), name)]
            : trigger.event === "clock_reached"
              ? [
                  says.reaches(
                    nameOf.clock(subject, trigger.clock),
                    markName(subject, trigger),
                    name,
                  ),
                ]
              : [],
        )
      : [],
  );
  return [...started, ...due];
}

function markName({ workflow }: Subject, { clock, mark }: { clock: string; mark: string }): string {
  return workflow.clocks?.[clock]?.marks?.[mark]?.name ?? mark;
}
