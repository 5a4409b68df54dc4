/**
 * A change that is being made: what it began with, and every step since, each a plain value. `done` of the steps count; those
 * behind it were undone and wait to be done again.
 */
export type Draft<Step> = { readonly steps: readonly Step[]; readonly done: number };

/** Nothing changed yet. */
export const UNCHANGED: Draft<never> = { steps: [], done: 0 };

/** How a model is changed by one step. A step that does not fit any more leaves the model as it is. */
export type Apply<Model, Step> = (model: Model, step: Step) => Model;

/** The model as it stands with the steps that count. */
export function modelOf<Model, Step>(
  base: Model,
  { steps, done }: Draft<Step>,
  apply: Apply<Model, Step>,
): Model {
  return steps.slice(0, done).reduce(apply, base);
}

/** A step more; what was undone is gone. A step in the same place as the last one replaces it: typing a name is one step. */
export function recorded<Step>(
  draft: Draft<Step>,
  step: Step,
  placeOf: (step: Step) => string | null,
): Draft<Step> {
  const kept = draft.steps.slice(0, draft.done);
  const last = kept.at(-1);
  const place = placeOf(step);
  const goesOn = last !== undefined && place !== null && placeOf(last) === place;
  const steps = [...(goesOn ? kept.slice(0, -1) : kept), step];
  return { steps, done: steps.length };
}

/** One step back; the same when there is none. */
export function undone<Step>(draft: Draft<Step>): Draft<Step> {
  return { ...draft, done: Math.max(0, draft.done - 1) };
}

/** One undone step again; the same when there is none. */
export function redone<Step>(draft: Draft<Step>): Draft<Step> {
  return { ...draft, done: Math.min(draft.steps.length, draft.done + 1) };
}

/** All steps back; each can be done again. */
export function undoneAll<Step>(draft: Draft<Step>): Draft<Step> {
  return { ...draft, done: 0 };
}

/** Without the steps that count of which this holds, whatever came after them. What was undone is gone. */
export function withoutAll<Step>(
  { steps, done }: Draft<Step>,
  isGone: (step: Step) => boolean,
): Draft<Step> {
  const kept = steps.slice(0, done).filter((step) => !isGone(step));
  return { steps: kept, done: kept.length };
}
