import { durationMs } from "../../definition/duration.js";
import { holds, type Facts } from "../../definition/conditions/evaluate.js";
import type { EffectSpec } from "../../definition/workflow.js";
import type { Effect } from "../effect.js";
import type { CaseEvent } from "../event.js";
import type { CaseProgram } from "../slim.js";
import type { CaseState } from "../state.js";
import { alertOf } from "./alerts.js";
import { factsOf } from "./facts.js";

/** Id of the n-th effect of a turn. */
export function effectId(caseId: string, turn: number, n: number): string {
  return `${caseId}.${String(turn)}.${String(n)}`;
}

/**
 * The effects that the specifications of a turn ask for, with their ids.
 * A message without anybody to send it to is left out; so is an effect whose `when` does not hold.
 */
export function effectsOf(
  specs: readonly EffectSpec[],
  state: CaseState,
  event: CaseEvent,
  facts: Facts,
): readonly Effect[] {
  const effects: Effect[] = [];
  for (const spec of specs) {
    if (spec.when !== undefined && !holds(spec.when, facts)) continue;
    const id = effectId(state.id, state.turn, effects.length);
    const effect =
      spec.do === "alert" ? alertOf(spec, state, { id, facts }) : effectOf(spec, state, event, id);
    if (effect) effects.push(effect);
  }
  return effects;
}

/** A case that has closed keeps nothing that others wait for. */
export function releaseAtEnd(
  program: CaseProgram,
  state: CaseState,
  effects: readonly Effect[],
): readonly Effect[] {
  if (state.status === "open" || !reserves(program)) return effects;
  const id = effectId(state.id, state.turn, effects.length);
  return [...effects, { kind: "release", id, of: "everything" }];
}

/** Whether any turn of this program can reserve something. */
function reserves({ onCreate, states, transitions }: CaseProgram): boolean {
  const lists = [
    onCreate,
    ...Object.values(states).map(({ onEnter }) => onEnter),
    ...Object.values(transitions).map(({ then }) => then),
  ];
  return lists.some((list) => list?.some((spec) => spec.do === "reserve"));
}

function effectOf(
  spec: Exclude<EffectSpec, { do: "alert" }>,
  state: CaseState,
  event: CaseEvent,
  id: string,
): Effect | null {
  switch (spec.do) {
    case "send":
      if (state.contact === null || state.contact.channel === "") return null;
      return {
        kind: "send_message",
        id,
        template: spec.template,
        contact: state.contact,
        input: event.type === "acted" ? event.input : {},
      };
    case "decide":
      return {
        kind: "decide",
        id,
        rules: spec.rules,
        entry: state.entry,
        facts: factsOf(state, event.at),
      };
    case "reserve":
      return {
        kind: "reserve",
        id,
        quantity: spec.quantity,
        amount: spec.amount ?? 1,
        holdMs: spec.hold === undefined ? null : durationMs(spec.hold),
        entry: state.entry,
      };
    case "use":
      return { kind: "use", id, quantity: spec.quantity, entry: state.entry };
    case "release":
      return { kind: "release", id, of: { quantity: spec.quantity } };
  }
}
