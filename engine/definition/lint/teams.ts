import { ALERT_CHANNELS, ALERT_LEVELS } from "../alert.js";
import { durationMs } from "../duration.js";
import { pointer } from "../finding.js";
import type { Organisation } from "../organisation.js";
import type { Team, Tier } from "../team.js";
import { suggestion } from "../wording.js";
import { draft, type Draft } from "./codes.js";

/** A turn on call: at least an hour, at most the 366 days of the longest clock. */
const [MIN_TURN_MS, MAX_TURN_MS] = [3_600_000, 366 * 24 * 3_600_000];

/** Who is alerted, and how: A002 levels without a channel, A004 turns, A008 roles of teams. */
export function lintTeams(organisation: Organisation): readonly Draft[] {
  const roles = organisation.roles.map(({ id }) => id);
  return [
    ...(organisation.teams ?? []).flatMap((team, place) =>
      teamFindings(team, roles, pointer("teams", place)),
    ),
    ...silentLevels(organisation),
  ];
}

function teamFindings({ members, tiers }: Team, roles: readonly string[], path: string) {
  return [
    ...members.flatMap((member, place) =>
      "role" in member
        ? roleFindings(member.role, roles, `${path}${pointer("members", place, "role")}`)
        : [],
    ),
    ...tiers.flatMap((tier, place) =>
      tierFindings(tier, roles, `${path}${pointer("tiers", place)}`),
    ),
  ];
}

function tierFindings(tier: Tier, roles: readonly string[], path: string): readonly Draft[] {
  if ("everybody" in tier) return roleFindings(tier.everybody, roles, `${path}/everybody`);
  if (tier.turns === undefined) return [];
  const { every, since } = tier.turns;
  const ms = durationMs(every);
  const isTurn = ms >= MIN_TURN_MS && ms <= MAX_TURN_MS && Number.isFinite(Date.parse(since));
  if (isTurn) return [];
  return [
    draft(
      "A004",
      `${path}/turns`,
      `Turns of \`${every}\` since \`${since}\` cannot be reckoned.`,
      "Choose a turn between PT1H and P366D, and a date that there is.",
    ),
  ];
}

function roleFindings(id: string, roles: readonly string[], path: string): readonly Draft[] {
  if (roles.includes(id)) return [];
  return [draft("A008", path, `There is no role \`${id}\`.`, () => suggestion(id, roles))];
}

function silentLevels({ alerts }: Organisation): readonly Draft[] {
  if (alerts === undefined) return [];
  return ALERT_LEVELS.filter((level) =>
    ALERT_CHANNELS.every((channel) => !alerts[level][channel]),
  ).map((level) =>
    draft(
      "A002",
      pointer("alerts", level),
      `Alerts of the level \`${level}\` have no channel.`,
      "Switch on at least the dashboard.",
    ),
  );
}
