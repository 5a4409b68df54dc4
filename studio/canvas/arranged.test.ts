import Elk from "elkjs/lib/elk.bundled.js";
import { describe, expect, it } from "vitest";
import { arrangedAround } from "./arranged.js";
import { boxesOfElk, elkGraphOf } from "./elk-graph.js";
import { graphOf } from "./graph.js";
import { overlap } from "./plane.js";
import type { Standing } from "./standing.js";
import { longWorkflow } from "./testing/workflows.js";

const graph = graphOf(longWorkflow(12));
const sizes = {
  nodeSize: () => ({ width: 116, height: 60 }),
  labelSize: () => ({ width: 98, height: 40 }),
};

/** What ELK makes of it, here without a worker. */
async function arranged(): Promise<Standing> {
  const engine = new (Elk as unknown as typeof Elk.default)();
  return boxesOfElk(await engine.layout(elkGraphOf(graph, sizes)));
}

function overlaps(standing: Standing): number {
  const boxes = [...standing.values()];
  return boxes.flatMap((one, place) => boxes.slice(place + 1).filter((two) => overlap(one, two)))
    .length;
}

describe("an arrangement", () => {
  it("gives every state a place of its own, with the first one first", async () => {
    const all = await arranged();
    expect([...all.keys()].toSorted()).toEqual(graph.states.map(({ id }) => id).toSorted());
    expect(overlaps(all)).toBe(0);
    const first = all.get("s0")?.x ?? NaN;
    for (const [id, { x }] of all) if (id !== "s0") expect(x).toBeGreaterThan(first);
  });

  it("is the same every time", async () => {
    expect(await arranged()).toEqual(await arranged());
  });

  it("keeps what was placed by hand to the pixel, and covers none of it", async () => {
    const size = { width: 116, height: 60 };
    const kept: Standing = new Map([
      ["s3", { x: -400, y: 77, ...size }],
      ["s4", { x: -250, y: 77, ...size }],
      ["s9", { x: 1000, y: 500, ...size }],
    ]);
    const around = arrangedAround(await arranged(), kept);
    for (const [id, box] of kept) expect(around.get(id)).toEqual(box);
    expect(around.size).toBe(graph.states.length);
    expect(overlaps(around)).toBe(0);
  });

  it("is what was arranged where nothing was placed by hand", async () => {
    const all = await arranged();
    expect(arrangedAround(all, new Map())).toEqual(all);
  });
});
