import type { Outcome } from "../effect.js";
import type { CaseEvent } from "../event.js";
import type { CaseProgram } from "../slim.js";
import type { CaseState } from "../state.js";
import { clocksMoved } from "./clocks-moved.js";

type Moved = Extract<CaseEvent, { readonly type: "moved" }>;

/**
 * A case goes on under another release. `program` is the one it goes on with. Being moved is not entering a state: nothing is
 * sent, asked or started, and no transition follows from it. It is a new entry all the same, so that nobody acts on what they
 * saw before.
 */
export function moved(program: CaseProgram, state: CaseState, event: Moved): Outcome {
  const nothing = { effects: [], transition: null };
  if (state.status === "closed") return { ...nothing, state, note: "closed" };
  const isThere = Object.hasOwn(program.states, event.to.state);
  if (state.state !== event.from.state || !isThere) return { ...nothing, state, note: "stale" };
  const data = renamed(state.data, event.fields);
  const after: CaseState = { ...state, state: event.to.state, entry: state.turn, data };
  return { ...nothing, state: { ...after, clocks: clocksMoved(program, state, after, event) } };
}

/** Data under the names that its fields have now, without those that are left behind. */
function renamed(data: CaseState["data"], fields: Moved["fields"]): CaseState["data"] {
  const entries = Object.entries(data).flatMap(([field, value]) => {
    const name = Object.hasOwn(fields, field) ? fields[field] : field;
    return typeof name === "string" ? [[name, value] as const] : [];
  });
  return Object.fromEntries(entries);
}
