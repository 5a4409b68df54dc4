import { isMember } from "./ladder.js";
import type { Organisation, Queue } from "./organisation.js";

/** A member of staff as far as it matters here. */
export type Taker = { readonly email: string; readonly roles: readonly string[] };

/** Whether somebody can have cases at all: a role of theirs may act on them. */
export function mayHaveCases({ roles }: Pick<Organisation, "roles">, person: Taker): boolean {
  return roles.some(
    ({ id, permissions }) => person.roles.includes(id) && permissions.includes("case.act"),
  );
}

/** Whether somebody sees the cases of a queue by a role of theirs. */
export function seesCasesOf(
  { roles }: Pick<Organisation, "roles">,
  queue: string,
  person: Taker,
): boolean {
  return roles.some(
    ({ id, queues }) =>
      person.roles.includes(id) && (queues.includes("*") || queues.includes(queue)),
  );
}

/**
 * Whether a queue that gives its cases to people may give them to this one: a member of its team who may act on cases, or
 * without a team whoever may take from the queue by hand and has a role that names it. Who oversees all queues is given none.
 */
export function mayBeGiven(organisation: Organisation, queue: Queue, person: Taker): boolean {
  if (!mayHaveCases(organisation, person)) return false;
  const { team } = queue.assign ?? {};
  if (team !== undefined) {
    const found = organisation.teams?.find(({ id }) => id === team);
    return found !== undefined && isMember(found, person);
  }
  const held = organisation.roles.filter(({ id }) => person.roles.includes(id));
  const mayTake = held.some(({ permissions }) => permissions.includes("queue.take"));
  return mayTake && held.some(({ queues }) => queues.includes(queue.id));
}
