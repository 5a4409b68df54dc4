import type { Choices } from "../../ui/schema-form/choices.js";
import { nameOf, type Subject } from "../workflow/names.js";

/** Roles whose people may do something with a case, and roles that this workflow names; in the order of the organisation. */
export function rolesIn({ workflow, body }: Subject): readonly { id: string; name: string }[] {
  const named = new Set(Object.values(workflow.transitions).flatMap(({ by = [] }) => by));
  return body.organisation.roles.filter(({ id }) => named.has(id));
}

/** What the pickers of forms offer in a simulation: one person of each role, and the lists of the release. */
export function choicesIn(subject: Subject): Choices {
  const { body, workflow } = subject;
  return {
    user: rolesIn(subject).map(({ id, name }) => ({ value: `${id}-1`, label: name })),
    queue: body.organisation.queues.map(({ id, name }) => ({ value: id, label: name })),
    priority: workflow.priorities.map((priority) => ({ value: priority, label: priority })),
  };
}

/** The name of the one person of a role, which is the role's. */
export function personName(subject: Subject, person: string): string {
  return nameOf.role(subject, person.replace(/-1$/, ""));
}
