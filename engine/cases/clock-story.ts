import type { Clock } from "../definition/clock.js";
import type { Workflow } from "../definition/workflow.js";
import type { CaseState, RunningClock } from "../interpreter/state.js";
import { countsBy } from "../interpreter/v1/clock-time.js";
import type { CaseCalendars } from "../sla/case-calendars.js";
import { openSpans } from "../sla/open-hours.js";

/** What one turn says of clocks: what it changed, and where the case was after it. `at` is in epoch milliseconds. */
export type ClockTurn = {
  readonly at: number;
  readonly dueClock: string | null;
  readonly state: string;
  readonly priority: string;
  readonly clocks: CaseState["clocks"];
};

/** A stretch in the life of a clock, `[from, to)` in epoch milliseconds: it ran, stood still, or its calendar was closed. */
export type ClockSpan = {
  readonly kind: "counted" | "paused" | "closed";
  readonly from: number;
  readonly to: number;
  /** State in which it stood still. */
  readonly state: string | null;
};

/** One life of a clock, from its start until it stopped, ran out, or now. */
export type ClockStory = {
  readonly clock: string;
  readonly startedAt: number;
  readonly dueAt: number | null;
  readonly endedAt: number | null;
  readonly standing: "running" | "paused" | "kept" | "late";
  readonly spans: readonly ClockSpan[];
};

/** Tells the clocks of a case from its recorded turns, oldest first, each life of a clock by itself. */
export function clockStories(
  turns: readonly ClockTurn[],
  { workflow, calendars, now }: ClockWorld,
): readonly ClockStory[] {
  const stories: ClockStory[] = [];
  const open = new Map<string, ClockStory>();
  turns.forEach((turn, place) => {
    for (const [clock, story] of open) {
      const running = turn.clocks[clock];
      if (running?.startedAt === story.startedAt) continue;
      stories.push(ended(story, turn));
      open.delete(clock);
    }
    const to = turns[place + 1]?.at ?? now;
    for (const [clock, running] of Object.entries(turn.clocks)) {
      const story = open.get(clock) ?? begun(clock, running);
      const definition = workflow.clocks?.[clock];
      const spans = definition ? spansOf(definition, running, { ...turn, to }, calendars) : [];
      open.set(clock, { ...story, ...standingOf(running, now), spans: joined(story.spans, spans) });
    }
  });
  return [...stories, ...open.values()];
}

/** What a case's clocks are told by. */
export type ClockWorld = {
  readonly workflow: Pick<Workflow, "clocks">;
  readonly calendars: CaseCalendars;
  /** Epoch milliseconds. */
  readonly now: number;
};

function begun(clock: string, { startedAt, dueAt }: RunningClock): ClockStory {
  return { clock, startedAt, dueAt, endedAt: null, standing: "running", spans: [] };
}

function standingOf({ dueAt, pausedAt, late }: RunningClock, now: number) {
  const isLate = late === true || (dueAt !== null && dueAt <= now);
  const standing = isLate ? "late" : pausedAt === undefined ? "running" : "paused";
  return { dueAt, standing } as const;
}

/** A clock that ran out is late, and so is one that was stopped after it should have. */
function ended(story: ClockStory, { at, dueClock }: ClockTurn): ClockStory {
  const wasDue = story.dueAt !== null && story.dueAt <= at;
  const isLate = dueClock === story.clock || wasDue;
  return { ...story, endedAt: at, standing: isLate ? "late" : "kept" };
}

function spansOf(
  definition: Clock,
  running: RunningClock,
  { at: turnAt, to, state, priority }: ClockTurn & { readonly to: number },
  calendars: CaseCalendars,
): readonly ClockSpan[] {
  // One that waits for a moment counts from then on.
  const at = Math.max(turnAt, running.startedAt);
  if (to <= at) return [];
  if (running.pausedAt !== undefined) return [{ kind: "paused", from: at, to, state }];
  const hours = calendars[countsBy(definition, priority)];
  if (hours === undefined) return [{ kind: "counted", from: at, to, state: null }];
  const spans: ClockSpan[] = [];
  let from = at;
  const add = (kind: "counted" | "closed", until: number): void => {
    if (until > from) spans.push({ kind, from, to: until, state: null });
    from = Math.max(from, until);
  };
  for (const open of openSpans(hours)) {
    if (open.to <= at) continue;
    if (open.from >= to) break;
    add("closed", Math.min(open.from, to));
    add("counted", Math.min(open.to, to));
  }
  add("closed", to);
  return spans;
}

/** Stretches one after the other; what goes on in the same way is one stretch. */
function joined(before: readonly ClockSpan[], more: readonly ClockSpan[]): readonly ClockSpan[] {
  const spans = [...before];
  for (const span of more) {
    const last = spans.at(-1);
    const same = last?.kind === span.kind && last.state === span.state && last.to === span.from;
    if (last && same) spans[spans.length - 1] = { ...last, to: span.to };
    else spans.push(span);
  }
  return spans;
}
