import { setTimeout as pause } from "node:timers/promises";

/** Chance that comes out the same for the same seed. */
export type Chance = {
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  one<Item>(items: readonly Item[]): Item;
  shuffled<Item>(items: readonly Item[]): Item[];
  /** Waits for some time between two lengths in milliseconds. */
  pause(fromMs: number, toMs: number): Promise<void>;
};

/** mulberry32: 32 bits of state, good enough to choose whom to kill. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    whole,
    one: (items) => {
      const item = items[whole(0, items.length - 1)];
      if (item === undefined) throw new Error("nothing to choose from");
      return item;
    },
    shuffled: (items) =>
      items
        .map((item) => ({ item, at: next() }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ item }) => item),
    pause: async (fromMs, toMs) => {
      await pause(whole(fromMs, toMs));
    },
  };
}
