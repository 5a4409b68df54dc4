import { describe, expect, test } from "vitest";
import { CURRENT_INTERPRETER, interpreter, INTERPRETERS } from "./index.js";

describe("the interpreters a case may run on", () => {
  test("are numbered without gaps from 1, and new cases start on the newest", () => {
    const numbers = Object.keys(INTERPRETERS).map(Number);
    expect(numbers).toEqual(numbers.map((_, place) => place + 1));
    expect(CURRENT_INTERPRETER).toBe(numbers.at(-1));
  });

  test("are refused by a number that is not shipped", () => {
    for (const number of [0, 2.5, 99, NaN]) expect(() => interpreter(number)).toThrow(RangeError);
  });
});
