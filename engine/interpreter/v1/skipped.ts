import type { Outcome } from "../effect.js";
import type { CaseEvent } from "../event.js";
import type { CaseProgram } from "../slim.js";
import type { CaseState } from "../state.js";
import { awaits, withAssignment } from "./assignment.js";
import { clocksAfterDue, clocksAfterMark } from "./clocks-run.js";
import { effectId } from "./effect-id.js";
import { isAboutOthers, joinsAfter, type LinkEvent, linksAfter, newsForStarted } from "./links.js";

type Skipped = Extract<CaseEvent, { readonly type: "skipped" }>;

/**
 * A case goes past something that it could not take. No transition follows from that, but what is a fact all the same is known from now
 * on: that the message has come, that the clock has run out, that the other case has closed. What was reserved goes back, and an alert
 * whose acknowledgement is skipped goes on.
 */
export function skipped(program: CaseProgram, state: CaseState, { what }: Skipped): Outcome {
  switch (what.type) {
    case "message_received":
      return only(heard(state, what.message));
    case "clock_due":
      return only(withClocks(state, clocksAfterDue(program, state, what)));
    case "clock_reached":
      return only(withClocks(state, clocksAfterMark(program, state, what)?.clocks ?? null));
    case "assigned":
    case "nobody_available":
      return only(awaits(state, what) ? withAssignment(state, what) : state);
    case "reserved":
      return { ...only(state), effects: [givenBack(state, what.effect)] };
    default:
      return isAboutOthers(what) ? known(program, state, what) : only(state);
  }
}

function only(state: CaseState): Outcome {
  return { state, effects: [], transition: null };
}

function heard(
  state: CaseState,
  { conversation, number }: { readonly conversation: string; readonly number: number },
): CaseState {
  const last = state.seen[conversation] ?? 0;
  return { ...state, seen: { ...state.seen, [conversation]: Math.max(last, number) } };
}

function withClocks(state: CaseState, clocks: CaseState["clocks"] | null): CaseState {
  return clocks === null ? state : { ...state, clocks };
}

function givenBack(state: CaseState, reservation: string): Outcome["effects"][number] {
  return { kind: "release", id: effectId(state.id, state.turn, 0), of: { reservation } };
}

/** What is heard of another case is known, and whoever waits for all of them still learns that they have closed. */
function known(program: CaseProgram, before: CaseState, event: LinkEvent): Outcome {
  const state = linksAfter(before, event);
  if (typeof state === "string") return only(before);
  const effects = newsForStarted(before, { state, effects: [] }, event);
  return { ...only(state), effects: joinsAfter(program, before, { state, effects }, event) };
}
