import type { State, Transition, Workflow } from "../../engine/definition/workflow.js";

/** A state as a node of the picture. */
export type StateNode = {
  readonly id: string;
  readonly name: string;
  readonly kind: State["class"];
  /** Where a case begins or ends; the others are on the way. */
  readonly place: "first" | "last" | "between";
  /** Transitions that come here from anywhere. */
  readonly fromAnywhere: readonly string[];
  /** Transitions of this state after which a case is here again. */
  readonly stays: readonly string[];
};

/** All transitions from one state to another, as one edge. */
export type Way = {
  /** `from>to`. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** At least one, in the order of the definition. */
  readonly transitions: readonly string[];
};

/** How a case moves, as nodes and edges. */
export type CaseGraph = {
  /** In the order of the definition. */
  readonly states: readonly StateNode[];
  /** By where they begin, then by where they lead, in the order of the states. */
  readonly ways: readonly Way[];
  /** Transitions that are possible in every state and leave the case where it is. */
  readonly everywhere: readonly string[];
};

/** Open cases by state. It may name a state that the graph does not have: cases keep the release they began under. */
export type StateCounts = ReadonlyMap<string, number>;

/**
 * The picture of a workflow. Transitions between the same two states become one edge. Those from anywhere and those that
 * stay in their state become no edges: their nodes name them.
 */
export function graphOf({ states, transitions, initial }: Workflow): CaseGraph {
  const all = Object.entries(transitions);
  const ids = Object.keys(states);
  return {
    states: Object.entries(states).map(([id, state]) => ({
      id,
      name: state.name,
      kind: state.class,
      place: state.final ? "last" : id === initial ? "first" : "between",
      fromAnywhere: idsOf(all, ({ from, to }) => from === "*" && to === id),
      stays: idsOf(all, (transition) => staysAt(transition, id)),
    })),
    ways: ids.flatMap((from) => ids.flatMap((to) => wayBetween(all, from, to))),
    everywhere: idsOf(all, ({ from, to }) => from === "*" && to === undefined),
  };
}

/** The id of the edge between two states. */
export function wayId(from: string, to: string): string {
  return `${from}>${to}`;
}

type Named = readonly [id: string, transition: Transition];

function wayBetween(all: readonly Named[], from: string, to: string): readonly Way[] {
  if (from === to) return [];
  const between = idsOf(all, (one) => one.from !== "*" && one.from.includes(from) && one.to === to);
  return between.length === 0 ? [] : [{ id: wayId(from, to), from, to, transitions: between }];
}

function staysAt({ from, to }: Transition, state: string): boolean {
  return from !== "*" && from.includes(state) && (to === undefined || to === state);
}

function idsOf(all: readonly Named[], fits: (transition: Transition) => boolean) {
  return all.filter(([, transition]) => fits(transition)).map(([id]) => id);
}
