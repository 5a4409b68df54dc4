import type { AwayTime } from "../../engine/protocol/session.js";
import { words } from "../words/index.js";
import type { FieldErrors } from "./schema-form/values.js";

/** An absence as it stands in a form: instants as `datetime-local` writes them, in the time of this computer. */
export type AwayDraft = { readonly isAway: boolean; readonly from: string; readonly until: string };

/** An absence as a form begins with it; a new one begins now, and one that is over is none. @param now epoch milliseconds */
export function draftOf(away: AwayTime | null, now: number): AwayDraft {
  if (away === null || isOver(away, now)) return { isAway: false, from: local(now), until: "" };
  const until = away.until === null ? "" : local(Date.parse(away.until));
  return { isAway: true, from: local(Date.parse(away.from)), until };
}

/** The absence that a form says; null for none. Only of a form without {@link wrongAway}. */
export function awayOf({ isAway, from, until }: AwayDraft): AwayTime | null {
  if (!isAway) return null;
  const end = until === "" ? null : new Date(until).toISOString();
  return { from: new Date(from).toISOString(), until: end };
}

/** What is wrong with the fields of an absence. */
export function wrongAway({ isAway, from, until }: AwayDraft): FieldErrors {
  if (!isAway) return {};
  const begins = Date.parse(from);
  if (Number.isNaN(begins)) return { from: words.work.noTime };
  const isBackwards = until !== "" && !(Date.parse(until) > begins);
  return isBackwards ? { until: words.work.endsBefore } : {};
}

/** Whether somebody is away by their own word at an instant (epoch milliseconds). */
export function isAwayAt(away: AwayTime | null, now: number): boolean {
  return away !== null && Date.parse(away.from) <= now && !isOver(away, now);
}

function isOver({ until }: AwayTime, now: number): boolean {
  return until !== null && Date.parse(until) <= now;
}

function local(at: number): string {
  const date = new Date(at);
  const shifted = new Date(at - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
