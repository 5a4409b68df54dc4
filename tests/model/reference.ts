import type { Comparison, Condition } from "../../engine/definition/conditions/condition.js";
import type { EffectSpec, Transition, Workflow } from "../../engine/definition/workflow.js";
import { specInShort } from "../support/story.js";
import type { Model, ModelEvent } from "./model.js";

/** Turns a case may take by itself in a row. */
const PATIENCE = 100;

/**
 * What a workflow means, a second time: written from the documents (glossary, rules of durability 5, 11 and 12, the words in
 * the schema) without a look at the interpreter and without its code, so that a mistake must be made twice to go unseen.
 *
 * This opens a case.
 */
export function open(flow: Workflow, event: ModelEvent): Model {
  const { message, at } = event;
  const text = message && flow.messageField ? { [flow.messageField]: message.text } : {};
  const known = event.priority !== undefined && flow.priorities.includes(event.priority);
  const model: Model = {
    turn: 1,
    state: flow.initial,
    open: true,
    entry: 1,
    queue: event.queue ?? flow.defaultQueue,
    queuedAt: 1,
    priority: known ? String(event.priority) : flow.defaultPriority,
    assignee: null,
    data: { ...text, ...event.data },
    clocks: {},
    numbers: message ? { [message.conversation]: message.number } : {},
    alone: 0,
    createdAt: at,
    reachable: (event.contact?.channel ?? "") !== "",
    fired: null,
    note: null,
    effects: [],
  };
  for (const [id, clock] of Object.entries(flow.clocks ?? {}))
    if ("event" in clock.starts || ("state" in clock.starts && clock.starts.state === flow.initial))
      start(flow, model, id, at);
  const wanted = [...(flow.onCreate ?? []), ...(flow.states[flow.initial]?.onEnter ?? [])];
  model.effects = doing(model, wanted, facts(model, event));
  return model;
}

/** Lets an event happen to a case. */
export function step(flow: Workflow, model: Model, event: ModelEvent): void {
  const byHand = event.type === "acted" || event.type === "message_received";
  model.turn += 1;
  model.alone = byHand ? 0 : model.alone + 1;
  [model.fired, model.note, model.effects] = [null, null, []];
  model.note = happen(flow, model, event);
}

/** Does what an event does; answers why it does nothing. */
function happen(flow: Workflow, model: Model, event: ModelEvent): string | null {
  switch (event.type) {
    case "created":
      return "repeated";
    case "acted": {
      if (!model.open) return "closed";
      const chosen = Object.entries(flow.transitions).find(([id]) => id === event.action);
      if (!chosen || !mayTake(model, chosen[1], event)) return "refused";
      return take(flow, model, chosen, event);
    }
    case "message_received": {
      const { conversation = "", number = 0, id = "" } = event.message ?? {};
      if (number <= (model.numbers[conversation] ?? 0)) return "repeated";
      if (!model.open) {
        model.effects = [`return ${id}`];
        return "closed";
      }
      model.numbers[conversation] = number;
      return byItself(flow, model, event);
    }
    case "decided":
    case "reserved":
    case "used":
    case "refused": {
      if (event.entry === model.entry) return byItself(flow, model, event);
      if (event.type === "reserved") model.effects = [`release ${event.effect ?? ""}`];
      return "stale";
    }
    case "clock_due": {
      const clock = model.clocks[event.clock ?? ""];
      if (!clock || clock.due > event.at) return "stale";
      Reflect.deleteProperty(model.clocks, event.clock ?? "");
      return byItself(flow, model, event);
    }
    default:
      return byItself(flow, model, event);
  }
}

function mayTake(model: Model, transition: Transition, event: ModelEvent): boolean {
  const old = event.seenEntry !== null && event.seenEntry !== model.entry;
  if (old && !transition.commutes) return false;
  const role = (transition.by ?? []).some((one) => event.actor?.roles.includes(one));
  return role && leaves(transition, model.state) && passes(transition, facts(model, event));
}

function byItself(flow: Workflow, model: Model, event: ModelEvent): string | null {
  if (!model.open) return "closed";
  if (model.alone > PATIENCE) return "looping";
  const chosen = Object.entries(flow.transitions).find(([, transition]) => {
    const hears = (transition.on ?? []).some((trigger) => {
      if (trigger.event !== event.type) return false;
      if ("rules" in trigger) return trigger.rules === event.rules;
      if ("quantity" in trigger) return trigger.quantity === event.quantity;
      return "clock" in trigger ? trigger.clock === event.clock : true;
    });
    return hears && leaves(transition, model.state) && passes(transition, facts(model, event));
  });
  return chosen ? take(flow, model, chosen, event) : "no_transition";
}

