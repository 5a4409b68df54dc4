import { describe, expect, it } from "vitest";
import { nodeSize } from "./sizes.js";
import { linesOf } from "./measure.js";

const lines = (text: string) => linesOf(text, { width: 98, fontPx: 15, most: 3 });

describe("how many lines a name takes", () => {
  it("counts with breaks at hyphens, as browsers make them, and with wide letters", () => {
    expect(lines("Post-mortem due")).toBe(3);
    expect(lines("In-house")).toBe(1);
    expect(nodeSize({ name: "Post-mortem due" }).height).toBe(
      nodeSize({ name: "Waiting for the laboratory" }).height,
    );
  });

  it("counts words by words, however they are spaced, and breaks those that are too long", () => {
    expect(lines("Open")).toBe(1);
    expect(lines("  Lab   results ")).toBe(2);
    expect(lines("Krankenversicherungsbescheinigung")).toBe(3);
  });
});
