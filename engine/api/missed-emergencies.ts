import { canonicalJson } from "../definition/canonical.js";
import { type Finding, pointer } from "../definition/finding.js";
import type { Release, ReleaseBody } from "../definition/release.js";
import { REPLAY_DAYS } from "../protocol/replay.js";
import type { ToldDifference } from "../replay/tally.js";
import { OTHERWISE } from "../../rules/index.js";
import { isAlike } from "../replay/part.js";
import { replayHistory, type ReplayRequest } from "./replay-history.js";
import type { World } from "./world.js";

/** Milliseconds that publishing may take: whatever it changes is asked about all that happened first. */
export const PUBLISHING_MS = 60_000;

const DAY_MS = 86_400_000;

/** Cases that are named. */
const MAX_NAMED = 5;

/** The first instant of the time that is looked back on. */
export function lookingBack(now: number, days = REPLAY_DAYS): Date {
  return new Date(now - days * DAY_MS);
}

/**
 * What would make a release miss emergencies that really came in: one finding for each place that answers otherwise, with the cases.
 * Empty when it recognises all of those that the release that runs does. Paths are JSON pointers into the release.
 */
export async function missedEmergencies(
  world: Pick<World, "store" | "contributions" | "now">,
  { body: running }: Release,
  draft: ReleaseBody,
): Promise<readonly Finding[]> {
  if (isAlike(running, draft)) return [];
  const since = lookingBack(world.now());
  const { items } = await replayHistory(world, { running, draft, since });
  const places = new Map<string, ToldDifference[]>();
  for (const item of items) {
    if (item.emergency !== "missed") continue;
    const place = placeOf(item, { running, draft });
    places.set(place, [...(places.get(place) ?? []), item]);
  }
  return [...places].map(([path, found]) => ({
    code: "missed_emergency",
    severity: "error" as const,
    path,
    message: messageOf(found),
  }));
}

/** What answers with the draft: a rule, the answer for everything else, or the workflow where the rules are as they were. */
function placeOf(
  { ruleSet, workflow, rules }: ToldDifference,
  { running, draft }: Pick<ReplayRequest, "running" | "draft">,
): string {
  const place = draft.ruleSets.findIndex(({ id }) => id === ruleSet);
  const source = draft.ruleSets[place];
  const before = running.ruleSets.find(({ id }) => id === ruleSet);
  if (!source || rules.to === null || canonicalJson(source) === canonicalJson(before))
    return pointer(
      "workflows",
      draft.workflows.findIndex(({ id }) => id === workflow),
    );
  if (rules.to === OTHERWISE) return pointer("ruleSets", place, "otherwise");
  const rule = source.rules.findIndex(({ id }) => id === rules.to);
  return rule === -1
    ? pointer("ruleSets", place, "table")
    : pointer("ruleSets", place, "rules", rule);
}

function messageOf(found: readonly ToldDifference[]): string {
  const n = found.length;
  const cases = [...new Set(found.map(({ caseId }) => caseId))];
  const more = cases.length - MAX_NAMED;
  const named = cases.slice(0, MAX_NAMED).join(", ");
  const all = more > 0 ? `${named} and ${String(more)} more` : named;
  const subject = n === 1 ? "An emergency that came in" : `${String(n)} emergencies that came in`;
  return `${subject} would be none any more: ${all}.`;
}
