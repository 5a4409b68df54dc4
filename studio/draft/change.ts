import type { Calendar } from "../../engine/definition/calendar.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import type { Template } from "../../engine/definition/template.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { applyCalendarStep, placeOfCalendarStep, type CalendarStep } from "./calendar-steps.js";
import { modelOf, type Apply, type Draft } from "./draft.js";
import { entryOf, withEntry, type ListName } from "./release-lists.js";
import { applyReleaseStep, placeOfReleaseStep, type ReleaseStep } from "./release-steps.js";
import { applyRuleStep, placeOfRuleStep, type RuleStep } from "./rule-steps.js";
import { applyTemplateStep, placeOfTemplateStep, type TemplateStep } from "./template-steps.js";
import { applyWorkflowStep, placeOfWorkflowStep, type WorkflowStep } from "./workflow-steps.js";

/**
 * The kinds of definition that have steps of their own, with what they are and by what they are changed. A kind more is a line
 * here and a line in {@link KINDS}.
 */
export type ChangedDefinitions = {
  readonly calendar: { readonly model: Calendar; readonly step: CalendarStep };
  readonly rules: { readonly model: RuleSet; readonly step: RuleStep };
  readonly template: { readonly model: Template; readonly step: TemplateStep };
  readonly workflow: { readonly model: Workflow; readonly step: WorkflowStep };
};

/** A kind of definition that has steps of its own. */
export type ChangedKind = keyof ChangedDefinitions;

/** A definition of this kind. */
export type ModelOf<K extends ChangedKind> = ChangedDefinitions[K]["model"];

/** A step in a definition of this kind. */
export type StepOf<K extends ChangedKind> = ChangedDefinitions[K]["step"];

/** Which definition is changed. */
export type Target<K extends ChangedKind = ChangedKind> = { readonly kind: K; readonly id: string };

/** A step in one definition. */
export type DefinitionStep<K extends ChangedKind = ChangedKind> = {
  [P in K]: Target<P> & { readonly step: StepOf<P> };
}[K];

/** One edit of the whole release: a step in one of its definitions, or in the release itself. */
export type Edit = DefinitionStep | { readonly kind: "release"; readonly step: ReleaseStep };

/** An edit as it is kept: under a key of its own, so that two people's, or two browsers', are told apart. */
export type Change = Edit & { readonly key: string };

type KindOf<K extends ChangedKind> = {
  readonly list: ListName;
  readonly read: (body: ReleaseBody) => readonly ModelOf<K>[];
  readonly change: (
    body: ReleaseBody,
    id: string,
    how: (model: ModelOf<K>) => ModelOf<K>,
  ) => ReleaseBody;
  readonly apply: Apply<ModelOf<K>, StepOf<K>>;
  readonly placeOf: (step: StepOf<K>) => string | null;
};

const KINDS: { readonly [K in ChangedKind]: KindOf<K> } = {
  calendar: {
    list: "calendars",
    read: ({ calendars = [] }) => calendars,
    change: (body, id, how) => withEntry(body, { list: "calendars", id }, how),
    apply: applyCalendarStep,
    placeOf: placeOfCalendarStep,
  },
  rules: {
    list: "ruleSets",
    read: ({ ruleSets }) => ruleSets,
    change: (body, id, how) => withEntry(body, { list: "ruleSets", id }, how),
    apply: applyRuleStep,
    placeOf: placeOfRuleStep,
  },
  template: {
    list: "templates",
    read: ({ templates }) => templates,
    change: (body, id, how) => withEntry(body, { list: "templates", id }, how),
    apply: applyTemplateStep,
    placeOf: placeOfTemplateStep,
  },
  workflow: {
    list: "workflows",
    read: ({ workflows }) => workflows,
    change: (body, id, how) => withEntry(body, { list: "workflows", id }, how),
    apply: applyWorkflowStep,
    placeOf: placeOfWorkflowStep,
  },
};

