import { expect, test } from "vitest";
import { byRelease } from "./by-release.js";
import type { Turn } from "./turn.js";

const plain = (turn: number) => ({ turn, event: { type: "acted" } }) as unknown as Turn;
const moved = (turn: number, from: number, to: number) =>
  ({
    turn,
    event: { type: "moved", from: { release: from, state: "a" }, to: { release: to, state: "a" } },
  }) as unknown as Turn;

test("turns are told by the release that the case followed; the one that moves it is the first under the new", () => {
  const turns = [plain(1), plain(2), moved(3, 1, 4), plain(4), moved(5, 4, 2), plain(6)];
  const parts = byRelease(turns, 2).map((part) => [
    part.release,
    part.turns.map(({ turn }) => turn),
  ]);
  expect(parts).toEqual([
    [1, [1, 2]],
    [4, [3, 4]],
    [2, [5, 6]],
  ]);
});

test("a case that was never moved, and one whose log begins with the move, are of one release", () => {
  expect(byRelease([plain(1), plain(2)], 7)).toEqual([{ release: 7, turns: [plain(1), plain(2)] }]);
  expect(byRelease([moved(3, 1, 4)], 4)).toEqual([{ release: 4, turns: [moved(3, 1, 4)] }]);
  expect(byRelease([], 4)).toEqual([{ release: 4, turns: [] }]);
});
