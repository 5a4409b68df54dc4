import type { Two } from "./union.js";

/** The earlier or the later picture. */
export type Side = keyof Two;

/** Both, as they follow one another. */
export const SIDES = ["before", "after"] as const satisfies readonly Side[];

/** What each of two releases is called: “release 12, running now”. */
export type Labels = Readonly<Record<Side, string>>;
