import fc from "fast-check";
import { expect, test } from "vitest";
import { overlap, type Box } from "./plane.js";
import { roomWith } from "./room.js";

const box: fc.Arbitrary<Box> = fc.record({
  x: fc.integer({ min: -900, max: 900 }),
  y: fc.integer({ min: -900, max: 900 }),
  width: fc.integer({ min: 1, max: 500 }),
  height: fc.integer({ min: 1, max: 500 }),
});

test("room is taken exactly where a box is", () => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 12 }), box, (boxes, asked) => {
      const room = roomWith(boxes.slice(1));
      for (const one of boxes.slice(0, 1)) room.take(one);
      expect(room.isTaken(asked)).toBe(boxes.some((one) => overlap(one, asked)));
    }),
  );
});
