import type { ReleaseBody } from "../../definition/release.js";
import type { RecordedTurn } from "./recorded-case.js";

/** Who has which roles, as far as somebody knows; by their ids. */
export type RolesOf = (person: string) => readonly string[];

/** People as the roles that they have in a story. */
export type Cast = {
  /** One role for whoever has several: one that may do this, if there is one. Undefined for somebody without a role of the release. */
  readonly role: (held: readonly string[], able?: readonly string[]) => string | undefined;
  /** The role of somebody who was given the case. */
  readonly roleOf: (person: string) => string;
  /** The person that a simulation has in place of somebody. */
  readonly person: (id: string) => string;
};

/** The roles in which people appear in a case. What they had when they acted counts before what they have now. */
export function castOf(
  { organisation: { roles } }: Pick<ReleaseBody, "organisation">,
  turns: readonly Pick<RecordedTurn, "event">[],
  rolesOf: RolesOf,
): Cast {
  const known = roles.map(({ id }) => id);
  const acted = new Map(
    turns.flatMap(({ event }) =>
      "actor" in event ? [[event.actor.id, event.actor.roles] as const] : [],
    ),
  );
  const role: Cast["role"] = (held, able = []) =>
    able.find((one) => held.includes(one)) ?? held.find((one) => known.includes(one));
  const roleOf = (person: string) =>
    role(acted.get(person) ?? []) ?? role(rolesOf(person)) ?? known[0] ?? "somebody";
  return { role, roleOf, person: (id) => `${roleOf(id)}-1` };
}
