import { describe, expect, it } from "vitest";
import { arrivals, filterOf, isNarrowed, ticketId, viewName } from "./view.js";

describe("a list's address", () => {
  it("holds its filters, so that a reload and a shared link show the same", () => {
    const search = new URLSearchParams(
      "workflow=ticket&state=assigned&priority=High&facets=category:billing&mine=yes",
    );
    expect(filterOf("billing", search)).toEqual({
      view: "billing",
      status: "open",
      workflow: "ticket",
      state: "assigned",
      priority: "High",
      facets: "category:billing",
      mineOnly: true,
    });
    expect(isNarrowed(filterOf("billing", search))).toBe(true);
    expect(isNarrowed(filterOf("billing", new URLSearchParams()))).toBe(false);
  });

  it("is named after its queue", () => {
    expect(viewName("billing", [{ id: "billing", name: "Billing" }])).toBe("Billing");
    expect(viewName("mine", [])).toBe("Assigned to me");
  });
});

describe("arrivals", () => {
  it("are the tickets that were not on the list before", () => {
    expect(arrivals(["a", "b"], ["c", "a", "b"])).toEqual(["c"]);
  });

  it("are none on a list that is seen for the first time", () => {
    expect(arrivals(undefined, ["a"])).toEqual([]);
  });
});

describe("a typed ticket id", () => {
  it.each([
    [" t-4k7q-9 ", "T-4K7Q-9"],
    ["T 4K7Q 9", "T4K7Q9"],
    ["hello?", null],
    ["", null],
  ])("%j means %j", (typed, id) => {
    expect(ticketId(typed)).toBe(id);
  });
});
