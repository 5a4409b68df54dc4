import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recorded, redone, undone, UNCHANGED, withoutAll, type Draft } from "./draft.js";
import { merged } from "./merge.js";

type Step = { readonly key: string };
type Do = "record" | "undo" | "redo" | { readonly drop: number };

const does: fc.Arbitrary<readonly Do[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<Do>("record") },
    fc.constantFrom<Do>("undo", "redo"),
    fc.record({ drop: fc.nat(5) }),
  ),
  { maxLength: 12 },
);

/** A change set after somebody has worked on it; what they record is named after them. */
function worked(draft: Draft<Step>, who: string, all: readonly Do[]): Draft<Step> {
  return all.reduce<Draft<Step>>((now, what, n) => {
    if (what === "record") return recorded(now, { key: `${who}${String(n)}` }, () => null);
    if (what === "undo") return undone(now);
    if (what === "redo") return redone(now);
    const gone = now.steps[what.drop];
    return withoutAll(now, (one) => one === gone);
  }, draft);
}

const counted = ({ steps, done }: Draft<Step>) => steps.slice(0, done).map(({ key }) => key);
const three = fc.tuple(does, does, does).map(([before, here, there]) => {
  const base = worked(UNCHANGED, "base", before);
  return { base, here: worked(base, "here", here), there: worked(base, "there", there) };
});

describe("a change set that was changed in two browsers", () => {
  test("has what counts in either, except what one of them took back", () => {
    fc.assert(
      fc.property(three, ({ base, here, there }) => {
        const [before, mine, theirs] = [base, here, there].map(counted);
        const stays = (key: string) =>
          before?.includes(key) ? mine?.includes(key) && theirs?.includes(key) : true;
        const wanted = new Set([...(mine ?? []), ...(theirs ?? [])].filter(stays));
        const all = merged(base, { here, there });
        expect(new Set(counted(all))).toEqual(wanted);
        expect(new Set(all.steps.map(({ key }) => key)).size).toBe(all.steps.length);
      }),
    );
  });

  test("is what it was when only one of them changed it, and does not change when merged again", () => {
    fc.assert(
      fc.property(three, ({ base, here, there }) => {
        expect(merged(base, { here, there: base })).toEqual(here);
        expect(counted(merged(base, { here: base, there }))).toEqual(counted(there));
        const all = merged(base, { here, there });
        expect(counted(merged(there, { here: all, there }))).toEqual(counted(all));
        expect(counted(merged(base, { here, there: all }))).toEqual(counted(all));
      }),
    );
  });

  test("keeps the order of each, what is new here behind what is new there", () => {
    const base = worked(UNCHANGED, "b", ["record", "record"]);
    const here = worked(base, "h", ["record", { drop: 0 }]);
    const there = worked(base, "t", ["record"]);
    expect(counted(merged(base, { here, there }))).toEqual(["b1", "t0", "h0"]);
  });
});
