import type { Workflow } from "../definition/workflow.js";
import type { ReleaseBody } from "../definition/release.js";
import { applyPatch, type CaseProgram, type CaseState, slim } from "../interpreter/index.js";
import { countsBy, targetMs } from "../interpreter/v1/clock-time.js";
import type { CaseClock } from "../protocol/case-clock.js";
import { calendarsFor } from "../sla/case-calendars.js";
import { isPromise } from "../sla/clock-life.js";
import { CasewrightError } from "../protocol/errors.js";
import { caseDoc, type CaseDoc } from "../store/cases.js";
import { type EventDoc, eventsOf } from "../store/events.js";
import type { Store } from "../store/store.js";
import { releaseByNumber } from "../store/releases.js";
import { clockMarks } from "./clock-marks.js";
import { clockStories, type ClockStory, type ClockTurn } from "./clock-story.js";
import { instant } from "./rows.js";
import type { CaseTools } from "./tools.js";

/** Turns read to tell a case's clocks, from the first on; more than cases of people have. */
const MAX_TURNS = 2_000;

/** Stretches told of one clock, the latest; a year of lunch breaks has some 1,500. */
const MAX_SPANS = 200;

/**
 * The clocks of a case with every stretch of their lives, told from the recorded log; those that run come last.
 * @throws CasewrightError not_found
 */
export async function clocksOf(
  tools: Pick<CaseTools, "store" | "now">,
  caseId: string,
): Promise<CaseClock[]> {
  const { store } = tools;
  const doc = await caseDoc(store, caseId);
  if (!doc) throw new CasewrightError("not_found");
  const events = await eventsOf(store, caseId, { after: 0, limit: MAX_TURNS });
  const { body } = await releaseByNumber(store, doc.release);
  const followed = body.workflows.find(({ id }) => id === doc.workflow);
  if (!followed)
    throw new CasewrightError("internal", { detail: "workflow missing in its release" });
  const workflow = await withEarlierClocks(store, doc, followed);
  const [from, now] = [doc.state.createdAt, tools.now()];
  const calendars = calendarsFor(body, workflow, { from, now }) ?? {};
  const stories = clockStories(turnsOf(events), { workflow, calendars, now });
  const program = slim(workflow, calendars);
  return stories.map((story) => ({
    ...viewOf(story, workflow),
    then: story.endedAt === null ? thenOf(story.clock, workflow, doc.state.state) : [],
    ...promisedBy(story, { body, program, doc }),
    marks: clockMarks(story, { program, state: doc.state, events }),
  }));
}

/** The workflow that a case follows, knowing the clocks too that only the releases had which it followed before. */
async function withEarlierClocks(
  store: Store,
  { moves = [], workflow: id }: CaseDoc,
  followed: Workflow,
): Promise<Workflow> {
  if (moves.length === 0) return followed;
  const releases = await Promise.all(moves.map(({ from }) => releaseByNumber(store, from)));
  const earlier = releases.map(({ body }) => body.workflows.find((one) => one.id === id)?.clocks);
  const clocks = [...earlier, followed.clocks].flatMap((one) => Object.entries(one ?? {}));
  return { ...followed, clocks: Object.fromEntries(clocks) };
}

/** What a clock promises, and where it is read. */
function promisedBy(
  { clock }: ClockStory,
  {
    body: { calendars = [] },
    program,
    doc: { state },
  }: { readonly body: ReleaseBody; readonly program: CaseProgram; readonly doc: CaseDoc },
): Pick<CaseClock, "promise" | "zone" | "targetMs"> {
  const definition = program.clocks?.[clock];
  if (!definition) return { promise: false, zone: null, targetMs: null };
  const by = countsBy(definition, state.priority);
  const target = targetMs(program, definition, state);
  return {
    promise: isPromise(definition),
    zone: calendars.find(({ id }) => id === by)?.zone ?? null,
    targetMs: Number.isFinite(target) ? target : null,
  };
}

/** Names of the transitions that a clock fires where the case is. */
function thenOf(clock: string, { transitions }: Workflow, state: string): string[] {
  return Object.values(transitions).flatMap(({ name, from, on = [] }) => {
    const leaves = from === "*" || from.includes(state);
    const fires = on.some((one) => one.event === "clock_due" && one.clock === clock);
    return leaves && fires ? [name] : [];
  });
}

function turnsOf(events: readonly EventDoc[]): readonly ClockTurn[] {
  let state: CaseState | null = null;
  return events.map(({ event, patch }) => {
    state = applyPatch(state, patch);
    const dueClock = event.type === "clock_due" ? event.clock : null;
    const { clocks, priority } = state;
    return { at: event.at, dueClock, state: state.state, priority, clocks };
  });
}

function viewOf(
  { clock, spans, ...story }: ClockStory,
  workflow: Workflow,
): Omit<CaseClock, "promise" | "zone" | "targetMs" | "marks" | "then"> {
  const sum = (kind: string) =>
    spans.reduce((ms, span) => ms + (span.kind === kind ? span.to - span.from : 0), 0);
  return {
    id: clock,
    name: workflow.clocks?.[clock]?.name ?? clock,
    standing: story.standing,
    startedAt: instant(story.startedAt),
    dueAt: story.dueAt === null ? null : instant(story.dueAt),
    endedAt: story.endedAt === null ? null : instant(story.endedAt),
    countedMs: sum("counted"),
    pausedMs: sum("paused"),
    closedMs: sum("closed"),
    spans: spans.slice(-MAX_SPANS).map(({ kind, from, to, state }) => ({
      kind,
      from: instant(from),
      to: instant(to),
      state: state === null ? null : (workflow.states[state]?.name ?? state),
    })),
  };
}
