import { durationMs } from "../../definition/duration.js";
import { holds, type Facts } from "../../definition/conditions/evaluate.js";
import { effectsIn } from "../../definition/effects-in.js";
import type { Json } from "../../definition/names.js";
import type { EffectSpec } from "../../definition/workflow.js";
import type { Effect } from "../effect.js";
import type { CaseEvent } from "../event.js";
import type { CaseProgram } from "../slim.js";
import type { CaseState } from "../state.js";
import { alertOf } from "./alerts.js";
import { effectId } from "./effect-id.js";
import { factsOf, valueOf } from "./facts.js";
import { noticeOf } from "./notices.js";
import { openChildren, openParent, tell } from "./links.js";

/** What a turn asks for, and the case that knows what it has asked. */
export type Ordered = { readonly state: CaseState; readonly effects: readonly Effect[] };

/**
 * The effects that the specifications of a turn ask for, with their ids.
 * A message without anybody to send it to is left out; so is an effect whose `when` does not hold.
 */
export function ordered(
  specs: readonly EffectSpec[],
  state: CaseState,
  event: CaseEvent,
  facts: Facts,
): Ordered {
  let made: Ordered = { state, effects: [] };
  for (const spec of specs) {
    if (spec.when !== undefined && !holds(spec.when, facts)) continue;
    made = withOrder(made, spec, event, facts);
  }
  return made;
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
function reserves(program: CaseProgram): boolean {
  return effectsIn(program).some((spec) => spec.do === "reserve");
}

function withOrder(
  { state, effects }: Ordered,
  spec: EffectSpec,
  event: CaseEvent,
  facts: Facts,
): Ordered {
  const id = effectId(state.id, state.turn, effects.length);
  switch (spec.do) {
    case "start":
      return withStart({ state, effects }, spec, id, facts);
    case "signal":
      return withSignal({ state, effects }, spec);
    default: {
      const effect = effectOf(spec, state, event, { id, facts });
      return effect === null ? { state, effects } : { state, effects: [...effects, effect] };
    }
  }
}

type Spec<Kind extends EffectSpec["do"]> = Extract<EffectSpec, { readonly do: Kind }>;

function withStart(
  { state, effects }: Ordered,
  spec: Spec<"start">,
  id: string,
  facts: Facts,
): Ordered {
  const { workflow, as } = spec;
  const place = (state.starts ?? 0) + 1;
  const priority = spec.priority === undefined ? undefined : valueOf(spec.priority, facts);
  const effect: Effect = {
    kind: "start",
    id,
    workflow,
    as,
    data: fieldsOf(spec.set, facts),
    priority: typeof priority === "string" ? priority : null,
    contact: spec.contact === "same" ? state.contact : null,
    place,
    depth: (state.depth ?? 0) + 1,
    ...(state.drill === undefined ? {} : { drill: state.drill }),
  };
  const starting = { ...state.starting, [id]: { as, workflow, signals: [] } };
  return { state: { ...state, starting, starts: place }, effects: [...effects, effect] };
}

function fieldsOf(fields: Spec<"start">["set"], facts: Facts): { readonly [field: string]: Json } {
  const values = Object.entries(fields ?? {}).flatMap(([field, source]) => {
    const value = valueOf(source, facts);
    return value === undefined ? [] : [[field, value] as const];
  });
  return Object.fromEntries(values);
}

/** A child that is still being opened gets the signal when it is there. */
function withSignal({ state, effects }: Ordered, { to, signal }: Spec<"signal">): Ordered {
  const parent = openParent(state);
  const others = to === "children" ? openChildren(state) : parent === null ? [] : [parent];
  const news = { type: "signalled", signal } as const;
  const told = others.map((other, n) => tell(state, other, news, effects.length + n));
  const after = { state, effects: [...effects, ...told] };
  if (to === "parent" || state.starting === undefined) return after;
  const starting = Object.entries(state.starting).map(([effect, one]) => [
    effect,
    one.as === "child" ? { ...one, signals: [...one.signals, signal] } : one,
  ]);
  return { ...after, state: { ...state, starting: Object.fromEntries(starting) as Starting } };
}

type Starting = NonNullable<CaseState["starting"]>;

function webhookOf(
  { webhook, event: name, send }: Spec<"webhook">,
  event: CaseEvent,
  { id, facts }: { readonly id: string; readonly facts: Facts },
): Effect {
  return { kind: "webhook", id, webhook, event: name, at: event.at, data: fieldsOf(send, facts) };
}

type Plain = Exclude<EffectSpec, { readonly do: "start" | "signal" }>;

function effectOf(
  spec: Plain,
  state: CaseState,
  event: CaseEvent,
  { id, facts }: { readonly id: string; readonly facts: Facts },
): Effect | null {
  switch (spec.do) {
    case "alert":
      return alertOf(spec, state, { id, facts });
    case "webhook":
      return webhookOf(spec, event, { id, facts });
    case "plugin":
      return { kind: "plugin", id, name: spec.effect, given: fieldsOf(spec.with, facts) };
    case "notify":
      return noticeOf(spec, state, { id, facts });
    case "send":
      if (state.contact === null || state.contact.channel === "") return null;
      return {
        kind: "send_message",
        id,
        template: spec.template,
        contact: state.contact,
        input: event.type === "acted" ? event.input : {},
        ...(spec.urgent === undefined ? {} : { urgent: spec.urgent }),
        ...(spec.whileHere === undefined ? {} : { entry: state.entry }),
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
