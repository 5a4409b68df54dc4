import { expect, test } from "vitest";
import { newTogether } from "./together.js";
import type { View } from "./view.js";

/** A picture that tells every move of it, as React Flow does: also those that others have made. */
function pictureIn(together: ReturnType<typeof newTogether>) {
  const moves: View[] = [];
  const { tell, leave } = together.join((view) => move(view));
  function move(view: View) {
    moves.push(view);
    tell(view);
  }
  return { moves, move, leave };
}

const VIEW = { x: -120, y: 40, zoom: 0.8 };

test("pictures that move as one follow whichever of them is moved, once", () => {
  const together = newTogether();
  const [before, after] = [pictureIn(together), pictureIn(together)];
  before.move(VIEW);
  expect(after.moves).toEqual([VIEW]);
  expect(before.moves).toEqual([VIEW]);
  after.move({ ...VIEW, zoom: 1 });
  expect(before.moves).toEqual([VIEW, { ...VIEW, zoom: 1 }]);
  expect(after.moves).toHaveLength(2);
});

test("a picture that is gone is not moved any more", () => {
  const together = newTogether();
  const [before, after] = [pictureIn(together), pictureIn(together)];
  after.leave();
  before.move(VIEW);
  expect(after.moves).toEqual([]);
});
