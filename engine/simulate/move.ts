import type { Step } from "../definition/scenario.js";

type WithoutExpectation<Each> = Each extends unknown ? Omit<Each, "expect"> : never;

/** One thing that happens in a simulation: a step of a scenario that expects nothing. */
export type Move = WithoutExpectation<Step>;

/** A move that does not fit where the case is, with why, in words for whoever wrote it. */
export type Unfit = { readonly unfit: string };
