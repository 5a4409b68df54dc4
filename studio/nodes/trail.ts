/** The way that a case, or all tests, have come: what stands out in the picture. */
export type Trail = {
  readonly of: "case" | "tests";
  /** Where the case is; null for tests, which are over. */
  readonly here: string | null;
  readonly states: ReadonlySet<string>;
  /** By the ids of the edges. */
  readonly ways: ReadonlySet<string>;
};

/** How a state stands out: the case is here, it has been here, or a test comes here. */
export type OnTrail = "here" | "been" | "tested";

/** How a state stands out on a trail; undefined where there is none, or where it has not come by. */
export function onTrail(trail: Trail | null | undefined, state: string): OnTrail | undefined {
  if (!trail) return undefined;
  if (trail.here === state) return "here";
  if (!trail.states.has(state)) return undefined;
  return trail.of === "case" ? "been" : "tested";
}
