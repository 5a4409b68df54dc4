import { durationsOf } from "../clock.js";
import { durationMs } from "../duration.js";
import { pointer } from "../finding.js";
import type { EffectSpec, Transition, Trigger, Workflow } from "../workflow.js";
import { draft, type Draft } from "./codes.js";
import { own, type Subject } from "./names.js";
import { MIN_LOOP_MS } from "./pause.js";

type Start = Extract<EffectSpec, { readonly do: "start" }>;

/**
 * W054: workflows that open cases of each other in a circle with neither a person, a patient's message nor a clock of a
 * minute between them. Conditions do not count, because nothing says that they ever turn false.
 */
export function lintStarts({ workflow, known }: Subject): readonly Draft[] {
  return startsAtOnce(workflow).flatMap(([start, path]) =>
    comesBack(start.workflow, workflow.id, known.workflows)
      ? [
          draft(
            "W054",
            path,
            `A case of \`${start.workflow}\` leads to another of \`${workflow.id}\`, and so on for ever.`,
            "Let a person do one step of the circle, or wait for a clock of at least PT60S.",
          ),
        ]
      : [],
  );
}

/** Whether a case of this workflow may close without a person, a message, another case or a clock of a minute. */
export function closesByItself(workflow: Workflow): boolean {
  return statesAtOnce(workflow).some((id) => own(workflow.states, id)?.final === true);
}

function comesBack(from: string, to: string, workflows: ReadonlyMap<string, Workflow>): boolean {
  const reached = new Set([from]);
  for (const id of reached) {
    if (id === to) return true;
    const workflow = workflows.get(id);
    if (workflow) for (const [start] of startsAtOnce(workflow)) reached.add(start.workflow);
  }
  return false;
}

/** The cases that a new one may open before anybody does anything, with the place of each effect. */
function startsAtOnce(workflow: Workflow): readonly (readonly [Start, string])[] {
  const reached = statesAtOnce(workflow);
  const followed = followUps(workflow).filter(([, { from }]) =>
    reached.some((id) => leaves(from, id)),
  );
  const lists: readonly (readonly [readonly EffectSpec[] | undefined, string])[] = [
    [workflow.onCreate, "/onCreate"],
    ...reached.map(
      (id) => [own(workflow.states, id)?.onEnter, pointer("states", id, "onEnter")] as const,
    ),
    ...followed.map(([id, { then }]) => [then, pointer("transitions", id, "then")] as const),
    ...reached
      .filter((id) => followed.some(([, { from, to }]) => to !== undefined && leaves(from, id)))
      .map((id) => [own(workflow.states, id)?.onExit, pointer("states", id, "onExit")] as const),
  ];
  return lists.flatMap(([effects = [], path]) =>
    effects.flatMap((effect, place) =>
      effect.do === "start" ? [[effect, `${path}/${String(place)}`] as const] : [],
    ),
  );
}

/** The states that a new case may come to before anybody does anything. */
function statesAtOnce(workflow: Workflow): readonly string[] {
  const reached = new Set([workflow.initial]);
  const following = followUps(workflow);
  for (const state of reached)
    for (const [, { from, to }] of following)
      if (to !== undefined && leaves(from, state)) reached.add(to);
  return [...reached];
}

function leaves(from: Transition["from"], state: string): boolean {
  return from === "*" || from.includes(state);
}

function followUps(workflow: Workflow): readonly (readonly [string, Transition])[] {
  return Object.entries(workflow.transitions).filter(([, { on = [] }]) =>
    on.some((trigger) => comesAtOnce(workflow, trigger)),
  );
}

/** Whether an event may follow at once, without a person, another case or a pause. */
function comesAtOnce(workflow: Workflow, trigger: Trigger): boolean {
  switch (trigger.event) {
    case "decided":
    case "reserved":
    case "used":
    case "refused":
    case "case_started":
    case "case_refused":
    case "assigned":
    case "nobody_available":
    case "webhook_answered":
    case "webhook_failed":
    case "plugin_answered":
    case "plugin_failed":
      return true;
    case "message_received":
    case "message_failed":
    case "child_closed":
    case "children_closed":
    case "parent_closed":
    case "signalled":
      return false;
    case "alert_acknowledged":
    case "alert_unanswered":
      return false;
    case "clock_due":
    case "clock_reached": {
      const clock = own(workflow.clocks, trigger.clock);
      if (clock === undefined) return false;
      // A moment may have passed.
      if ("field" in clock.starts) return true;
      return durationsOf(clock).some((one) => durationMs(one) < MIN_LOOP_MS);
    }
  }
}
