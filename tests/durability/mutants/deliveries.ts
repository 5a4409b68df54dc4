import type { Mutant } from "./mutant.js";

/** Breaks of how messages leave. */
export const DELIVERIES: readonly Mutant[] = [
  {
    name: "deliveries: what died with its worker waits until its time is up",
    file: "workflows/case/perform.ts",
    find: "heartbeatTimeout: SIGN_OF_LIFE,",
    replace: "",
    test: "tests/durability/signs-of-life",
    title: "signs of life stop",
  },
];
