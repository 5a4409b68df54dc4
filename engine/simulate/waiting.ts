import { CURRENT_INTERPRETER, interpreter } from "../interpreter/index.js";
import { spanOf } from "./expectation.js";
import type { Move } from "./move.js";
import { nowIn, played, type Session, stateIn } from "./session.js";

const { earliestDue } = interpreter(CURRENT_INTERPRETER);

/** More than a case does by itself: one that moves so often without a person does not obey its rules any more. */
const MOST_BY_ITSELF = 500;

/** What a case waits for next. */
export type Next = {
  readonly clock: string;
  readonly mark?: string;
  /** Epoch milliseconds. */
  readonly at: number;
};

/** The clock or mark that comes next if nothing else happens; null when none runs. */
export function nextIn(session: Session): Next | null {
  const state = stateIn(session);
  return state === null || state.status === "closed" ? null : earliestDue(state.clocks);
}

/** Plays a move, and lets the rules answer whatever they are asked, as they do within a second on the servers. */
export function playedWithRules(session: Session, move: Move): ReturnType<typeof played> {
  const first = played({ ...session, waited: 0 }, { ...move, ...afterWaiting(session) });
  return "unfit" in first ? first : { session: withRules(first.session) };
}

/** Nothing happens until the next clock or mark comes; the same session when none does. */
export function skippedToNext(session: Session): Session {
  const next = nextIn(session);
  return next === null ? session : rung(session, next);
}

/** Time passes, and with it everything comes that is due on the way. */
export function waitedFor(session: Session, ms: number): Session {
  const until = nowIn(session) + ms;
  let now = session;
  for (let i = 0; i < MOST_BY_ITSELF; i += 1) {
    const next = nextIn(now);
    if (next === null || next.at > until) break;
    now = rung(now, next);
  }
  return { ...now, waited: now.waited + Math.max(0, until - nowIn(now)) };
}

function rung(session: Session, { clock, mark }: Next): Session {
  const move: Move = { due: clock, ...(mark === undefined ? {} : { mark }) };
  const next = played({ ...session, waited: 0 }, move);
  return "unfit" in next ? session : withRules(next.session);
}

function withRules(session: Session): Session {
  let now = session;
  for (let i = 0; i < MOST_BY_ITSELF; i += 1) {
    const question = now.moments.at(-1)?.open.find(({ kind }) => kind === "decide");
    if (question?.kind !== "decide") break;
    const next = played(now, { decided: question.rules });
    if ("unfit" in next) break;
    now = next.session;
  }
  return now;
}

/** Time in which nothing happened belongs to the move that ends it. */
function afterWaiting({ waited }: Session): { readonly after?: string } {
  return waited === 0 ? {} : { after: spanOf(waited) };
}
