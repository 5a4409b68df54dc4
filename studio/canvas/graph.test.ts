import { describe, expect, it } from "vitest";
import { graphOf } from "./graph.js";
import { longWorkflow, move, workflowOf } from "./testing/workflows.js";

const STATES = {
  new: { name: "New", class: "new" },
  open: { name: "Open", class: "working" },
  closed: { name: "Closed", class: "done", final: true },
} as const;

const ways = (transitions: Parameters<typeof workflowOf>[1]) =>
  graphOf(workflowOf(STATES, transitions)).ways;

describe("the graph of a workflow", () => {
  it("has a node for every state, with its class, its beginning and its ends", () => {
    const { states } = graphOf(workflowOf(STATES, {}));
    expect(states.map(({ id, kind, place }) => [id, kind, place])).toEqual([
      ["new", "new", "first"],
      ["open", "working", "between"],
      ["closed", "done", "last"],
    ]);
  });

  it("bundles all transitions between the same two states into one edge, in the order of the definition", () => {
    const bundled = ways({
      take: move("Take it", ["new"], "open"),
      close: move("Close", ["new", "open"], "closed"),
      route: move("Route", ["new"], "open"),
    });
    expect(bundled).toEqual([
      { id: "new>open", from: "new", to: "open", transitions: ["take", "route"] },
      { id: "new>closed", from: "new", to: "closed", transitions: ["close"] },
      { id: "open>closed", from: "open", to: "closed", transitions: ["close"] },
    ]);
  });

  it("has two edges between states that lead to each other", () => {
    const both = ways({
      take: move("Take it", ["new"], "open"),
      back: move("Put back", ["open"], "new"),
    });
    expect(both.map(({ id }) => id)).toEqual(["new>open", "open>new"]);
  });

  it("draws no edge for what is possible from anywhere: the node that it leads to names it", () => {
    const graph = graphOf(workflowOf(STATES, { void: move("Void", "*", "closed") }));
    expect(graph.ways).toEqual([]);
    expect(graph.states.map(({ fromAnywhere }) => fromAnywhere)).toEqual([[], [], ["void"]]);
    expect(graph.everywhere).toEqual([]);
  });

  it("draws no edge for what stays in its state: the node names it, whether it begins the state anew or not", () => {
    const graph = graphOf(
      workflowOf(STATES, {
        reply: move("Reply", ["open"]),
        again: move("Hand over", ["new", "open"], "open"),
        note: move("Note", "*"),
      }),
    );
    expect(graph.ways.map(({ id, transitions }) => [id, transitions])).toEqual([
      ["new>open", ["again"]],
    ]);
    expect(graph.states.map(({ stays }) => stays)).toEqual([[], ["reply", "again"], []]);
    expect(graph.everywhere).toEqual(["note"]);
  });

  it("leaves out what leads to a state that is not there", () => {
    expect(ways({ lost: move("Lost", ["new"], "nowhere") })).toEqual([]);
  });

  it("is made of a thousand states before anybody waits for it", () => {
    const long = longWorkflow(1_000);
    const begun = performance.now();
    expect(graphOf(long).ways).toHaveLength(999 + 998 + 998);
    // 40 ms on the machine where it was measured; two minutes and more when every pair of states is looked at.
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
