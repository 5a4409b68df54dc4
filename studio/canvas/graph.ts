import type { Group, Note } from "../../engine/definition/drawing.js";
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

/** What somebody noted on the picture. */
export type NoteNode = Note & { readonly id: string };

/** States that are framed together; only those that there are, each in the first group that names it. */
export type GroupNode = Group & { readonly id: string };

/** How a case moves, as nodes and edges. */
export type CaseGraph = {
  /** In the order of the definition. */
  readonly states: readonly StateNode[];
  /** By where they begin, then by where they lead, in the order of the states. */
  readonly ways: readonly Way[];
  /** Transitions that are possible in every state and leave the case where it is. */
  readonly everywhere: readonly string[];
  /** In the order of the definition. */
  readonly notes: readonly NoteNode[];
  /** In the order of the definition. */
  readonly groups: readonly GroupNode[];
};

/** Open cases by state. It may name a state that the graph does not have: cases keep the release they began under. */
export type StateCounts = ReadonlyMap<string, number>;

/** As much of a workflow as its picture is made of. */
export type Drawable = Pick<Workflow, "initial" | "notes" | "groups"> & {
  readonly states: Readonly<Record<string, Pick<State, "name" | "class" | "final">>>;
  readonly transitions: Readonly<Record<string, Pick<Transition, "from" | "to">>>;
};

/**
 * The picture of a workflow. Transitions between the same two states become one edge. Those from anywhere and those that
 * stay in their state become no edges: their nodes name them.
 */
export function graphOf({
  states,
  transitions,
  initial,
  notes = {},
  groups = {},
}: Drawable): CaseGraph {
  const all = Object.entries(transitions);
  const fromAnywhere = grouped(all, ({ from, to }) =>
    from === "*" && to !== undefined ? [to] : [],
  );
  const stays = grouped(all, ({ from, to }) =>
    from === "*" ? [] : from.filter((state) => to === undefined || to === state),
  );
  return {
    states: Object.entries(states).map(([id, state]) => ({
      id,
      name: state.name,
      kind: state.class,
      place: state.final ? "last" : id === initial ? "first" : "between",
      fromAnywhere: fromAnywhere.get(id) ?? [],
      stays: stays.get(id) ?? [],
    })),
    ways: waysOf(all, Object.keys(states)),
    everywhere: all
      .filter(([, { from, to }]) => from === "*" && to === undefined)
      .map(([id]) => id),
    notes: Object.entries(notes).map(([id, note]) => ({ id, ...note })),
    groups: framed(groups, states),
  };
}

function framed(
  groups: NonNullable<Workflow["groups"]>,
  states: Drawable["states"],
): readonly GroupNode[] {
  const free = new Set(Object.keys(states));
  return Object.entries(groups)
    .map(([id, group]) => ({
      ...{ id, ...group },
      states: group.states.filter((state) => free.delete(state)),
    }))
    .filter((group) => group.states.length > 0);
}

/** The id of the edge between two states. */
export function wayId(from: string, to: string): string {
  return `${from}>${to}`;
}

/** States and labels above which only what is in sight is drawn: each of them costs something at every movement of the mouse. */
const LARGE = 300;

/** Whether a picture is so large that only what is in sight is drawn. */
export function isLarge({ states, ways }: CaseGraph): boolean {
  return states.length + ways.length > LARGE;
}

type Named = readonly [id: string, transition: Pick<Transition, "from" | "to">];

/** In one pass over the transitions, because a workflow of a thousand states has a million pairs of them. */
function waysOf(all: readonly Named[], states: readonly string[]): readonly Way[] {
  const places = new Map(states.map((id, place) => [id, place]));
  const placeOf = (id: string) => places.get(id) ?? -1;
  const between = grouped(all, ({ from, to }) =>
    from === "*" || to === undefined || !places.has(to)
      ? []
      : from.filter((id) => id !== to && places.has(id)).map((id) => wayId(id, to)),
  );
  return [...between]
    .map(([id, transitions]) => {
      const [from = "", to = ""] = id.split(">");
      return { id, from, to, transitions };
    })
    .toSorted((a, b) => placeOf(a.from) - placeOf(b.from) || placeOf(a.to) - placeOf(b.to));
}

/** The ids of transitions by what each belongs to, in the order of the definition. */
function grouped(
  all: readonly Named[],
  keysOf: (transition: Named[1]) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [id, transition] of all)
    for (const key of new Set(keysOf(transition))) {
      const group = groups.get(key);
      if (group) group.push(id);
      else groups.set(key, [id]);
    }
  return groups;
}
