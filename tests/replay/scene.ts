import type { Clinic } from "../support/clinic.js";

/** One story to record. `clinic` says which one it plays in; it answers the case when nothing is left to do in it. */
export type Scene = {
  readonly name: string;
  readonly clinic: "ordinary" | "hasty" | "late";
  play(clinic: Clinic, phone: string): Promise<string>;
};
