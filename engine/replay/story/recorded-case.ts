import type { Turn } from "../../interpreter/index.js";

/** A turn of a case as its log holds it, as far as it is played again. */
export type RecordedTurn = Pick<Turn, "turn" | "event" | "transition" | "patch" | "effects"> & {
  readonly note?: string | null;
};
