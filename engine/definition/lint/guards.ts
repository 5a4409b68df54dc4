import { pointer } from "../finding.js";
import type { Form } from "../form.js";
import { draft, type Draft } from "./codes.js";
import { lintCondition } from "./condition.js";
import { constantValue, type Domains } from "./constant.js";
import { originsOf, own, transitionFacts, type Subject } from "./names.js";

/** The conditions on transitions: what `lintCondition` finds, and W007 for one that is always the same. */
export function lintGuards(subject: Subject): readonly Draft[] {
  return Object.entries(subject.workflow.transitions).flatMap(([id, transition]) => {
    if (!transition.when) return [];
    const path = pointer("transitions", id, "when");
    const facts = transitionFacts(subject, transition);
    const findings = lintCondition(transition.when, facts, path);
    if (findings.length > 0) return findings;
    const constant = constantValue(transition.when, facts, domainsOf(subject, id));
    if (constant === undefined) return [];
    return [
      constant
        ? draft("W007", path, "This condition is always true.", "Remove it.")
        : draft(
            "W007",
            path,
            "This condition is never true.",
            "Correct it, or remove the transition.",
          ),
    ];
  });
}

function domainsOf(subject: Subject, id: string): Domains {
  const { workflow, known } = subject;
  const form = own(workflow.forms, own(workflow.transitions, id)?.form);
  return {
    "case.state": [...originsOf(subject, id)],
    "case.priority": workflow.priorities,
    "case.queue": [...known.queues],
    ...enumDomains("data", workflow.data),
    ...(form ? enumDomains("input", form) : {}),
  };
}

function enumDomains(root: string, form: Form): Domains {
  const entries = Object.entries(form.properties).flatMap(([name, field]) =>
    field.type === "string" && field.enum
      ? [[`${root}.${name}`, [...field.enum, undefined]] as const]
      : [],
  );
  return Object.fromEntries(entries);
}
