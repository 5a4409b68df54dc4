import type { AssignStrategy } from "../definition/assign.js";
import type { WhyAssigned, WhyNobody } from "../interpreter/event.js";

/** Whether somebody is there: at work, away by their own word, or outside their hours. */
export type Duty = "there" | "away" | "off_duty";

/** Somebody who may be given a case, as they stand at the moment of choosing. */
export type Standing = {
  readonly person: string;
  readonly duty: Duty;
  readonly skills: readonly string[];
  /** Cases they work on. */
  readonly load: number;
  readonly capacity: number;
  /** When the queue last gave them a case, by its own count; 0 for never. */
  readonly lastGiven: number;
};

/** Who is given a case and why, or why nobody is. */
export type Choice =
  | { readonly person: string; readonly why: WhyAssigned }
  | { readonly person: null; readonly why: WhyNobody };

/**
 * Chooses who is given a case among all whom its queue may give to: somebody who is there, has every skill it needs, and
 * has fewer cases than they can take. The same standings give the same choice.
 */
export function choose(
  by: AssignStrategy,
  needs: readonly string[],
  standings: readonly Standing[],
): Choice {
  const looked = standings.map((standing) => [standing, hindrance(standing, needs)] as const);
  const able = looked.filter(([, why]) => why === null).map(([standing]) => standing);
  const [first] = able.toSorted(BEFORE[by]);
  if (first === undefined) return { person: null, why: whyNobody(looked.map(([, why]) => why)) };
  const { person, load, capacity } = first;
  return { person, why: { by, load: load + 1, capacity, among: able.length } };
}

type Hindrance = Exclude<keyof WhyNobody, "people">;

/** What keeps somebody from being given a case; null when nothing does. */
function hindrance(
  { duty, skills, load, capacity }: Standing,
  needs: readonly string[],
): Hindrance | null {
  if (duty !== "there") return duty === "away" ? "away" : "offDuty";
  if (!needs.every((skill) => skills.includes(skill))) return "unskilled";
  return load >= capacity ? "full" : null;
}

function whyNobody(hindrances: readonly (Hindrance | null)[]): WhyNobody {
  const count = (which: Hindrance) => hindrances.filter((one) => one === which).length;
  return {
    people: hindrances.length,
    away: count("away"),
    offDuty: count("offDuty"),
    full: count("full"),
    unskilled: count("unskilled"),
  };
}

type Order = (one: Standing, other: Standing) => number;

/** Who has waited longest for a case of the queue; by id among those who never had one. */
const inTurn: Order = (one, other) =>
  one.lastGiven - other.lastGiven || (one.person < other.person ? -1 : 1);

/** Which order each strategy asks people in. Part-time staff with a small capacity are full as early as the others. */
const BEFORE: { readonly [Strategy in AssignStrategy]: Order } = {
  round_robin: inTurn,
  least_loaded: (one, other) =>
    one.load * other.capacity - other.load * one.capacity || inTurn(one, other),
};
