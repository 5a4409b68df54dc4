import { durationMs } from "./duration.js";
import type { Team, Tier } from "./team.js";

/** One call of a ladder: a tier with everybody of a role, or with one person. */
export type Rung = {
  /** From 1. */
  readonly tier: number;
  readonly who: { readonly role: string } | { readonly person: string };
};

/** Where a ladder begins, and how often each of its tiers is called. */
export type Climb = { readonly tier: number; readonly times: number };

/**
 * Who is called when nobody acknowledges, call by call: the tier it begins at as often as it says, person after person,
 * then the next tiers. A team with fewer tiers begins at its last.
 * @param at epoch milliseconds, which decide whose turn it is
 */
export function ladderOf({ tiers }: Team, { tier, times }: Climb, at: number): readonly Rung[] {
  const first = Math.min(tier, tiers.length);
  return tiers.slice(first - 1).flatMap((one, place) => {
    const round = roundOf(one, at).map((who) => ({ tier: first + place, who }));
    return Array.from({ length: times }, () => round).flat();
  });
}

/** Everybody who may ever be called, and every member: who has to do with the team's alerts. */
export function belongsTo(team: Team, person: Colleague): boolean {
  return (
    isMember(team, person) ||
    team.tiers.some((tier) =>
      "everybody" in tier
        ? person.roles.includes(tier.everybody)
        : tier.people.some((email) => samePerson(email, person.email)),
    )
  );
}

/** Whether a person is a member of a team, by name or by role. */
export function isMember({ members }: Team, person: Colleague): boolean {
  return members.some((member) =>
    "role" in member ? person.roles.includes(member.role) : samePerson(member.person, person.email),
  );
}

type Colleague = { readonly email: string; readonly roles: readonly string[] };

/** Whether two e-mail addresses name one person. */
function samePerson(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function roundOf(tier: Tier, at: number): readonly Rung["who"][] {
  if ("everybody" in tier) return [{ role: tier.everybody }];
  const { people } = tier;
  const first = onDuty(tier, at);
  return [...people.slice(first), ...people.slice(0, first)].map((person) => ({ person }));
}

/** Place of the person whose turn it is; the first where nobody takes turns. */
function onDuty({ people, turns }: Extract<Tier, { people: string[] }>, at: number): number {
  if (turns === undefined) return 0;
  const passed = Math.floor((at - Date.parse(turns.since)) / durationMs(turns.every));
  if (!Number.isFinite(passed)) return 0;
  return ((passed % people.length) + people.length) % people.length;
}
