import type { ContributedOperators } from "../../definition/conditions/contributed.js";
import type { ContributedEffects } from "../../definition/contributed-effects.js";
import type { ReleaseBody } from "../../definition/release.js";
import type { Workflow } from "../../definition/workflow.js";
import {
  applyPatch,
  type CaseEvent,
  type CaseState,
  type Effect,
} from "../../interpreter/index.js";
import { type Move, newSession, nowIn, type Session, stateIn } from "../../simulate/index.js";
import { spanOf } from "../../simulate/expectation.js";
import { USUAL_BEGINNING } from "../../simulate/scenario-run.js";
import { played } from "../../simulate/session.js";
import type { StoryDifference } from "../../protocol/case-test.js";
import { castOf, type RolesOf } from "./cast.js";
import { differenceAt } from "./difference.js";
import { keywordsOf } from "./keywords.js";
import { moveOf, type Telling } from "./move-of.js";
import type { RecordedTurn } from "./recorded-case.js";

/** A case told again with nothing of the patient in it, as it went on the release that it followed. */
export type Story = {
  /** The case played with made-up values. */
  readonly session: Session;
  /** What happened and cannot be said by a test, by its kind. */
  readonly leftOut: readonly { readonly what: LeftOut; readonly n: number }[];
  /** Where the story comes out otherwise than the case did: values that were not kept had decided. */
  readonly differs: readonly StoryDifference[];
};

/** A kind of event, or what came after a move to another release, or after as much as a test may hold. */
export type LeftOut = CaseEvent["type"] | "later";

/** What a case is told with. */
export type StoryWorld = {
  /** That the case followed. */
  readonly release: ReleaseBody;
  readonly workflow: Workflow;
  readonly operators: ContributedOperators;
  readonly effects: ContributedEffects;
  readonly rolesOf: RolesOf;
  /** Whether a channel, by the id of its plugin, carries letters. */
  readonly isMail: (channel: string) => boolean;
};

/** Steps that a test may have. */
const MAX_STEPS = 200;

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Tells a case as a story that anybody may read: its events as they came, at their times from the opening, in another week, with people as
 * roles and values made up. It is played on the way, so that what the case decided by what was not kept shows.
 * @param turns of the case, from its opening on; those after a move to another release are left out
 */
export function storyOf(turns: readonly RecordedTurn[], world: StoryWorld): Story | undefined {
  const [first] = turns;
  if (first?.event.type !== "created") return undefined;
  const { release, workflow, operators, effects } = world;
  const opened = first.event.at;
  const begins = inAnotherWeek(opened);
  const caseId = `${workflow.subject.prefix}-1`;
  const session = newSession(release, workflow.id, { begins, caseId, operators, effects });
  if (session === undefined) return undefined;
  const telling = tellingOf(turns, world, begins - inMinutes(opened));
  let told: Told = { session, before: null, entries: [], leftOut: [], differs: [] };
  for (const turn of turns) told = withTurn(told, turn, { telling, opened });
  const { leftOut, differs } = told;
  return { session: told.session, leftOut: counted(leftOut), differs };
}

type Told = Omit<Story, "leftOut"> & {
  /** The case as it was then. */
  readonly before: CaseState | null;
  /** Its state entry after each step of the story. */
  readonly entries: readonly number[];
  readonly leftOut: readonly LeftOut[];
};

type Scene = { readonly telling: Omit<Telling, "looked">; readonly opened: number };

function withTurn(told: Told, turn: RecordedTurn, { telling, opened }: Scene): Told {
  const { session, entries, leftOut, differs } = told;
  const after = applyPatch(told.before, turn.patch);
  const next = { ...told, before: after };
  // A repeat is the delivery's business, and hours are laid out far enough in every story.
  if (turn.note === "repeated" || turn.event.type === "calendars_renewed") return next;
  // From there on it followed another release.
  const isOver = session.moments.length >= MAX_STEPS || leftOut.includes("moved");
  if (isOver) return { ...next, leftOut: [...leftOut, "later"] };
  const looked = (entry: number | null) => {
    const ago = entry === null ? -1 : entries.toReversed().indexOf(entry);
    return Math.max(0, ago);
  };
  const move = moveOf(turn.event, { ...telling, looked });
  if (move === undefined) return { ...next, leftOut: [...leftOut, turn.event.type] };
  const now = played(session, atTime(move, session, session.begins + turn.event.at - opened));
  if ("unfit" in now) return { ...next, differs: [...differs, unfitAt(session)] };
  const difference = differenceAt(now.session, { turn, state: after });
  return {
    ...next,
    session: now.session,
    entries: [...entries, after.entry],
    differs: difference === null ? differs : [...differs, difference],
  };
}

function unfitAt({ moments }: Session): StoryDifference {
  return { step: Math.max(1, moments.length), what: "unfit", was: null, is: null };
}

/** A move at its time; what a clock brings comes when the clock says. */
function atTime(move: Move, session: Session, at: number): Move {
  const running = "due" in move ? stateIn(session)?.clocks[move.due] : undefined;
  if (typeof running?.dueAt === "number") return move;
  const waited = Math.round((at - nowIn(session)) / SECOND_MS) * SECOND_MS;
  return waited <= 0 ? move : { ...move, after: spanOf(waited) };
}

function tellingOf(
  turns: readonly RecordedTurn[],
  { release, workflow, effects, rolesOf, isMail }: StoryWorld,
  shiftMs: number,
): Omit<Telling, "looked"> {
  const cast = castOf(release, turns, rolesOf);
  return {
    ...{ release, workflow, effects, cast, isMail },
    making: {
      keywords: keywordsOf(release, workflow),
      queues: release.organisation.queues.map(({ id }) => id),
      priorities: workflow.priorities,
      person: cast.person,
      shiftMs,
    },
    asked: new Map<string, Effect>(
      turns.flatMap((turn) => turn.effects.map((effect) => [effect.id, effect] as const)),
    ),
  };
}

/** The same weekday and minute of the day in the week in which tests are set: opening hours count by those, and nobody is known by them. */
function inAnotherWeek(at: number): number {
  const [week, monday] = [7 * DAY_MS, Math.floor(USUAL_BEGINNING / DAY_MS) * DAY_MS];
  return monday + ((((inMinutes(at) - monday) % week) + week) % week);
}

function inMinutes(at: number): number {
  return Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

function counted(leftOut: readonly LeftOut[]): Story["leftOut"] {
  return [...new Set(leftOut)].map((what) => ({
    what,
    n: leftOut.filter((one) => one === what).length,
  }));
}
