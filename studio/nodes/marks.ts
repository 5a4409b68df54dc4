import type { IconName } from "../ui/icons.js";

/** Who or what makes a transition happen. */
export type Sign =
  "people" | "message" | "rules" | "clock" | "stock" | "alert" | "assigned" | "cases" | "system";

/** The drawing of each sign. */
export const SIGN_ICONS: Readonly<Record<Sign, IconName>> = {
  people: "person",
  message: "message",
  rules: "route",
  clock: "clock",
  stock: "stack",
  alert: "bell",
  assigned: "people",
  cases: "copy",
  system: "plug",
};

/** What the picture shows of one transition. */
export type TransitionMark = {
  readonly name: string;
  readonly signs: readonly Sign[];
  /** The roles that may do it, in a word or two; empty when nobody may. */
  readonly who: string;
};

/** What the picture says about a workflow, by id. */
export type Marks = ReadonlyMap<string, TransitionMark>;
