import type { CaseActivities } from "../../workflows/case/activities.js";
import { calendarsFor, type CaseCalendars } from "../sla/case-calendars.js";
import { releaseByNumber } from "../store/releases.js";
import type { EffectTools } from "./tools.js";

type Request = Parameters<CaseActivities["layOutCalendars"]>[0];

/** Lays the calendars of a case out further, those of its own release: publishing others changes nothing for it. */
export async function currentCalendars(
  { store, now }: Pick<EffectTools, "store" | "now">,
  { release, workflow, from }: Request,
): Promise<CaseCalendars> {
  const { body } = await releaseByNumber(store, release);
  const definition = body.workflows.find(({ id }) => id === workflow);
  const at = now();
  return (definition && calendarsFor(body, definition, { from: from ?? at, now: at })) ?? {};
}
