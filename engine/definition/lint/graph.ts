import { pointer } from "../finding.js";
import type { Workflow } from "../workflow.js";
import { suggestion } from "../wording.js";
import { draft, type Draft } from "./codes.js";
import { originsOf, own, type Subject } from "./names.js";

/** Moves from state to state: W001 unreachable, W002 dead end, W003 no way to an end, W019 initial state, W055 exits. */
export function lintGraph(subject: Subject): readonly Draft[] {
  const { workflow } = subject;
  const states = Object.keys(workflow.states);
  const moves = movesOf(subject);
  const start = own(workflow.states, workflow.initial);
  const reached = spread([workflow.initial], moves);
  const ends = states.filter((id) => workflow.states[id]?.final === true);
  const ending = spread(
    ends,
    moves.map(([from, to]) => [to, from] as const),
  );
  const leaving = new Set(moves.filter(([from, to]) => from !== to).map(([from]) => from));
  const left = new Set(moves.map(([from]) => from));
  return [
    ...initialFindings(workflow),
    ...states.filter((id) => start && !reached.has(id)).map(unreachable),
    ...states.filter((id) => !ends.includes(id) && !leaving.has(id)).map(deadEnd),
    ...states.filter((id) => leaving.has(id) && !ending.has(id)).map(endless),
    ...states
      .filter((id) => workflow.states[id]?.onExit !== undefined && !left.has(id))
      .map(neverLeft),
  ];
}

type Move = readonly [from: string, to: string];

function movesOf(subject: Subject): readonly Move[] {
  const { workflow } = subject;
  return Object.entries(workflow.transitions).flatMap(([id, { to }]) => {
    if (to === undefined || !Object.hasOwn(workflow.states, to)) return [];
    return [...originsOf(subject, id)].map((from) => [from, to] as const);
  });
}

/** Everything that can be reached from these states. */
function spread(from: readonly string[], moves: readonly Move[]): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const [origin, to] of moves) {
    const list = next.get(origin);
    if (list) list.push(to);
    else next.set(origin, [to]);
  }
  const reached = new Set(from);
  for (const state of reached) for (const to of next.get(state) ?? []) reached.add(to);
  return reached;
}

function initialFindings(workflow: Workflow): readonly Draft[] {
  const { initial, states } = workflow;
  const path = pointer("initial");
  const state = own(states, initial);
  if (!state)
    return [
      draft("W019", path, `There is no state \`${initial}\`.`, () =>
        suggestion(initial, Object.keys(states)),
      ),
    ];
  if (state.final)
    return [
      draft(
        "W019",
        path,
        "A case would be over as soon as it begins.",
        "Begin in a state that is not final.",
      ),
    ];
  return [];
}

function neverLeft(id: string): Draft {
  return draft(
    "W055",
    pointer("states", id, "onExit"),
    `No case ever leaves \`${id}\`.`,
    "Add a transition that leads elsewhere, or remove `onExit`.",
  );
}

function unreachable(id: string): Draft {
  return draft(
    "W001",
    pointer("states", id),
    `No case can ever come to \`${id}\`.`,
    "Add a transition to it, or remove it.",
  );
}

function deadEnd(id: string): Draft {
  return draft(
    "W002",
    pointer("states", id),
    `A case in \`${id}\` can never leave it.`,
    "Add a transition out of it, or let cases end there (`final: true`).",
  );
}

function endless(id: string): Draft {
  return draft(
    "W003",
    pointer("states", id),
    `From \`${id}\` no way leads to a final state.`,
    "Add a transition towards a final state.",
  );
}
