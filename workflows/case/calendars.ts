import type { CaseEvent } from "../../engine/interpreter/event.js";
import { countingSince } from "../../engine/sla/counting-since.js";
import { knownUntil } from "../../engine/sla/open-hours.js";
import { hash } from "../../engine/interpreter/v1/clock-time.js";
import type { CaseActivities } from "./activities.js";
import { called } from "./anchor.js";
import { digest } from "./digest.js";
import { type CaseRun, isParked } from "./run.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Time before open hours end at which a case asks for more, at the latest and for the cases of one day spread over a month. */
const AHEAD_MS = 60 * DAY_MS;
const SPREAD_MS = 30 * DAY_MS;

/** The instant (epoch milliseconds) at which a case needs its calendars renewed; null when it has none, or has ended. */
export function renewalDue(run: CaseRun): number | null {
  const calendars = Object.values(run.input.program.calendars ?? {});
  if (calendars.length === 0 || run.state.status === "closed" || isParked(run)) return null;
  const until = Math.min(...calendars.map(knownUntil));
  return until - AHEAD_MS - (hash(run.input.id) % SPREAD_MS);
}

/** Has the calendars of the case's own release laid out further, and records that they were. */
export async function renewCalendars(run: CaseRun, activities: CaseActivities): Promise<void> {
  const { release, program } = run.input;
  const from = countingSince(run.state);
  const request = { release, workflow: program.id, from };
  const calendars = await called(run, activities.layOutCalendars(request));
  // The case has been moved meanwhile, and has brought the calendars of the other release along.
  if (run.input.release !== release) return;
  run.input = { ...run.input, program: { ...program, calendars } };
  digest(run, renewedEvent(calendars));
}

function renewedEvent(calendars: NonNullable<CaseRun["input"]["program"]["calendars"]>): CaseEvent {
  const hashes = Object.entries(calendars).map(
    ([id, hours]) => [id, { hash: hours.hash, until: knownUntil(hours) }] as const,
  );
  return { type: "calendars_renewed", at: Date.now(), calendars: Object.fromEntries(hashes) };
}
