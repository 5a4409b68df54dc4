import { expect, test } from "vitest";
import { urgencyOf } from "./urgency.js";

const shown = (levels: number) =>
  Array.from({ length: levels }, (_, rank) => urgencyOf(rank, levels));

test("the first priority of a kind is shown as the most urgent and the last as the least, however many there are", () => {
  expect(shown(2)).toEqual([0, 4]);
  expect(shown(3)).toEqual([0, 2, 4]);
  expect(shown(5)).toEqual([0, 1, 2, 3, 4]);
  expect(shown(9)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4]);
});

test("the only priority of a kind is not urgent", () => {
  expect(shown(1)).toEqual([4]);
});

test("a case of a release that had more is shown as the least urgent", () => {
  expect(urgencyOf(4, 3)).toBe(4);
  expect(urgencyOf(7, undefined)).toBe(4);
});
