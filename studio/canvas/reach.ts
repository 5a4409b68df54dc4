import type { Transition, Workflow } from "../../engine/definition/workflow.js";

/** Up or down the stream: what can have led to a state, or where a case can go from it. */
export type Direction = "before" | "after";

/** Transitions that lie on a way to or from a state, and the states on it. The state itself is among them only if a way leads round. */
export type Reach = {
  readonly states: ReadonlySet<string>;
  readonly transitions: ReadonlySet<string>;
};

/** Everything before or after a state. What is possible in every state counts as possible in those that are not final. */
export function reachOf(workflow: Workflow, state: string, direction: Direction): Reach {
  const moves = Object.entries(workflow.transitions).flatMap(([id, transition]) =>
    movesOf(workflow, transition).map(([from, to]) => {
      const [near, far] = direction === "after" ? [from, to] : [to, from];
      return { id, near, far };
    }),
  );
  const states = new Set<string>();
  const transitions = new Set<string>();
  const waiting = [state];
  for (let near = waiting.pop(); near !== undefined; near = waiting.pop())
    for (const move of moves.filter((one) => one.near === near)) {
      transitions.add(move.id);
      if (states.has(move.far)) continue;
      states.add(move.far);
      if (move.far !== state) waiting.push(move.far);
    }
  return { states, transitions };
}

/** The pairs of states between which a transition leads; none for one that stays where it is. */
function movesOf(
  { states }: Workflow,
  { from, to }: Transition,
): readonly (readonly [from: string, to: string])[] {
  if (to === undefined) return [];
  const begins =
    from === "*" ? Object.keys(states).filter((id) => states[id]?.final !== true) : from;
  return begins.filter((id) => id !== to).map((id) => [id, to]);
}
