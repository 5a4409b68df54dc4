import { expect, test } from "vitest";
import { groupsOf } from "./groups.js";

const state = { id: "waiting", name: "Waiting" };
const bare = { state, reasons: [], leaves: [], ends: [] };
const on = { id: "on_hold", name: "On hold" };

test("a dry run is told in few sentences: where cases go, and why others stay, the most first", () => {
  const missing = { code: "field_does_not_fit", message: "Name is missing." };
  const groups = groupsOf({
    cases: [
      { ...bare, id: "T-1", to: null, reasons: [missing] },
      { ...bare, id: "T-2", to: on },
      { ...bare, id: "T-3", to: on, leaves: ["Colour"], ends: ["Hurry"] },
      { ...bare, id: "T-4", to: on },
    ],
  });
  expect(groups).toEqual([
    { sentence: "2 cases move to “On hold”", ids: ["T-2", "T-4"] },
    { sentence: "1 case moves to “On hold”; left behind: Colour; ends: Hurry", ids: ["T-3"] },
    { sentence: "1 case stays: Name is missing.", ids: ["T-1"] },
  ]);
});
