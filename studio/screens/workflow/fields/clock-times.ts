import { type Clock, durationsOf } from "../../../../engine/definition/clock.js";
import { withMember } from "./members.js";

/** How a clock says how long it runs: not at all, for its moment is what counts; for all alike; for each priority. */
export type Times = "moment" | "one" | "each";

/** What a time begins with that nobody has said. */
const FIRST = "PT1H";

/** The clock with its time told in another way. What was said is taken over as far as it goes. */
export function withTimes(clock: Clock, times: Times, priorities: readonly string[]): Clock {
  const { target } = clock;
  const [longest = FIRST] = durationsOf(clock).toReversed();
  switch (times) {
    case "moment":
      return withMember(clock, "target", undefined);
    case "one":
      return typeof target === "string" ? clock : withMember(clock, "target", longest);
    case "each":
      return typeof target === "object"
        ? clock
        : withMember(
            clock,
            "target",
            Object.fromEntries(priorities.map((one) => [one, target ?? FIRST])),
          );
  }
}

/** The clock with another time at one priority. */
export function durationMember(clock: Clock, priority: string, next: string): Clock {
  const { target } = clock;
  const rows = typeof target === "object" ? target : {};
  return withMember(clock, "target", withMember(rows, priority, next));
}
