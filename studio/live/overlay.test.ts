import { describe, expect, it } from "vitest";
import type { ListFilter } from "../api/keys.js";
import { fits, overlayPage, remember, settle, type Overlay } from "./overlay.js";
import { row } from "../../tests/support/case-row.js";

const empty: Overlay = new Map();
const billing: ListFilter = { view: "billing", status: "open" };

describe("what an action answered", () => {
  it("is shown although the database still has the older turn", () => {
    const claimed = row({ turn: 3, assignee: { id: "u1", name: "Asha" } });
    const overlay = remember(empty, claimed);
    const page = overlayPage({ items: [row()], next: null }, overlay, {
      filter: billing,
      me: "u1",
    });
    expect(page.items[0]?.assignee?.name).toBe("Asha");
  });

  it("takes the case off a list it has left", () => {
    const moved = row({ turn: 3, queue: { id: "medical", name: "Medical" } });
    const overlay = remember(empty, moved);
    const page = overlayPage({ items: [row()], next: null }, overlay, {
      filter: billing,
      me: "u1",
    });
    expect(page.items).toEqual([]);
  });

  it("takes the case off a list of another category, and leaves it on that of its own", () => {
    const facets = [{ id: "category", name: "Category", value: "training" }];
    const sorted = row({ turn: 3, facets });
    expect(fits(sorted, { ...billing, facets: "category:general" }, "u1")).toBe(false);
    expect(fits(sorted, { ...billing, facets: "category:training" }, "u1")).toBe(true);
    expect(fits(sorted, { ...billing, facets: "category:training,wing:east" }, "u1")).toBe(false);
  });

  it("never hides what is newer than itself", () => {
    const overlay = remember(empty, row({ turn: 3, title: "old" }));
    const fetched = row({ turn: 4, title: "new" });
    const page = overlayPage({ items: [fetched], next: null }, overlay, {
      filter: billing,
      me: "u1",
    });
    expect(page.items[0]?.title).toBe("new");
  });

  it("does not hide that the case stands still, of which it knows nothing", () => {
    const overlay = remember(empty, row({ turn: 3, title: "answered" }));
    const page = overlayPage({ items: [row({ parked: true })], next: null }, overlay, {
      filter: billing,
      me: "u1",
    });
    expect(page.items[0]).toMatchObject({ title: "answered", parked: true });
  });

  it("is forgotten once the database has it", () => {
    const overlay = remember(empty, row({ turn: 3 }));
    expect(settle(overlay, [row({ turn: 2 })]).size).toBe(1);
    expect(settle(overlay, [row({ turn: 3 })]).size).toBe(0);
  });

  it("is not replaced by an older answer that comes late", () => {
    const overlay = remember(remember(empty, row({ turn: 5 })), row({ turn: 4 }));
    expect(overlay.get("T-4K7Q-9")?.turn).toBe(5);
  });
});

describe("a filter", () => {
  it("shows my cases of all queues under mine", () => {
    const mine = row({ assignee: { id: "u1", name: "Asha" } });
    expect(fits(mine, { view: "mine", status: "open" }, "u1")).toBe(true);
    expect(fits(mine, { view: "mine", status: "open" }, "u2")).toBe(false);
  });

  it("hides closed cases from an open list", () => {
    expect(fits(row({ status: "closed" }), billing, "u1")).toBe(false);
    expect(fits(row(), { ...billing, workflow: "ticket" }, "u1")).toBe(true);
    expect(fits(row(), { ...billing, workflow: "visit" }, "u1")).toBe(false);
  });
});
