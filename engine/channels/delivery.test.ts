import { describe, expect, it } from "vitest";
import { DELIVERY_STATES, type DeliveryState } from "./contract.js";
import { furthest } from "./delivery.js";

const LADDER: readonly DeliveryState[] = ["queued", "sending", "accepted", "sent", "delivered"];

describe("the delivery state of a message", () => {
  it("is the same for every order in which the receipts arrive", () => {
    for (const subset of subsetsOf(DELIVERY_STATES)) {
      const ends = new Set(permutationsOf(subset).map(settle));
      expect([...ends], subset.join()).toEqual([expectedEnd(subset)]);
    }
  });

  it("does not change when every receipt comes twice", () => {
    for (const order of permutationsOf(DELIVERY_STATES)) {
      expect(settle(order.flatMap((state) => [state, state]))).toBe(settle(order));
      expect(settle([...order, ...order])).toBe(settle(order));
    }
  });

  it("never goes back, whatever four receipts come next", () => {
    for (const order of sequencesOf(DELIVERY_STATES, 4)) {
      let at: DeliveryState = "queued";
      for (const state of order) {
        const next = furthest(at, state);
        expect(isStepBack(at, next), `${at} then ${state} became ${next}`).toBe(false);
        at = next;
      }
    }
  });

  it("becomes delivered after failed, because the phone has the message", () => {
    expect(furthest("failed", "delivered")).toBe("delivered");
    expect(furthest("delivered", "failed")).toBe("delivered");
  });

  it("stays failed when an older receipt comes late", () => {
    for (const late of LADDER.slice(0, -1)) expect(furthest("failed", late)).toBe("failed");
  });
});

function settle(order: readonly DeliveryState[]): DeliveryState {
  return order.reduce<DeliveryState>(furthest, "queued");
}

function expectedEnd(states: readonly DeliveryState[]): DeliveryState {
  if (states.includes("delivered")) return "delivered";
  if (states.includes("failed")) return "failed";
  return LADDER.findLast((state) => states.includes(state)) ?? "queued";
}

function isStepBack(from: DeliveryState, to: DeliveryState): boolean {
  if (from === "delivered") return to !== "delivered";
  if (from === "failed") return to !== "failed" && to !== "delivered";
  return to !== "failed" && LADDER.indexOf(to) < LADDER.indexOf(from);
}

function subsetsOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.reduce<readonly (readonly Item[])[]>(
    (subsets, item) => [...subsets, ...subsets.map((subset) => [...subset, item])],
    [[]],
  );
}

function permutationsOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutationsOf(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}

function sequencesOf<Item>(items: readonly Item[], length: number): readonly (readonly Item[])[] {
  if (length === 0) return [[]];
  return sequencesOf(items, length - 1).flatMap((start) => items.map((item) => [...start, item]));
}
