import { type Clock, NO_TARGET } from "../../../engine/definition/clock.js";
import { durationMs } from "../../../engine/definition/duration.js";
import { span } from "../../ui/time.js";
import { mapWords } from "../../words/map.js";
import { nameOf, type Subject } from "./names.js";
import { sourceWords } from "./set-sentence.js";

/** When a clock is due or starts that waits for a moment of the case's data. */
export function momentSentence(subject: Subject, clock: Clock): string {
  const { says } = mapWords;
  const { name, starts, target } = clock;
  if (!("field" in starts)) return says.start(name, targetWords(subject, clock));
  const moment = sourceWords(subject, `data.${starts.field}`, undefined);
  const begin =
    starts.before === undefined
      ? says.atMoment(moment)
      : says.beforeMoment(length(starts.before), moment);
  return target === undefined
    ? says.dueAt(name, begin)
    : says.runsAt(name, begin, targetWords(subject, clock));
}

/**
 * How long a clock runs: `2 days`, or by priority `Emergency 5 min, High 4 h`; by what it counts, where it stands still, what
 * comes on the way, and whether anybody is promised it.
 */
export function targetWords(subject: Subject, clock: Clock): string {
  const { says } = mapWords;
  const { pauses = [], marks = {}, promise } = clock;
  const still = pauses.map((state) => `“${nameOf.state(subject, state)}”`);
  const timeless = timelessAt(clock);
  return [
    lengthWords(clock),
    ...countsWords(subject, clock),
    ...(still.length === 0 ? [] : [says.pauses(mapWords.or(still))]),
    ...(timeless.length === 0 ? [] : [says.timeless(mapWords.or(timeless))]),
    ...Object.values(marks).map(({ name }) => says.onTheWay(name)),
    ...(promise === false ? [says.noPromise] : []),
  ].join("; ");
}

function lengthWords({ target = {}, calendar, spread }: Clock): string {
  const { says } = mapWords;
  const lengthAt = (priority: string) =>
    typeof calendar === "string" || calendar?.[priority] !== undefined ? workingLength : length;
  const told =
    typeof target === "string"
      ? (typeof calendar === "string" ? workingLength : length)(target)
      : Object.entries(target)
          .filter(([, duration]) => duration !== NO_TARGET)
          .map(([priority, duration]) => `${priority} ${lengthAt(priority)(duration)}`)
          .join(", ");
  return spread === undefined ? told : `${told}, ${says.spread(length(spread))}`;
}

function length(duration: string): string {
  return span(durationMs(duration));
}

/** A time that counts by a calendar, whose days are working days. */
function workingLength(duration: string): string {
  const [, days, rest] = /^P(\d+)D(T.+)?$/.exec(duration) ?? [];
  if (days === undefined) return length(duration);
  const told = mapWords.says.workingDays(Number(days));
  return rest === undefined ? told : `${told} ${length(`P${rest}`)}`;
}

function countsWords(subject: Subject, { calendar }: Clock): readonly string[] {
  const { says } = mapWords;
  if (calendar === undefined) return [];
  if (typeof calendar === "string") return [says.counts(nameOf.calendar(subject, calendar))];
  return [...new Set(Object.values(calendar))].map((id) =>
    says.countsFor(
      Object.keys(calendar).filter((priority) => calendar[priority] === id),
      nameOf.calendar(subject, id),
    ),
  );
}

/** Priorities at which a clock stands still. */
function timelessAt({ target = {} }: Clock): readonly string[] {
  if (typeof target === "string") return [];
  return Object.keys(target).filter((priority) => target[priority] === NO_TARGET);
}
