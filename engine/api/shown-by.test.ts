import { expect, it } from "vitest";
import { shownBy } from "./shown-by.js";

it("is what a plugin shows, now or in a moment", async () => {
  expect(await shownBy(() => ({ text: "Hello" }))).toEqual({ text: "Hello" });
  expect(await shownBy(() => Promise.resolve({ text: "Hello" }))).toEqual({ text: "Hello" });
});

it.each<[string, () => unknown]>([
  [
    "throws",
    () => {
      throw new Error("no");
    },
  ],
  ["is refused", () => Promise.reject(new Error("no"))],
  ["never comes", () => new Promise(() => undefined)],
  ["is no preview", () => "<b>Hello</b>"],
])("is nothing when it %s, and nobody waits longer for it", async (_, show) => {
  const before = performance.now();
  expect(await shownBy(show)).toBeNull();
  expect(performance.now() - before).toBeLessThan(5_000);
});
