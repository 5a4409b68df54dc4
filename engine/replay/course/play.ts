import type { ContributedOperators } from "../../definition/conditions/contributed.js";
import type { ReleaseBody } from "../../definition/release.js";
import {
  applyPatch,
  CURRENT_INTERPRETER,
  type CaseEvent,
  type CaseState,
  type Effect,
  interpreter,
} from "../../interpreter/index.js";
import { newSession } from "../../simulate/index.js";
import { decisionOf } from "../../simulate/rules.js";
import { openAnswers } from "./answers.js";
import type { Course, Stop } from "./course.js";
import { openRun } from "./run.js";
import type { RecordedTurn } from "../story/recorded-case.js";

/** Under what a case is played again. */
export type Playing = {
  readonly release: ReleaseBody;
  /** Id of the workflow. */
  readonly workflow: string;
  readonly operators: ContributedOperators;
  /** Epoch milliseconds: clocks of a case that is open run until then. */
  readonly now: number;
};

/** More than a case does by itself between two things that happen to it. */
const MOST_BY_ITSELF = 500;

const { earliestDue, refusal } = interpreter(CURRENT_INTERPRETER);

/**
 * Plays a recorded case under a release: what came from outside comes again at its time and with its values, rules are asked anew as soon as
 * they are asked, and clocks ring when they say. It ends where somebody did what is not allowed there. Undefined when the release does not
 * have the workflow.
 * @param turns all turns of the case, from its opening on
 */
export function courseOf(turns: readonly RecordedTurn[], playing: Playing): Course | undefined {
  const player = openPlayer(turns, playing);
  if (player === undefined) return undefined;
  let before: CaseState | null = null;
  for (const { event, patch, note } of turns) {
    const sawIt = isAsSeen(event, before);
    before = applyPatch(before, patch);
    if (event.type === "moved") return player.course({ why: "moved" });
    if (isOfItself(event) || note === "repeated") continue;
    const stop = player.ringUntil(event.at) ?? player.happens(event, { sawIt, note: note ?? null });
    if (stop !== null) return player.course(stop);
  }
  const last = turns.at(-1)?.event.at ?? 0;
  const until = before?.status === "closed" ? last : Math.max(last, playing.now);
  return player.course(player.ringUntil(until));
}

type Player = {
  /** Lets everything come that is due by an instant. */
  readonly ringUntil: (at: number) => Stop | null;
  readonly happens: (
    event: CaseEvent,
    then: { readonly sawIt: boolean; readonly note: string | null },
  ) => Stop | null;
  readonly course: (stop: Stop | null) => Course;
};

function openPlayer(turns: readonly RecordedTurn[], playing: Playing): Player | undefined {
  const { release, operators } = playing;
  const begins = turns[0]?.event.at ?? 0;
  const session = newSession(release, playing.workflow, { begins, caseId: "" });
  if (session === undefined) return undefined;
  const answers = openAnswers(askedIn(turns));
  const run = openRun(session);
  const hears = (event: CaseEvent): Stop | null => {
    answers.asks(run.hears(event));
    const { at } = event;
    for (let i = 0; i < MOST_BY_ITSELF; i += 1) {
      const question = answers.question();
      if (question === undefined) return null;
      const decision = decisionOf(release, question, operators);
      const { id: effect, entry, rules } = question;
      if (decision === null) return { why: "undecided", rules };
      const { outcome } = decision;
      answers.asks(run.hears({ type: "decided", at, effect, entry, rules, outcome }));
    }
    return null;
  };
  return {
    ringUntil: (at) => {
      for (let i = 0; i < MOST_BY_ITSELF; i += 1) {
        const event = rungIn(run.state(), at);
        const stop = event && hears(event);
        if (event === null || stop !== null) return stop;
      }
      return null;
    },
    happens: (recorded, { sawIt, note }) => {
      const state = run.state();
      const event = state === null ? recorded : answers.heard(recorded, state);
      if (event === null) return null;
      if (state === null || event.type !== "acted") return hears(event);
      const { seenEntry, action } = event;
      const looked = { ...event, seenEntry: seenEntry !== null && sawIt ? state.entry : seenEntry };
      const isRefused = note === null && refusal(session.program, state, looked) !== null;
      return isRefused ? { why: "refused", action } : hears(looked);
    },
    course: run.course,
  };
}

/** The clock or mark that comes next, if it comes by an instant. */
function rungIn(state: CaseState | null, until: number): CaseEvent | null {
  const next = state?.status === "open" ? earliestDue(state.clocks) : null;
  if (next === null || next.at > until) return null;
  const { at, clock, mark } = next;
  return mark === undefined
    ? { type: "clock_due", at, clock }
    : { type: "clock_reached", at, clock, mark };
}

/** Whether the case does this by itself wherever it runs: clocks, rules, and what only one log is about. */
function isOfItself({ type }: CaseEvent): boolean {
  return (
    type === "decided" ||
    type === "clock_due" ||
    type === "clock_reached" ||
    type === "calendars_renewed" ||
    type === "skipped"
  );
}

/** Whether somebody had seen the case in the state in which it was. */
function isAsSeen(event: CaseEvent, before: CaseState | null): boolean {
  return event.type === "acted" && event.seenEntry === before?.entry;
}

function askedIn(turns: readonly RecordedTurn[]): ReadonlyMap<string, Effect> {
  return new Map(
    turns.flatMap(({ effects }) => effects.map((effect) => [effect.id, effect] as const)),
  );
}
