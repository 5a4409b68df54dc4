import type { LedgerDoc } from "../../engine/store/ledger.js";
import type { Evidence } from "./evidence.js";

/** The evidence about what cases share. */
export type SharedFacts = Pick<Evidence, "cases" | "events" | "shared">;

/**
 * I7: no more of a shared quantity is taken than there is, the sum agrees with the rows, closed cases hold nothing, and
 * every effect on one was answered once.
 */
export function* wrongQuantities(evidence: SharedFacts): Generator<string> {
  yield* wrongSums(evidence);
  const { cases, shared } = evidence;
  const closed = new Set(cases.filter(({ status }) => status === "closed").map(({ _id }) => _id));
  for (const { _id, caseId, reservation } of shared.rows)
    if (reservation?.state === "held" && closed.has(caseId))
      yield `${caseId} is closed and holds ${reservation.quantity} by ${_id}`;
  yield* wrongAnswers(evidence);
}

function* wrongSums({ shared: { limits, taken, rows } }: SharedFacts) {
  for (const [quantity, limit] of limits) {
    const sum = taken.get(quantity) ?? 0;
    const kept = rows.reduce((total, row) => total + keptOf(row, quantity), 0);
    if (sum !== kept) yield `${sum} of ${quantity} are taken and ${kept} kept by cases`;
    if (sum > limit) yield `${sum} of ${quantity} are taken, of ${limit}`;
  }
}

function keptOf({ reservation }: LedgerDoc, quantity: string): number {
  if (reservation?.quantity !== quantity) return 0;
  return reservation.state === "held" || reservation.state === "used" ? reservation.amount : 0;
}

function* wrongAnswers({ events, shared: { rows } }: SharedFacts) {
  const said = new Map(rows.map(({ _id, answer }) => [_id, answer]));
  const heard = new Map<string, string[]>();
  for (const { event } of events)
    if ("quantity" in event)
      heard.set(event.effect, [...(heard.get(event.effect) ?? []), event.type]);
  for (const effect of events.flatMap(({ effects }) => effects)) {
    if (effect.kind !== "reserve" && effect.kind !== "use" && effect.kind !== "release") continue;
    const answer = said.get(effect.id);
    if (answer === undefined) yield `${effect.kind} ${effect.id} is not in the ledger`;
    const expected = effect.kind === "release" || answer === undefined ? "" : answer;
    const answers = (heard.get(effect.id) ?? []).join();
    if (answers !== expected)
      yield `${effect.kind} ${effect.id} was told “${answers}”, not “${expected}”`;
  }
}
