import {
  CURRENT_INTERPRETER,
  type CaseEvent,
  type CaseState,
  type Effect,
  interpreter,
} from "../../interpreter/index.js";
import type { Session } from "../../simulate/index.js";
import { type ClockLife, livesAfter } from "../../sla/clock-life.js";
import type { Course, CourseStep, Stop } from "./course.js";

/** A case on its way, with what is told of it. */
export type Run = {
  readonly state: () => CaseState | null;
  /** @returns what the case asks for because of it */
  readonly hears: (event: CaseEvent) => readonly Effect[];
  readonly course: (stop: Stop | null) => Course;
};

const { advance } = interpreter(CURRENT_INTERPRETER);

/** Begins a case in which nothing has happened yet. */
export function openRun({ program, workflow }: Pick<Session, "program" | "workflow">): Run {
  let state: CaseState | null = null;
  let open: readonly ClockLife[] = [];
  const ended: ClockLife[] = [];
  const steps: CourseStep[] = [];
  let wasEmergency = false;
  const world = { clocks: workflow.clocks ?? {}, count: () => 0 };
  const [most, next] = workflow.priorities;
  return {
    state: () => state,
    hears: (event) => {
      const before: CaseState | null = state;
      const { state: after, transition, effects } = advance(program, before, event);
      const lives = livesAfter(open, { transition, before, after }, world);
      open = lives.open;
      ended.push(...lives.ended);
      wasEmergency ||= next !== undefined && after.priority === most;
      const { state: at, queue, priority } = after;
      const what = whatOf(event);
      steps.push({ at: event.at, type: event.type, what, transition, state: at, queue, priority });
      state = after;
      return effects;
    },
    course: (stop) => ({
      ...{ steps, wasEmergency, stop },
      promises: [...ended, ...open].toSorted((a, b) => a.startedAt - b.startedAt),
    }),
  };
}

function whatOf(event: CaseEvent): string | null {
  if (event.type === "acted") return event.action;
  if (event.type === "decided") return event.rules;
  return event.type === "clock_due" || event.type === "clock_reached" ? event.clock : null;
}