function take(flow: Workflow, model: Model, chosen: [string, Transition], event: ModelEvent): null {
  const [id, { set, to, then }] = chosen;
  const exiting = to === undefined ? [] : (flow.states[model.state]?.onExit ?? []);
  const [queue, assignee] = [model.queue, model.assignee];
  const read = facts(model, event);
  for (const [target, source] of Object.entries(set ?? {}))
    write(flow, model, target, typeof source === "object" && source ? read(source.from) : source);
  if (model.queue !== queue || (assignee && !model.assignee)) model.queuedAt = model.turn;
  for (const [name, clock] of Object.entries(flow.clocks ?? {})) {
    const left = to !== undefined && "state" in clock.starts;
    if (clock.stops?.includes(id) || left) Reflect.deleteProperty(model.clocks, name);
    const running = model.clocks[name];
    if (running) start(flow, model, name, running.from);
  }
  if (to !== undefined) {
    [model.state, model.entry] = [to, model.turn];
    for (const [name, { starts }] of Object.entries(flow.clocks ?? {}))
      if ("state" in starts && starts.state === to) start(flow, model, name, event.at);
  }
  model.open = flow.states[model.state]?.final !== true;
  if (!model.open) model.clocks = {};
  model.fired = id;
  const entering = to === undefined ? [] : (flow.states[to]?.onEnter ?? []);
  model.effects = doing(model, [...exiting, ...(then ?? []), ...entering], facts(model, event));
  if (!model.open && JSON.stringify(flow).includes('"do":"reserve"'))
    model.effects.push("release everything");
  return null;
}

function write(flow: Workflow, model: Model, target: string, value: unknown): void {
  if (value === undefined) return;
  if (target.startsWith("data.")) model.data = { ...model.data, [target.slice(5)]: value };
  else if (target === "assignee")
    model.assignee = typeof value === "string" && value ? value : null;
  else if (typeof value !== "string" || value === "") return;
  else if (target === "queue") model.queue = value;
  else if (flow.priorities.includes(value)) model.priority = value;
}

function start(flow: Workflow, model: Model, id: string, from: number): void {
  const target = flow.clocks?.[id]?.target;
  const length = typeof target === "string" ? target : target?.[model.priority];
  const [, count = "", unit = ""] = /^PT?(\d+)([DHMS])$/.exec(length ?? "") ?? [];
  const seconds = { D: 86_400, H: 3_600, M: 60, S: 1 }[unit];
  if (seconds !== undefined)
    model.clocks[id] = { from, due: from + Number(count) * seconds * 1000 };
}

type Read = (path: string) => unknown;

function facts(model: Model, event: ModelEvent): Read {
  const { contact: _contact, ...own } = event;
  const ageMinutes = Math.floor((event.at - model.createdAt) / 60_000);
  const { state, priority, queue, assignee, data } = model;
  const visible = ["acted", "created"].includes(event.type) ? { actor: { id: own.actor?.id } } : {};
  const all: object = {
    case: { state, priority, queue, assignee, ageMinutes },
    data,
    ...(event.type === "acted" ? { input: own.input } : {}),
    ...(own.message ? { message: { text: own.message.text } } : {}),
    ...(event.type === "decided" ? { outcome: own.outcome } : {}),
    ...visible,
  };
  return (path) =>
    path
      .split(".")
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], all);
}

function doing(model: Model, specs: readonly EffectSpec[], read: Read): string[] {
  return specs
    .filter(({ when }) => when === undefined || holds(when, read))
    .filter((spec) => spec.do !== "send" || model.reachable)
    .map(specInShort);
}

function leaves({ from }: Transition, state: string): boolean {
  return from === "*" || from.includes(state);
}

function passes({ when }: Transition, read: Read): boolean {
  return when === undefined || holds(when, read);
}

/** The conditions that the generator makes. */
function holds(condition: Condition, read: Read): boolean {
  if ("all" in condition) return condition.all.every((part) => holds(part, read));
  if ("any" in condition) return condition.any.some((part) => holds(part, read));
  if ("not" in condition) return !holds(condition.not, read);
  const { fact, operator, value } = condition as Comparison;
  const seen = read(fact);
  const there = seen !== undefined && seen !== null && seen !== "";
  if (operator === "isPresent") return there;
  if (operator === "isAbsent") return !there;
  if (seen === undefined || seen === null) return false;
  if (operator === "equal") return seen === value;
  if (operator === "notEqual") return seen !== value;
  if (operator === "in") return (value as unknown[]).includes(seen);
  if (operator === "atLeast") return typeof seen === "number" && seen >= Number(value);
  throw new Error(`the model does not know ${operator}`);
}
