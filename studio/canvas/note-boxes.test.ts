import { describe, expect, test } from "vitest";
import type { Workflow } from "../../engine/definition/workflow.js";
import { graphOf } from "./graph.js";
import { movedTo, noteMovedTo, takeHold } from "./held.js";
import { layoutOf, type Layout } from "./layout.js";
import { noteCorner } from "./note-boxes.js";
import { overlap, type Axis } from "./plane.js";
import { move, workflowOf } from "./testing/workflows.js";

const PLACES = { open: [0, 0], busy: [400, 0], done: [800, 0] };

function noted(
  notes: Workflow["notes"],
  layout: NonNullable<Workflow["layout"]> | null = PLACES,
): Workflow {
  return workflowOf(
    {
      open: { name: "Open", class: "new" },
      busy: { name: "Busy", class: "working" },
      done: { name: "Done", class: "done", final: true },
    },
    { take: move("Take", ["open"], "busy"), end: move("End", ["busy"], "done") },
    { ...(notes ? { notes } : {}), ...(layout ? { layout } : {}) },
  );
}

function laidOut(workflow: Workflow, axis: Axis = "across"): Layout {
  return layoutOf({
    ...{ graph: graphOf(workflow), axis, given: workflow.layout },
    nodeSize: () => ({ width: 116, height: 60 }),
    labelSize: () => ({ width: 98, height: 40 }),
  });
}

/** Where a note stands, seen from a state. */
function fromState({ nodes, notes }: Layout, note: string, state: string) {
  const [box, node] = [notes.get(note), nodes.get(state)];
  return box && node ? [box.x - node.x, box.y - node.y] : null;
}

describe("a note on the picture", () => {
  test("stands where it was put: seen from its state, or from the picture", () => {
    const layout = laidOut(
      noted({
        ask: { text: "Who?", about: "busy", at: [30, 200] },
        all: { text: "All of it", at: [0, 300] },
      }),
    );
    expect(fromState(layout, "ask", "busy")).toEqual([30, 200]);
    expect(fromState(layout, "all", "open")).toEqual([0, 300]);
  });

  test("goes with its state when that stands elsewhere, and while it is held", () => {
    const workflow = noted({ ask: { text: "Who?", about: "busy", at: [30, 200] } });
    const elsewhere = laidOut({ ...workflow, layout: { ...PLACES, busy: [90, 700] } });
    expect(fromState(elsewhere, "ask", "busy")).toEqual([30, 200]);
    const hold = takeHold(laidOut(workflow), graphOf(workflow), "busy");
    expect(fromState(movedTo(hold, { x: 5, y: 6 }), "ask", "busy")).toEqual([30, 200]);
  });

  test("finds room by itself where nobody has put it, and hides nothing wherever it was put", () => {
    const notes = {
      below: { text: "Below its state", about: "busy" },
      all: { text: "All of it" },
      on: { text: "On top of a state", about: "open", at: [0, 0] },
      same: { text: "On top of the other", about: "open", at: [0, 0] },
      line: { text: "On a label", at: [200, 10] },
    };
    for (const layout of [laidOut(noted(notes)), laidOut(noted(notes, null))]) {
      const boxes = [
        ...layout.nodes.values(),
        ...[...layout.ways.values()].map(({ label }) => label),
        ...layout.notes.values(),
      ];
      expect(layout.notes.size).toBe(5);
      for (const [place, box] of boxes.entries())
        for (const other of boxes.slice(place + 1)) expect(overlap(box, other)).toBe(false);
    }
  });

  test("is inside of the picture, also where it was put before everything else", () => {
    const layout = laidOut(noted({ all: { text: "All of it", at: [-700, -300] } }));
    const box = layout.notes.get("all");
    expect([box?.x, box?.y]).toEqual([20, 20]);
    expect(fromState(layout, "all", "open")).toEqual([-700, -300]);
    expect(layout.width).toBeGreaterThan(700 + 800);
  });

  test("is written down so that it stands there again", () => {
    const notes: NonNullable<Workflow["notes"]> = {
      ...{ ask: { text: "Who?", about: "busy" }, all: { text: "All", at: [-80, 400] } },
    };
    for (const [id, note] of Object.entries(notes)) {
      const layout = laidOut(noted(notes));
      const moved = noteMovedTo(layout, id, { x: 333, y: 444 });
      const at = noteCorner(note, layout, { x: 333, y: 444 });
      const after = laidOut(noted({ ...notes, [id]: { ...note, at: [...at] } }));
      expect(fromState(after, id, "busy")).toEqual(fromState(moved, id, "busy"));
    }
  });

  test("is not drawn where the picture is read down, which has no room beside it", () => {
    expect(laidOut(noted({ all: { text: "All" } }), "down").notes.size).toBe(0);
  });
});
