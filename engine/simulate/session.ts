import type { ContributedOperators } from "../definition/conditions/contributed.js";
import type { ContributedEffects } from "../definition/contributed-effects.js";
import { durationMs } from "../definition/duration.js";
import type { ReleaseBody } from "../definition/release.js";
import type { Workflow } from "../definition/workflow.js";
import {
  CURRENT_INTERPRETER,
  interpreter,
  slim,
  type CaseProgram,
  type CaseState,
  type Refusal,
  type Turn,
  turnOf,
} from "../interpreter/index.js";
import { calendarsFor } from "../sla/case-calendars.js";
import type { Decision } from "../../rules/decision.js";
import { happeningOf } from "./event-of.js";
import type { Move, Unfit } from "./move.js";
import { asking, type Question, without } from "./question.js";

/** What one move did, and how the case stands after it. */
export type Moment = {
  readonly move: Move;
  readonly turn: Turn;
  readonly state: CaseState;
  /** Why a person was not let; null where they were, and for everything else that happens. */
  readonly refusal: Refusal | null;
  /** What may still be answered. */
  readonly open: readonly Question[];
  /** What the rules said where it was they who answered; null where they could not be asked. */
  readonly decision?: Decision | null;
};

/**
 * One case played without servers. It is a plain value that nothing changes: every move gives a new one, and every moment is
 * kept, so that going back is taking an earlier one.
 */
export type Session = {
  readonly release: ReleaseBody;
  /** What plugins bring to rules, with their functions; a browser has none of those. */
  readonly operators?: ContributedOperators;
  /** What plugins can do for cases, without their functions: nothing is done in a simulation. */
  readonly effects?: ContributedEffects;
  readonly workflow: Workflow;
  /** What the case runs on: the workflow as a running case has it, its calendars laid out for 13 months from the beginning. */
  readonly program: CaseProgram;
  readonly caseId: string;
  /** Epoch milliseconds. */
  readonly begins: number;
  readonly moments: readonly Moment[];
  /** Milliseconds in which nothing has happened since the last moment. */
  readonly waited: number;
};

/** A session after a move, or why the move does not fit. */
export type Played = { readonly session: Session } | Unfit;

const { advance, refusal } = interpreter(CURRENT_INTERPRETER);

/**
 * A session in which nothing has happened yet. Clocks ring at their targets: what is spread in time so that not all cases are
 * due at once would only hide what is meant.
 * @param begins epoch milliseconds
 * @returns undefined when the release has no such workflow
 */
export function newSession(
  release: ReleaseBody,
  id: string,
  { begins, caseId, ...brought }: Pick<Session, "begins" | "caseId" | "operators" | "effects">,
): Session | undefined {
  const workflow = release.workflows.find((one) => one.id === id);
  if (workflow === undefined) return undefined;
  const calendars = calendarsFor(release, workflow, { from: begins, now: begins });
  const program = plain(withoutSpread(slim(workflow, calendars)));
  const { operators, effects } = brought;
  return {
    ...{ release, workflow, program, caseId, begins, moments: [], waited: 0 },
    ...(operators === undefined ? {} : { operators }),
    ...(effects === undefined ? {} : { effects }),
  };
}

/**
 * Plays one move on the real interpreter and the real rules. The state goes through JSON between any two, as it does in a case
 * that runs.
 */
export function played(session: Session, move: Move): Played {
  const last = session.moments.at(-1);
  const [before, open] = [last?.state ?? null, last?.open ?? []];
  const at = nowIn(session) + (move.after === undefined ? 0 : durationMs(move.after));
  const happening = happeningOf(move, { session, at, state: before, open });
  if ("unfit" in happening) return happening;
  const { event, answers, decision } = happening;
  const refused =
    before !== null && event.type === "acted" ? refusal(session.program, before, event) : null;
  const outcome = advance(session.program, before, event);
  const moment: Moment = {
    move,
    turn: turnOf(before, event, outcome),
    state: plain(outcome.state),
    refusal: refused,
    open: asking(without(open, answers), outcome.effects),
    ...(decision === undefined ? {} : { decision }),
  };
  return { session: { ...session, moments: [...session.moments, moment], waited: 0 } };
}

/**
 * The same moves on another release, as far as they fit there: for a definition that is changed while somebody tries it.
 * Undefined when its workflow is gone.
 */
export function replayed(session: Session, release: ReleaseBody): Session | undefined {
  const { workflow, moments, waited } = session;
  let now = newSession(release, workflow.id, session);
  for (const { move } of moments) {
    const next = now && played(now, move);
    if (next === undefined || "unfit" in next) return now;
    now = next.session;
  }
  return now && { ...now, waited };
}

/** The session as it was after this many moments. */
export function backTo(session: Session, moments: number): Session {
  return { ...session, moments: session.moments.slice(0, moments), waited: 0 };
}

/** The instant at which a session stands, in epoch milliseconds. */
export function nowIn({ begins, moments, waited }: Session): number {
  return (moments.at(-1)?.turn.event.at ?? begins) + waited;
}

/** The case as it stands; null before it has been opened. */
export function stateIn({ moments }: Pick<Session, "moments">): CaseState | null {
  return moments.at(-1)?.state ?? null;
}

function withoutSpread(program: CaseProgram): CaseProgram {
  if (program.clocks === undefined) return program;
  const clocks = Object.entries(program.clocks).map(([id, { spread: _spread, ...clock }]) => [
    id,
    clock,
  ]);
  return { ...program, clocks: Object.fromEntries(clocks) as NonNullable<CaseProgram["clocks"]> };
}

function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
