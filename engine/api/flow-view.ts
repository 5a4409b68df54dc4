import { FEW, type Flow, type StateFlow } from "../protocol/flow.js";
import type { PassageCount } from "../store/passages.js";
import { quantileMs, sum } from "./sla-view.js";

/** What was counted as it is told: by state and by way, with small numbers hidden. */
export function flowOf(counts: readonly PassageCount[]): Pick<Flow, "states" | "ways"> {
  const ways = grouped(counts, ({ transition, from }) => `${transition}\n${from}`);
  const states = grouped(counts.filter(isLeaving), ({ from }) => from);
  return {
    states: [...states].map(([state, mine]) => ({ state, ...stayOf(mine) })),
    ways: [...ways.values()].flatMap((mine) => {
      const [first] = mine;
      if (!first) return [];
      const { transition, from } = first;
      return [{ transition, from, taken: told(sum(mine)) }];
    }),
  };
}

function stayOf(counts: readonly PassageCount[]): Omit<StateFlow, "state"> {
  const left = told(sum(counts));
  // A share and a length are as telling as the number that they stand for.
  if (left === null) return { left, late: null, medianMs: null, p90Ms: null };
  return {
    left,
    late: told(sum(counts.filter(({ late }) => late))),
    medianMs: quantileMs(counts, 0.5),
    p90Ms: quantileMs(counts, 0.9),
  };
}

function isLeaving({ usedStep }: PassageCount): boolean {
  return usedStep !== null;
}

/** A number of cases as it is told; null when they are so few that they could be recognised. */
function told(n: number): number | null {
  return n > 0 && n < FEW ? null : n;
}

function grouped(
  counts: readonly PassageCount[],
  keyOf: (count: PassageCount) => string,
): ReadonlyMap<string, readonly PassageCount[]> {
  const groups = new Map<string, PassageCount[]>();
  for (const each of counts) {
    const key = keyOf(each);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}
