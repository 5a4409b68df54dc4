import type { View } from "./view.js";

/** Pictures that move as one: whichever of them is moved tells the others. */
export type Together = {
  /** @returns what tells the others where this picture is now, and what takes it out again */
  readonly join: (follow: Follow) => Joined;
};

type Joined = { readonly tell: (view: View) => void; readonly leave: () => void };

type Follow = (view: View) => void;

/** Pictures that move as one; none has joined yet. */
export function newTogether(): Together {
  const all = new Set<Follow>();
  /** Whoever follows tells that it has moved, which is no news. */
  let isTelling = false;
  return {
    join: (follow) => {
      all.add(follow);
      return {
        tell: (view) => {
          if (isTelling) return;
          isTelling = true;
          try {
            for (const other of all) if (other !== follow) other(view);
          } finally {
            isTelling = false;
          }
        },
        leave: () => {
          all.delete(follow);
        },
      };
    },
  };
}
