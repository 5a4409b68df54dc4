import type { EffectSpec, Transition, Workflow } from "./workflow.js";

/** The parts of a workflow in which effects stand. */
type Moving = Pick<Workflow, "onCreate" | "states" | "transitions">;

/** Every effect of a workflow, wherever it stands. */
export function effectsIn({ onCreate, states, transitions }: Moving): readonly EffectSpec[] {
  return [
    ...(onCreate ?? []),
    ...Object.values(states).flatMap(({ onEnter, onExit }) => [
      ...(onEnter ?? []),
      ...(onExit ?? []),
    ]),
    ...Object.values(transitions).flatMap(({ then }) => then ?? []),
  ];
}

/**
 * What a transition from one state asks for, in this order: on leaving that state, by the transition itself, on entering
 * the next one. One that stays neither leaves nor enters.
 */
export function effectsOf(
  { states }: Pick<Moving, "states">,
  from: string,
  { to, then = [] }: Pick<Transition, "to" | "then">,
): readonly EffectSpec[] {
  if (to === undefined) return then;
  const [left, entered] = [stateAt(states, from), stateAt(states, to)];
  return [...(left?.onExit ?? []), ...then, ...(entered?.onEnter ?? [])];
}

function stateAt(states: Moving["states"], id: string) {
  return Object.hasOwn(states, id) ? states[id] : undefined;
}
