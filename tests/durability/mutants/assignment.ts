import type { Mutant } from "./mutant.js";

/** Breaks of queues that give their cases to people. */
export const ASSIGNMENT: readonly Mutant[] = [
  {
    name: "assignment: what was just given is not counted",
    file: "engine/store/assignments.ts",
    find: "of [...own, ...given])",
    replace: "of own)",
    test: "tests/durability/assignment.test.ts",
    title: "above what they can take",
  },
  {
    name: "assignment: two queues do not collide over one person",
    file: "engine/store/assignments.ts",
    find: "await model.updateOne({ _id: `person:${person}` }, one, options);",
    replace: "",
    test: "tests/durability/assignment.test.ts",
    title: "of two queues",
  },
  {
    name: "assignment: turns are not kept",
    file: "engine/store/assignments.ts",
    find: "await model.updateOne({ _id: `queue:${queue}` }, { $set: last }, { session });",
    replace: "",
    test: "tests/durability/assignment.test.ts",
    title: "the same in turn",
  },
  {
    name: "assignment: what was given is told once and never again",
    file: "engine/store/assignments.ts",
    find: "const due = operator({ $lte: at });",
    replace: "const due = operator({ $lte: new Date(0) });",
    test: "tests/durability/assignment.test.ts",
    title: "every case is given once",
  },
  {
    name: "assignment: hours are not looked at",
    file: "engine/assignment/duty.ts",
    find: 'return typeof hours === "string" ? shift(hours) : THERE;',
    replace: 'return typeof hours === "string" && hours === "" ? shift(hours) : THERE;',
    test: "tests/shifts.test.ts",
    title: "when the next shift begins",
  },
  {
    name: "assignment: nobody looks again when a shift begins",
    file: "engine/assignment/keep-giving.ts",
    find: "await bell.wait(Math.min(ROUND_EVERY_MS, untilThen));",
    replace: "await bell.wait(1_000 * ROUND_EVERY_MS + untilThen);",
    test: "tests/shifts.test.ts",
    title: "when the next shift begins",
  },
];
