import { pointer } from "../finding.js";
import type { Clock } from "../clock.js";
import type { Transition, Trigger, Workflow } from "../workflow.js";
import { suggestion } from "../wording.js";
import { teamNameFindings } from "./alerts.js";
import { draft, type Draft } from "./codes.js";
import { own, type Subject } from "./names.js";
import { otherTriggerFindings } from "./others.js";
import { performedFindings } from "./plugin-effects.js";
import { heardFindings } from "./webhooks.js";

/** Each transition by itself: the states, roles, forms, clocks and rule sets it names. */
export function lintTransitions(subject: Subject): readonly Draft[] {
  return Object.entries(subject.workflow.transitions).flatMap(([id, transition]) => {
    const path = pointer("transitions", id);
    return [
      ...stateFindings(subject.workflow, transition, path),
      ...roleFindings(subject, transition, path),
      ...formFindings(subject.workflow, transition, path),
      ...(transition.on ?? []).flatMap((trigger, place) =>
        triggerFindings(subject, trigger, `${path}${pointer("on", place)}`),
      ),
    ];
  });
}

function stateFindings(
  workflow: Workflow,
  { from, to }: Transition,
  path: string,
): readonly Draft[] {
  const states = Object.keys(workflow.states);
  const named = [
    ...(from === "*"
      ? []
      : from.map((id, place) => [id, `${path}${pointer("from", place)}`] as const)),
    ...(to === undefined ? [] : [[to, `${path}/to`] as const]),
  ];
  return named.flatMap(([id, at]) => {
    const state = own(workflow.states, id);
    if (!state)
      return [draft("W012", at, `There is no state \`${id}\`.`, () => suggestion(id, states))];
    if (!state.final || at.endsWith("/to")) return [];
    return [
      draft(
        "W026",
        at,
        `\`${id}\` is final; nothing leaves it.`,
        "Remove it from `from`, or make the state not final.",
      ),
    ];
  });
}

function roleFindings({ known }: Subject, { by, on }: Transition, path: string): readonly Draft[] {
  if ((by ?? []).length === 0 && on === undefined)
    return [
      draft(
        "W005",
        path,
        "Nobody and nothing can do this.",
        "Add `by` with roles, or `on` with an event.",
      ),
    ];
  return (by ?? []).flatMap((id, place) => {
    const at = `${path}${pointer("by", place)}`;
    const role = known.roles.get(id);
    if (!role)
      return [
        draft("W006", at, `There is no role \`${id}\`.`, () => suggestion(id, known.roles.keys())),
      ];
    if (role.permissions.includes("case.act")) return [];
    return [
      draft(
        "W027",
        at,
        `The role \`${id}\` may not act on cases.`,
        "Give it the permission `case.act`, or take it out of `by`.",
      ),
    ];
  });
}

function formFindings(workflow: Workflow, transition: Transition, path: string): readonly Draft[] {
  const { form: name } = transition;
  if (name === undefined) return [];
  const form = own(workflow.forms, name);
  const at = `${path}/form`;
  if (!form)
    return [
      draft("W013", at, `There is no form \`${name}\`.`, () =>
        suggestion(name, Object.keys(workflow.forms ?? {})),
      ),
    ];
  if (transition.on === undefined || (form.required ?? []).length === 0) return [];
  return [
    draft(
      "W028",
      at,
      "An event fires this transition, and nobody fills in its form.",
      "Make two transitions: one for people with the form, one for the event.",
    ),
  ];
}

function triggerFindings(subject: Subject, trigger: Trigger, path: string): readonly Draft[] {
  const { workflow, known } = subject;
  switch (trigger.event) {
    case "message_received":
      return [];
    case "message_failed":
      return trigger.template === undefined || known.templates.has(trigger.template)
        ? []
        : [
            draft("W014", `${path}/template`, `There is no template \`${trigger.template}\`.`, () =>
              suggestion(trigger.template ?? "", known.templates),
            ),
          ];
    case "clock_due":
    case "clock_reached": {
      const clock = own(workflow.clocks, trigger.clock);
      if (clock)
        return trigger.event === "clock_reached" ? markFindings(clock, trigger.mark, path) : [];
      return [
        draft("W018", `${path}/clock`, `There is no clock \`${trigger.clock}\`.`, () =>
          suggestion(trigger.clock, Object.keys(workflow.clocks ?? {})),
        ),
      ];
    }
    case "decided":
      return ruleSetFindings(subject, trigger.rules, `${path}/rules`);
    case "assigned":
    case "nobody_available":
      return trigger.queue === undefined
        ? []
        : queueFindings(subject, trigger.queue, `${path}/queue`);
    case "alert_acknowledged":
    case "alert_unanswered":
      return trigger.team === undefined
        ? []
        : teamNameFindings(subject, trigger.team, `${path}/team`);
    case "reserved":
    case "used":
    case "refused":
      return quantityFindings(subject, trigger.quantity, `${path}/quantity`);
    case "case_started":
    case "case_refused":
    case "child_closed":
    case "children_closed":
    case "parent_closed":
    case "signalled":
      return otherTriggerFindings(subject, trigger, path);
    case "webhook_answered":
    case "webhook_failed":
      return heardFindings(subject, trigger, path);
    case "plugin_answered":
    case "plugin_failed":
      return performedFindings(subject, trigger, path);
  }
}

/** W018: the clock has this mark. */
function markFindings({ marks = {} }: Clock, mark: string, path: string): readonly Draft[] {
  if (own(marks, mark)) return [];
  return [
    draft("W018", `${path}/mark`, `The clock has no mark \`${mark}\`.`, () =>
      suggestion(mark, Object.keys(marks)),
    ),
  ];
}

/** W016: the organisation has this queue. */
export function queueFindings({ known }: Subject, id: string, path: string): readonly Draft[] {
  if (known.queues.has(id)) return [];
  return [draft("W016", path, `There is no queue \`${id}\`.`, () => suggestion(id, known.queues))];
}

/** W032: the organisation has this quantity. */
export function quantityFindings({ known }: Subject, id: string, path: string): readonly Draft[] {
  if (known.quantities.has(id)) return [];
  return [
    draft("W032", path, `There is no quantity \`${id}\`.`, () => suggestion(id, known.quantities)),
  ];
}

/** W015: the rule set exists and was written for this workflow. */
export function ruleSetFindings(
  { workflow, known }: Subject,
  id: string,
  path: string,
): readonly Draft[] {
  const ruleSet = known.ruleSets.get(id);
  if (!ruleSet)
    return [
      draft("W015", path, `There is no rule set \`${id}\`.`, () =>
        suggestion(id, known.ruleSets.keys()),
      ),
    ];
  if (ruleSet.workflow === workflow.id) return [];
  return [
    draft(
      "W015",
      path,
      `The rule set \`${id}\` belongs to the workflow \`${ruleSet.workflow}\`.`,
      `Use a rule set of \`${workflow.id}\`.`,
    ),
  ];
}
