import type { Cases } from "../cases/contract.js";
import type { World } from "./world.js";

/** What a caller can make the API write. */
type Write = "accept" | "create" | "act" | "next";

/** Places at which the API may die and must lose and double nothing: just before a write, and after it, unanswered. */
export type ApiPlace = `api.${"before" | "after"}_${Write}`;

/** The parts of the world that write. */
type Writers = Pick<World, "accept" | "cases">;

/** The same writers, calling `reached` before and after each write, so that a test can end the process exactly there. */
export function withPlaces(
  { accept, cases }: Writers,
  reached: (place: ApiPlace) => void,
): Writers {
  const around =
    <Args extends unknown[], Result>(write: Write, run: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      reached(`api.before_${write}`);
      const answer = await run(...args);
      reached(`api.after_${write}`);
      return answer;
    };
  return {
    accept: around("accept", accept),
    cases: {
      ...cases,
      create: around("create", (...args: Parameters<Cases["create"]>) => cases.create(...args)),
      act: around("act", (...args: Parameters<Cases["act"]>) => cases.act(...args)),
      takeNext: around("next", (...args: Parameters<Cases["takeNext"]>) => cases.takeNext(...args)),
    },
  };
}
