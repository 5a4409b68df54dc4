import { describe, expect, test } from "vitest";
import { moved, only, rangeOf, within, type Selection } from "./selection.js";

const size = { rows: 30, columns: 4 };
const key = (name: string, held: { readonly shift?: boolean; readonly ctrl?: boolean } = {}) => ({
  key: name,
  shiftKey: held.shift ?? false,
  ctrlKey: held.ctrl ?? false,
  metaKey: false,
});
const start = only({ row: 3, column: 1 });

describe("keys in a table", () => {
  test.each<[name: string, held: { ctrl?: boolean }, row: number, column: number]>([
    ["ArrowUp", {}, 2, 1],
    ["ArrowDown", {}, 4, 1],
    ["ArrowLeft", {}, 3, 0],
    ["ArrowRight", {}, 3, 2],
    ["ArrowDown", { ctrl: true }, 29, 1],
    ["ArrowRight", { ctrl: true }, 3, 3],
    ["PageUp", {}, 0, 1],
    ["PageDown", {}, 13, 1],
    ["Home", {}, 3, 0],
    ["End", {}, 3, 3],
    ["Home", { ctrl: true }, 0, 0],
    ["End", { ctrl: true }, 29, 3],
  ])("%s with %j leads to %i, %i", (name, held, row, column) => {
    expect(moved(start, key(name, held), size)).toEqual(only({ row, column }));
  });

  test("stop at the edge, and leave other keys alone", () => {
    expect(moved(only({ row: 0, column: 0 }), key("ArrowUp"), size)).toEqual(
      only({ row: 0, column: 0 }),
    );
    expect(moved(start, key("x"), size)).toBeNull();
  });

  test("with Shift the rectangle grows from where it began, back over it too", () => {
    const grown = ["ArrowUp", "ArrowUp", "ArrowLeft"].reduce<Selection>(
      (selection, name) => moved(selection, key(name, { shift: true }), size) ?? selection,
      start,
    );
    expect(rangeOf(grown)).toEqual({ top: 1, bottom: 3, left: 0, right: 1 });
    expect(moved(start, key("a", { ctrl: true }), size)).toEqual({
      at: { row: 0, column: 0 },
      from: { row: 29, column: 3 },
    });
  });

  test("are still in the table when rows and columns have gone", () => {
    expect(within({ rows: 2, columns: 1 }, start)).toEqual(only({ row: 1, column: 0 }));
  });
});
