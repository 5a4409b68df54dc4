import { CasewrightError } from "../protocol/errors.js";
import { alertById, type AlertDoc } from "../store/alerts.js";
import { type Caller, seesTeam } from "./caller.js";
import type { World } from "./world.js";

/**
 * The alert when this person may see it.
 * @throws CasewrightError not_found, the same for an alert that is not there and one that is not theirs
 */
export async function requireAlert(
  { store }: Pick<World, "store">,
  caller: Caller,
  id: string,
): Promise<AlertDoc> {
  const alert = await alertById(store, id);
  if (alert && seesTeam(caller, alert.team)) return alert;
  throw new CasewrightError("not_found");
}
