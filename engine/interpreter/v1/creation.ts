import type { Outcome } from "../effect.js";
import type { CaseEvent } from "../event.js";
import type { CaseProgram } from "../slim.js";
import type { CaseState } from "../state.js";
import { withAlerts } from "./alerts.js";
import { clocksAfter, clocksAtCreation } from "./clocks.js";
import { ordered } from "./effects.js";
import { eventFacts } from "./facts.js";
import { childrenOf, joinsOnEntry, linksAtCreation } from "./links.js";

type Created = Extract<CaseEvent, { type: "created" }>;

/** The first turn of a case. */
export function created(program: CaseProgram, event: Created): Outcome {
  const priority =
    program.priorities.find((known) => known === event.priority) ?? program.defaultPriority;
  const data =
    event.message && program.messageField !== undefined
      ? { [program.messageField]: event.message.text, ...event.data }
      : event.data;
  const state: CaseState = {
    id: event.id,
    workflow: program.id,
    turn: 1,
    entry: 1,
    state: program.initial,
    status: "open",
    priority,
    queue: event.queue ?? program.defaultQueue,
    queuedAt: 1,
    assignee: null,
    data,
    contact: event.contact,
    clocks: {
      ...clocksAtCreation(
        program,
        { id: event.id, priority, state: program.initial, data },
        event.at,
      ),
      ...clocksOnEntry(program, { id: event.id, priority, at: event.at }),
    },
    seen: event.message ? { [event.message.conversation]: event.message.number } : {},
    automatic: 0,
    ...(event.drill === undefined ? {} : { drill: event.drill }),
    createdAt: event.at,
    updatedAt: event.at,
    ...linksAtCreation(event.parent),
  };
  const specs = [...(program.onCreate ?? []), ...(program.states[program.initial]?.onEnter ?? [])];
  const made = ordered(specs, state, event, eventFacts(state, event));
  const effects = joinsOnEntry(program, made, childrenOf(specs));
  return { state: withAlerts(made.state, effects, event.at), effects, transition: null };
}

/** Clocks of the initial state, as if it had just been entered from nowhere. */
function clocksOnEntry(
  program: CaseProgram,
  { id, priority, at }: Pick<Created, "id" | "at"> & { readonly priority: string },
) {
  const blank = { clocks: {}, data: {} } as CaseState;
  const after = { id, status: "open", state: program.initial, priority, data: {} } as CaseState;
  return clocksAfter(program, blank, after, { transition: "", at, entered: true });
}
