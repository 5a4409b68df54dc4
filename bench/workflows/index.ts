import {
  allHandlersFinished,
  condition,
  defineUpdate,
  proxyActivities,
  setHandler,
  sleep,
} from "@temporalio/workflow";
import type { BareActivities, BareAct, BareAnswer, BareEvent, BareState } from "../bare/shapes.js";

const { writeTurns } = proxyActivities<BareActivities>({
  startToCloseTimeout: "15s",
  retry: { initialInterval: "200ms", maximumInterval: "5s" },
});

/** A staff action on a bare workflow. */
export const act = defineUpdate<BareAnswer, [BareAct]>("act");

/** Ends a workflow that would wait for ever. */
export const end = defineUpdate("end");

/** What a hand-written ticket waits for after it was resolved. */
const CLOSES_AFTER = "1s";

/** An Update that does nothing: the floor under everything that Temporal answers. */
export async function nothing(): Promise<void> {
  let over = false;
  setHandler(act, ({ requestId }) => ({ turn: requestId.length, state: null }));
  setHandler(end, () => {
    over = true;
  });
  await condition(() => over);
}

/** A timer and nothing else. @returns how late it rang, in milliseconds of the workflow's clock */
export async function timer(ms: number): Promise<number> {
  const due = Date.now() + ms;
  await sleep(ms);
  return Date.now() - due;
}

/** A ticket as one would write it by hand in the same design: answers from history, one activity commits behind. */
export async function behind(created: BareEvent): Promise<void> {
  let state = first(created);
  let log: BareEvent[] = [created];
  setHandler(act, (request) => {
    const event = eventOf(request, state);
    state = after(state, event);
    log.push(event);
    return { turn: event.turn, state };
  });
  let armed = false;
  for (;;) {
    while (log.length > 0) {
      const events = log;
      log = [];
      await writeTurns({ state, events });
    }
    if (state.status === "closed" && allHandlersFinished()) return;
    if (state.state === "resolved" && !armed) {
      armed = true;
      void sleep(CLOSES_AFTER).then(() => {
        const event = closing(state);
        state = after(state, event);
        log.push(event);
      });
    }
    await condition(() => log.length > 0 || (state.state === "resolved" && !armed));
  }
}

/** The same ticket in the usual way: every Update waits for the activity that writes it. */
export async function waiting(created: BareEvent): Promise<void> {
  let state = first(created);
  let opened = false;
  setHandler(act, async (request) => {
    await condition(() => opened);
    const event = eventOf(request, state);
    state = after(state, event);
    const answer = { turn: event.turn, state };
    await writeTurns({ state, events: [event] });
    return answer;
  });
  await writeTurns({ state, events: [created] });
  opened = true;
  await condition(() => state.state === "resolved" && allHandlersFinished());
  await sleep(CLOSES_AFTER);
  const event = closing(state);
  state = after(state, event);
  await writeTurns({ state, events: [event] });
  await condition(allHandlersFinished);
}

function first(event: BareEvent): BareState {
  return {
    id: event.caseId,
    turn: 1,
    state: "new",
    status: "open",
    priority: "Medium",
    queue: "triage",
    assignee: null,
    data: event.input,
    createdAt: event.at,
    updatedAt: event.at,
  };
}

function eventOf({ action, input, actor, requestId }: BareAct, state: BareState): BareEvent {
  const { id: caseId, turn } = state;
  return { caseId, turn: turn + 1, type: action, at: Date.now(), actor, requestId, input };
}

function closing({ id: caseId, turn }: BareState): BareEvent {
  return {
    ...{ caseId, turn: turn + 1, type: "close", at: Date.now() },
    ...{ actor: null, requestId: null, input: {} },
  };
}

function after(state: BareState, { turn, at, type, actor, input }: BareEvent): BareState {
  const next = { ...state, turn, updatedAt: at };
  switch (type) {
    case "claim":
      return { ...next, state: "in_progress", assignee: actor };
    case "prioritise":
      return { ...next, priority: input["priority"] ?? state.priority };
    case "assign":
      return { ...next, assignee: input["assignee"] ?? null };
    case "release":
      return { ...next, state: "assigned", assignee: null };
    case "resolve":
      return { ...next, state: "resolved" };
    case "close":
      return { ...next, state: "closed", status: "closed" };
    default:
      return next;
  }
}
