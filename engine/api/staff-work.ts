import type { ReleaseBody } from "../definition/release.js";
import { CasewrightError, type ProblemPart } from "../protocol/errors.js";
import type { AwayTime } from "../protocol/session.js";
import type { Away } from "../store/users.js";

/** What is said of the work of a member of staff, as far as the release has to know it. */
type Work = { readonly skills?: readonly string[]; readonly hours?: string | null };

/** @throws CasewrightError invalid_input when the release has no such skill or calendar; the message names those it has */
export function requireWork({ skills = [], hours = null }: Work, body: ReleaseBody): void {
  const known = body.organisation.skills?.map(({ id }) => id) ?? [];
  const calendars = body.calendars?.map(({ id }) => id) ?? [];
  const errors: ProblemPart[] = [
    ...skills.flatMap((skill, place) =>
      known.includes(skill) ? [] : [oneOf(`/skills/${String(place)}`, known)],
    ),
    ...(hours === null || calendars.includes(hours) ? [] : [oneOf("/hours", calendars)]),
  ];
  if (errors.length > 0) throw new CasewrightError("invalid_input", { errors });
}

function oneOf(pointer: string, known: readonly string[]): ProblemPart {
  const message =
    known.length === 0 ? "the release has none" : `must be one of ${known.join(", ")}`;
  return { pointer, message };
}

/**
 * An absence as it is kept.
 * @throws CasewrightError invalid_input when it ends before it begins
 */
export function awayTime(away: AwayTime | null): Away | null {
  if (away === null) return null;
  const from = new Date(away.from);
  const until = away.until === null ? null : new Date(away.until);
  if (until !== null && until <= from)
    throw new CasewrightError("invalid_input", {
      errors: [{ pointer: "/away/until", message: "must come after the beginning" }],
    });
  return { from, until };
}
