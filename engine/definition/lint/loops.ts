import { type Clock, durationsOf, type Mark } from "../clock.js";
import { durationMs } from "../duration.js";
import { effectsOf } from "../effects-in.js";
import { pointer } from "../finding.js";
import type { EffectSpec, Transition, Trigger } from "../workflow.js";
import { draft, type Draft } from "./codes.js";
import { originsOf, own, type Subject } from "./names.js";
import { MIN_LOOP_MS } from "./pause.js";
import { closesByItself } from "./starts.js";

/**
 * W009: transitions that bring each other about in a circle with neither a person, a patient's message nor a clock of a
 * minute between them. Guards do not count as progress, because nothing says that they ever turn false.
 */
export function lintLoops(subject: Subject): readonly Draft[] {
  const next = consequences(subject);
  return [...next.keys()]
    .filter((id) => returns(id, next))
    .map((id) =>
      draft(
        "W009",
        pointer("transitions", id, "on"),
        "This transition brings itself about again for ever, without a person or a pause.",
        "Let a person do one step of the circle, or wait for a clock of at least PT60S.",
      ),
    );
}

/** Which transitions each transition brings about at once; those that lead nowhere are left out. */
function consequences(subject: Subject): ReadonlyMap<string, readonly string[]> {
  const { workflow } = subject;
  const automatic = Object.entries(workflow.transitions).filter(([, { on }]) => on !== undefined);
  let next = new Map(
    automatic.map(([id, first]) => {
      const step = { ...first, id, asked: askedBy(subject, id) };
      const setOff = automatic.filter(([other, second]) => {
        const fires = (second.on ?? []).some((trigger) => isSetOff(subject, step, trigger));
        return fires && meets(subject, [id, first], other);
      });
      return [id, setOff.map(([other]) => other)] as const;
    }),
  );
  for (let size = -1; size !== next.size;) {
    size = next.size;
    const kept = next;
    next = new Map([...kept].filter(([, others]) => others.some((other) => kept.has(other))));
  }
  return next;
}

/** A transition with everything it asks for, whichever state it leaves. */
type Step = Transition & { readonly id: string; readonly asked: readonly EffectSpec[] };

/** Whether a step starts a clock: by being done, by the state it leads to, or by writing the moment it waits for. */
function begins({ starts }: Clock, { id, to, set = {} }: Step): boolean {
  if ("state" in starts) return starts.state === to;
  if ("transition" in starts) return starts.transition === id;
  return "field" in starts && (own(set, `data.${starts.field}`) ?? null) !== null;
}

function askedBy(subject: Subject, id: string): Step["asked"] {
  const { workflow } = subject;
  const transition = workflow.transitions[id];
  if (!transition) return [];
  return [...originsOf(subject, id)].flatMap((from) => effectsOf(workflow, from, transition));
}

/** Whether one transition ends in a state that another leaves. */
function meets(
  subject: Subject,
  [id, first]: readonly [string, Transition],
  other: string,
): boolean {
  const leaves = originsOf(subject, other);
  if (first.to !== undefined) return leaves.has(first.to);
  return [...originsOf(subject, id)].some((state) => leaves.has(state));
}

/** Which effects an answer of the ledger can follow. */
const ANSWERED_BY = {
  reserved: ["reserve"],
  used: ["use"],
  refused: ["reserve", "use"],
} as const;

