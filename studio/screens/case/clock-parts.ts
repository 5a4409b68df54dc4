import type { CaseClock } from "../../../engine/protocol/case-clock.js";

/** A piece of a clock's bar, in percent of its whole length. `ahead` is what lies before it until it is due. */
export type BarPart = {
  readonly kind: "counted" | "paused" | "closed" | "ahead";
  readonly from: number;
  readonly width: number;
};

/** A clock drawn in time: its stretches, what lies ahead, and where its marks and its due instant stand, all in percent. */
export type ClockDrawing = {
  readonly parts: readonly BarPart[];
  readonly marks: readonly { readonly id: string; readonly at: number }[];
  readonly due: number | null;
};

/** Lays a clock out from its start to its end: to when it ended, or to what is still to come. */
export function drawing(clock: CaseClock): ClockDrawing {
  const start = Date.parse(clock.startedAt);
  const instants = [
    ...clock.spans.map(({ to }) => to),
    ...clock.marks.flatMap(({ at }) => at ?? []),
    ...(clock.dueAt === null ? [] : [clock.dueAt]),
  ].map((at) => Date.parse(at));
  const length = Math.max(1, ...instants.map((at) => at - start));
  const place = (at: string) => ((Date.parse(at) - start) / length) * 100;
  const told = clock.spans.map(({ kind, from, to }) => ({
    kind,
    from: place(from),
    width: place(to) - place(from),
  }));
  const end = told.at(-1);
  const reached = end ? end.from + end.width : 0;
  const ahead = clock.endedAt === null && reached < 100;
  return {
    parts: ahead ? [...told, { kind: "ahead", from: reached, width: 100 - reached }] : told,
    marks: clock.marks.flatMap(({ id, at }) => (at === null ? [] : [{ id, at: place(at) }])),
    due: clock.dueAt === null ? null : place(clock.dueAt),
  };
}

/**
 * Milliseconds that are left in the time a clock counts, at `now`; null when it is over or stands still. Between two looks it
 * goes down only while the clock counts. Until the moment that a clock waits for has come, all time counts; in working time
 * nothing is told then.
 */
export function leftMs(clock: CaseClock, now: number): number | null {
  const { targetMs, standing, countedMs, spans, startedAt, dueAt, zone } = clock;
  if (targetMs === null || standing !== "running" || dueAt === null) return null;
  if (Date.parse(startedAt) > now) return zone === null ? Date.parse(dueAt) - now : null;
  const last = spans.at(-1);
  const since = last?.kind === "counted" ? Math.max(0, now - Date.parse(last.to)) : 0;
  return Math.max(0, targetMs - countedMs - since);
}
