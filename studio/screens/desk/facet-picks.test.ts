import { expect, it } from "vitest";
import { chosenOf, facetsOf, withChosen } from "./facet-picks.js";

const category = { id: "category", name: "Category", values: ["billing", "training"] };
const wing = { id: "wing", name: "Wing", values: ["east", "west"] };

it("offers each facet of the kinds on the list once, with the choices of all of them", () => {
  const other = { id: "category", name: "Category", values: ["training", "lost"] };
  expect(facetsOf([{ facets: [category, wing] }, { facets: [other] }])).toEqual([
    { ...category, values: ["billing", "training", "lost"] },
    wing,
  ]);
});

it("changes one choice and keeps the others, in the words of the API", () => {
  const both = withChosen("category:billing", "wing", "east");
  expect(both).toBe("category:billing,wing:east");
  expect(chosenOf(both, "wing")).toBe("east");
  expect(chosenOf(both, "win")).toBe("");
  expect(withChosen(both, "category", "training")).toBe("wing:east,category:training");
  expect(withChosen("category:billing", "category", "")).toBe("");
});
