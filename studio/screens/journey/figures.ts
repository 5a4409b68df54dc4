import type { Figures } from "../../nodes/figures.js";
import { span } from "../../ui/time.js";
import { journeyWords } from "../../words/journey.js";
import { depthOf } from "../workflow/numbers/figures.js";
import type { Standing } from "./steps.js";

/** What the picture shows of a journey: how long the case was in each state, and by which steps it went each way. */
export function figuresOf({ stays, taken }: Pick<Standing, "stays" | "taken">): Figures {
  const { stay, taken: by } = journeyWords;
  const most = Math.max(0, ...[...stays.values()].map(({ ms }) => ms));
  return {
    withOpen: false,
    states: new Map(
      [...stays].map(([state, { ms, visits }]) => [
        state,
        {
          text: stay.short(span(ms), visits),
          spoken: stay.spoken(span(ms), visits),
          depth: depthOf(ms, most),
        },
      ]),
    ),
    ways: new Map(
      [...taken].map(([key, turns]) => [key, { text: by.short(turns), spoken: by.spoken(turns) }]),
    ),
  };
}