/** Whether a transition asks the rule set or the ledger, opens the case, or starts the short clock, that a trigger waits for. */
function isSetOff(subject: Subject, first: Step, trigger: Trigger): boolean {
  const { workflow, known } = subject;
  const { asked } = first;
  switch (trigger.event) {
    case "message_received":
    case "alert_acknowledged":
      return false;
    case "message_failed":
      return asked.some((effect) => sends(effect, trigger.template));
    case "alert_unanswered":
      return asked.some((effect) => effect.do === "alert");
    case "assigned":
    case "nobody_available":
      return joins(first, trigger.queue);
    case "decided":
      return asked.some((effect) => effect.do === "decide" && effect.rules === trigger.rules);
    case "reserved":
    case "used":
    case "refused":
      return asked.some(
        (effect) =>
          ANSWERED_BY[trigger.event].some((kind) => kind === effect.do) &&
          "quantity" in effect &&
          effect.quantity === trigger.quantity,
      );
    case "case_started":
    case "case_refused":
      return asked.some((effect) => effect.do === "start" && isOf(trigger, effect.workflow));
    case "child_closed":
      return asked.some(
        (effect) =>
          effect.do === "start" &&
          isOf(trigger, effect.workflow) &&
          isQuick(known, effect.workflow),
      );
    case "children_closed":
      return joinsAtOnce(subject, first, trigger);
    case "parent_closed":
    case "signalled":
      return false;
    case "webhook_answered":
    case "webhook_failed":
      return asked.some((effect) => effect.do === "webhook" && effect.webhook === trigger.webhook);
    case "plugin_answered":
    case "plugin_failed":
      return asked.some((effect) => effect.do === "plugin" && effect.effect === trigger.effect);
    case "clock_due":
    case "clock_reached": {
      const clock = own(workflow.clocks, trigger.clock);
      if (!clock || !begins(clock, first)) return false;
      // A moment may have passed.
      if ("field" in clock.starts) return true;
      const mark = trigger.event === "clock_reached" ? own(clock.marks, trigger.mark) : undefined;
      return durationsOf(clock).some(
        (target) => reachedAfterMs(durationMs(target), mark) < MIN_LOOP_MS,
      );
    }
  }
}

/** Whether an effect sends a message of this template, or any. */
function sends(effect: EffectSpec, template: string | undefined): boolean {
  return effect.do === "send" && (template === undefined || effect.template === template);
}

/**
 * Whether a transition can put a case in line anew, where its queue gives it to somebody or finds nobody: in another queue,
 * or by taking it from whoever has it. While nobody is free nobody has it.
 */
function joins({ set = {}, on = [] }: Transition, queue: string | undefined): boolean {
  const to = own(set, "queue") ?? null;
  const moves = to !== null && (typeof to !== "string" || queue === undefined || to === queue);
  const takes = Object.hasOwn(set, "assignee") && set["assignee"] === null;
  return moves || (takes && on.some(({ event }) => event !== "nobody_available"));
}

/** Milliseconds after which a clock of this target is due, or has reached a mark. */
function reachedAfterMs(target: number, mark: Mark | undefined): number {
  if (mark === undefined) return target;
  if ("percent" in mark) return (target * mark.percent) / 100;
  if ("afterStart" in mark) return durationMs(mark.afterStart);
  if ("beforeDue" in mark) return target - durationMs(mark.beforeDue);
  return target + durationMs(mark.afterDue);
}

/** On entering a state a join comes at once, unless a child is opened for which somebody has to do something. */
function joinsAtOnce(
  { known }: Subject,
  { to, asked }: Step,
  trigger: { readonly workflow?: string },
): boolean {
  const isSlow = asked.some(
    (effect) =>
      effect.do === "start" &&
      effect.as === "child" &&
      effect.when === undefined &&
      isOf(trigger, effect.workflow) &&
      !isQuick(known, effect.workflow),
  );
  return to !== undefined && !isSlow;
}

function isOf({ workflow }: { readonly workflow?: string }, id: string): boolean {
  return workflow === undefined || workflow === id;
}

function isQuick({ workflows }: Subject["known"], id: string): boolean {
  const workflow = workflows.get(id);
  return workflow !== undefined && closesByItself(workflow);
}

function returns(id: string, next: ReadonlyMap<string, readonly string[]>): boolean {
  const reached = new Set(next.get(id));
  for (const other of reached) {
    if (reached.has(id)) return true;
    for (const further of next.get(other) ?? []) reached.add(further);
  }
  return reached.has(id);
}
