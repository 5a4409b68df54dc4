import { expect, test } from "vitest";
import { keepWords } from "./keep.js";

test.each([
  ["P6Y", "6 years"],
  ["P1Y6M", "1 year and 6 months"],
  ["P1Y1M1D", "1 year, 1 month and 1 day"],
  ["P90D", "90 days"],
])("%s is %s", (keep, words) => {
  expect(keepWords(keep)).toBe(words);
});
