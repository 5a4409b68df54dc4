import { count } from "./count.js";

const states = (n: number) => count(n, "state", "states");

/** The texts of putting states in order in the picture, in English. */
export const arrangeEn = {
  tools: "Arrange",
  all: "Arrange all",
  allHint: "Every state gets another place, those placed by hand too.",
  rest: (n: number) => `Arrange ${n === 1 ? "the one" : `the ${String(n)}`} without a place`,
  restHint: "What was placed by hand stays where it is.",
  busy: (n: number) => `Arranging ${states(n)} …`,
  stop: "Stop",
  stopped: "Stopped. Nothing was moved.",
  failed: "They could not be arranged. Nothing was moved.",
  done: (n: number) => `${states(n)} arranged`,
  lineUp: "Line up",
  ways: {
    left: "Left edges",
    center: "Middles, in a column",
    right: "Right edges",
    top: "Upper edges",
    middle: "Middles, in a row",
    bottom: "Lower edges",
    spreadAcross: "Same room between, across",
    spreadDown: "Same room between, down",
  },
  linedUp: (n: number, how: string) => `${states(n)} lined up: ${how}`,
  nudged: (name: string, at: string) => `“${name}” moved to ${at}`,
  nudgedMany: (n: number, name: string, at: string) => `${states(n)} moved, “${name}” to ${at}`,
};
