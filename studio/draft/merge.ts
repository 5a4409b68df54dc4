import type { Draft } from "./draft.js";

type Keyed = { readonly key: string };

/**
 * What comes of a change set that was changed in two places since both knew `base`: everything that counts in either, except what
 * one of them took back. What is new here stands behind what is new there. What was undone here can still be done again.
 */
export function merged<Step extends Keyed>(
  base: Draft<Step>,
  { here, there }: { readonly here: Draft<Step>; readonly there: Draft<Step> },
): Draft<Step> {
  const [before, mine, theirs] = [base, here, there].map(counted) as [Step[], Step[], Step[]];
  if (haveTheSame(before, theirs)) return here;
  const [known, kept, present] = [before, mine, theirs].map(keysOf) as [Keys, Keys, Keys];
  const left = theirs.filter(({ key }) => kept.has(key) || !known.has(key));
  const added = mine.filter(({ key }) => !known.has(key) && !present.has(key));
  const steps = [...left, ...added];
  const all = keysOf([...steps, ...before]);
  const undone = here.steps.slice(here.done).filter(({ key }) => !all.has(key));
  return { steps: [...steps, ...undone], done: steps.length };
}

/** Whether both hold the same steps, and the same of them count. */
export function isTheSame<Step extends Keyed>(a: Draft<Step>, b: Draft<Step>): boolean {
  return a.done === b.done && haveTheSame(a.steps, b.steps);
}

type Keys = ReadonlySet<string>;

function counted<Step>({ steps, done }: Draft<Step>): readonly Step[] {
  return steps.slice(0, done);
}

function keysOf(steps: readonly Keyed[]): Keys {
  return new Set(steps.map(({ key }) => key));
}

function haveTheSame(a: readonly Keyed[], b: readonly Keyed[]): boolean {
  return a.length === b.length && a.every(({ key }, place) => key === b[place]?.key);
}
