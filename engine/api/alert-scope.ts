import { belongsTo } from "../definition/ladder.js";
import type { Organisation } from "../definition/organisation.js";
import { CasewrightError } from "../protocol/errors.js";
import { alertById, type AlertDoc } from "../store/alerts.js";
import type { Caller } from "./caller.js";
import type { World } from "./world.js";

/** Teams whose alerts a person sees: those they belong to or are called for; all with `operations.read`. */
export function seenTeams(caller: Caller, { teams = [] }: Organisation): readonly string[] | "*" {
  if (caller.permissions.has("operations.read")) return "*";
  return teams.filter((team) => belongsTo(team, caller.user)).map(({ id }) => id);
}

/**
 * The alert when this person may see it.
 * @throws CasewrightError not_found, the same for an alert that is not there and one that is not theirs
 */
export async function requireAlert(
  { store, release }: Pick<World, "store" | "release">,
  caller: Caller,
  id: string,
): Promise<AlertDoc> {
  const [alert, { body }] = await Promise.all([alertById(store, id), release()]);
  const teams = seenTeams(caller, body.organisation);
  if (alert && (teams === "*" || teams.includes(alert.team))) return alert;
  throw new CasewrightError("not_found");
}
