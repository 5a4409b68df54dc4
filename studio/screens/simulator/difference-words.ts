import type { Difference } from "../../../engine/simulate/index.js";
import { simulatorWords } from "../../words/simulator.js";

/** Where a test comes out otherwise than it is written, in a sentence. */
export function differenceWords(difference: Difference): string {
  const say = simulatorWords.tests;
  const step = difference.step + 1;
  if ("unfit" in difference) return say.unfit(step, difference.unfit);
  return say.differs(step, difference.member, difference.expected, difference.seen);
}
