import {
  modelIn,
  subjectOf,
  type Change,
  type DefinitionStep,
  type Edit,
} from "../../draft/change.js";
import { entryOf, type ListName } from "../../draft/release-lists.js";
import { answerFields } from "../../draft/answer-fields.js";
import type { ReleaseStep } from "../../draft/release-steps.js";
import { draftWords } from "../../words/draft.js";
import { editWords } from "../../words/edit.js";
import { settingsWords } from "../../words/settings.js";
import { stepWords as calendarStepWords } from "../calendars/step-words.js";
import { stepWords as ruleStepWords } from "../rules/step-words.js";
import { stepWords as templateStepWords } from "../templates/step-words.js";
import { stepWords as workflowStepWords } from "../workflow/edit/step-words.js";
import type { Changes } from "./changes-context.js";

/** The release with the changes and without: what was removed still has its name in the latter. */
export type Named = Pick<Changes, "body" | "published">;

/** A change as a sentence, with the names that things have now. What it is about stands before it, see {@link subjectName}. */
export function changeWords(change: Edit, named: Named): string {
  switch (change.kind) {
    case "calendar":
      return calendarStepWords(change.step);
    case "rules":
      return ruleWords(change, named);
    case "template":
      return templateStepWords(change.step);
    case "workflow":
      return workflowWords(change, named);
    case "release":
      return releaseStepWords(change.step, named);
  }
}

/** The name of what a change is about, with its kind: “rule set “Routing””. */
export function subjectName(change: Edit, named: Named): string {
  const { list, id } = subjectOf(change);
  return draftWords.named(draftWords.lists[list], nameOf(list, id, named));
}

/** Changes that are about the same thing, in the order in which each was first touched. */
export function bySubject(changes: readonly Change[]): readonly (readonly Change[])[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const { list, id } = subjectOf(change);
    const group = groups.get(`${list} ${id}`) ?? [];
    groups.set(`${list} ${id}`, [...group, change]);
  }
  return [...groups.values()];
}

function ruleWords(change: DefinitionStep<"rules">, named: Named): string {
  const ruleSet = modelIn(named.body, change) ?? modelIn(named.published, change);
  const workflow = named.body.workflows.find(({ id }) => id === ruleSet?.workflow);
  if (!ruleSet || !workflow) return draftWords.changed;
  const { organisation } = named.body;
  return ruleStepWords(change.step, {
    ruleSet,
    answers: answerFields(ruleSet, { workflow, organisation }),
  });
}

function workflowWords(change: DefinitionStep<"workflow">, named: Named): string {
  const workflow = modelIn(named.body, change) ?? modelIn(named.published, change);
  return workflow
    ? workflowStepWords(change.step, { workflow, body: named.body })
    : draftWords.changed;
}

function releaseStepWords(step: ReleaseStep, named: Named): string {
  const { steps, lists } = draftWords;
  switch (step.do) {
    case "add":
      return steps.add(draftWords.named(lists[step.to], step.entry.name));
    case "replace":
      return steps.replace(draftWords.named(lists[step.in], step.entry.name));
    case "remove":
      return steps.remove(draftWords.named(lists[step.from], nameOf(step.from, step.id, named)));
    case "rename":
      return steps.rename(lists[step.in], step.name);
    case "setSettings":
      return settingsWords.changed(step.change);
    case "renameField":
      return editWords.steps.renameField(step.from, step.to);
    case "edit":
      return workflowWords({ kind: "workflow", id: step.workflow, step: step.step }, named);
    case "together":
      return togetherWords(step, named);
  }
}

function togetherWords(
  { from, steps }: Extract<ReleaseStep, { readonly do: "together" }>,
  named: Named,
): string {
  const all = steps.map((one) => releaseStepWords(one, named)).join(". ");
  return from === undefined ? all : draftWords.steps.taken(from, all);
}

function nameOf(list: ListName, id: string, { body, published }: Named): string {
  return (entryOf(body, list, id) ?? entryOf(published, list, id))?.name ?? id;
}