/** The release after one change; as it was when the change does not fit. */
export function applyChange(body: ReleaseBody, change: Edit): ReleaseBody {
  return change.kind === "release" ? applyReleaseStep(body, change.step) : stepped(body, change);
}

function stepped<K extends ChangedKind>(body: ReleaseBody, change: DefinitionStep<K>): ReleaseBody {
  const { change: within, apply } = KINDS[change.kind];
  return within(body, change.id, (model) => apply(model, change.step));
}

/** Changes in the same place follow one another as one: those of typing. Null for all others. */
export function placeOfChange(change: Edit): string | null {
  const place = change.kind === "release" ? placeOfReleaseStep(change.step) : placeOfStep(change);
  return place === null ? null : `${change.kind} ${place}`;
}

function placeOfStep<K extends ChangedKind>(change: DefinitionStep<K>): string | null {
  const place = KINDS[change.kind].placeOf(change.step);
  return place === null ? null : `${change.id} ${place}`;
}

/** The definition as it stands in a release. */
export function modelIn<K extends ChangedKind>(
  body: ReleaseBody,
  { kind, id }: Target<K>,
): ModelOf<K> | undefined {
  return KINDS[kind].read(body).find((model) => model.id === id);
}

/** What a change is about: the definition or the entry, by its list and id. */
export function subjectOf(change: Edit): { readonly list: ListName; readonly id: string } {
  if (change.kind !== "release") return { list: KINDS[change.kind].list, id: change.id };
  const { step } = change;
  switch (step.do) {
    case "add":
      return { list: step.to, id: step.entry.id };
    case "replace":
      return { list: step.in, id: step.entry.id };
    case "remove":
      return { list: step.from, id: step.id };
    case "rename":
      return { list: step.in, id: step.id };
    case "setSettings":
      return { list: "organisation", id: "organisation" };
    case "edit":
    case "renameField":
      return { list: "workflows", id: step.workflow };
    case "together":
      return step.about;
  }
}

/** Whether a change is a step in this definition. */
export function isIn(change: Edit, { kind, id }: Target): boolean {
  return change.kind === kind && change.id === id;
}

/** The steps of a change set that are in one definition, in their order, as a draft of that definition alone. */
export function draftIn<K extends ChangedKind>(
  { steps, done }: Draft<Change>,
  target: Target<K>,
): Draft<StepOf<K>> {
  // A step of the kind that the target has: which one that is, the compiler cannot see.
  const within = (changes: readonly Change[]) =>
    changes.filter((change) => isIn(change, target)).map(({ step }) => step as StepOf<K>);
  return { steps: within(steps), done: within(steps.slice(0, done)).length };
}

/** The release as it stands with the changes that count. */
export function changedBody(base: ReleaseBody, draft: Draft<Change>): ReleaseBody {
  return modelOf(base, draft, applyChange);
}

/**
 * Keys of the changes that change nothing: what they are about is gone from the release, or is so already. That happens when
 * somebody else has published meanwhile.
 */
export function idleChanges(
  base: ReleaseBody,
  { steps, done }: Draft<Change>,
): ReadonlySet<string> {
  const idle = new Set<string>();
  steps.slice(0, done).reduce((body, change) => {
    const after = applyChange(body, change);
    if (isSame(body, after, change)) idle.add(change.key);
    return after;
  }, base);
  return idle;
}

function isSame(before: ReleaseBody, after: ReleaseBody, change: Change): boolean {
  if (before === after) return true;
  if (change.kind === "release" && change.step.do === "together") return false;
  const { list, id } = subjectOf(change);
  // As text, since the order of its parts may be all that is changed.
  return JSON.stringify(entryOf(before, list, id)) === JSON.stringify(entryOf(after, list, id));
}

/** Whether something that was kept is a change of a kind that this version of the studio knows. */
export function isKnownChange(kept: { readonly key?: unknown; readonly kind: string }): boolean {
  return (
    typeof kept.key === "string" && (kept.kind === "release" || Object.hasOwn(KINDS, kept.kind))
  );
}
