import type { AssignStrategy } from "../definition/assign.js";
import type { CaseEvent } from "../interpreter/event.js";
import { type Names, personName, queueName } from "./rows.js";

type Assigned = Extract<CaseEvent, { type: "assigned" }>;
type Nobody = Extract<CaseEvent, { type: "nobody_available" }>;

/** How each strategy is called where people read of it. */
const STRATEGIES: { readonly [Strategy in AssignStrategy]: string } = {
  round_robin: "In turn",
  least_loaded: "To whoever has least",
};

/** Why a person was given a case: `In turn in Support: Asha has 2 of 5, one of 3 who could take it`. */
export function whyAssigned({ person, queue, why }: Assigned, names: Names): string {
  const { by, load, capacity, among } = why;
  const others = among === 1 ? "nobody else could take it" : `one of ${String(among)} who could`;
  const part = `${personName(person, names)} has ${String(load)} of ${String(capacity)}`;
  return `${STRATEGIES[by]} in ${queueName(queue, names)}: ${part}, ${others}`;
}

/** Why nobody was: `Of 4 people: 2 away, 1 off duty, 1 with as many cases as they can take`. */
export function whyNobody({ why }: Nobody): string {
  const { people, away, offDuty, full, unskilled } = why;
  if (people === 0) return "Nobody is given cases of this queue";
  const kept = [
    ["away", away] as const,
    ["off duty", offDuty] as const,
    ["without a skill that it needs", unskilled] as const,
    ["with as many cases as they can take", full] as const,
  ].flatMap(([words, number]) => (number === 0 ? [] : [`${String(number)} ${words}`]));
  return `Of ${String(people)} ${people === 1 ? "person" : "people"}: ${kept.join(", ")}`;
}
