import { isMember } from "./ladder.js";
import type { Organisation, Queue } from "./organisation.js";

/** A member of staff as far as it matters here. */
export type Taker = { readonly email: string; readonly roles: readonly string[] };

/**
 * Whether a queue that gives its cases to people may give them to this one: a member of its team who may act on cases, or
 * without a team whoever may take from the queue by hand and has a role that names it. Who oversees all queues is given none.
 */
export function mayBeGiven(organisation: Organisation, queue: Queue, person: Taker): boolean {
  const held = organisation.roles.filter(({ id }) => person.roles.includes(id));
  const may = (permission: "case.act" | "queue.take") =>
    held.some(({ permissions }) => permissions.includes(permission));
  if (!may("case.act")) return false;
  const { team } = queue.assign ?? {};
  if (team !== undefined) {
    const found = organisation.teams?.find(({ id }) => id === team);
    return found !== undefined && isMember(found, person);
  }
  return may("queue.take") && held.some(({ queues }) => queues.includes(queue.id));
}
