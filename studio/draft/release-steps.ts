import type { Organisation } from "../../engine/definition/organisation.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { changed, membersPlace, type Changes } from "./members.js";
import { withFieldRenamedEverywhere, type WorkflowFieldRename } from "./rename-everywhere.js";
import { applyWorkflowStep, type WorkflowStep } from "./workflow-steps.js";
import {
  withAddedEntry,
  withEntry,
  withoutEntry,
  type EntryOf,
  type ListName,
} from "./release-lists.js";

/** An entry more in a list of the release. */
export type AddStep = {
  [L in ListName]: { readonly do: "add"; readonly to: L; readonly entry: EntryOf[L] };
}[ListName];

/** Another entry in the place of the one with the same id. */
export type ReplaceStep = {
  [L in ListName]: { readonly do: "replace"; readonly in: L; readonly entry: EntryOf[L] };
}[ListName];

/** What holds for the whole installation and is one value each. */
export type OrganisationSettings = Pick<
  Organisation,
  "name" | "country" | "emergencyNumber" | "languages" | "defaultLanguage" | "chat" | "smsPrice"
>;

/**
 * One edit of the release itself, as it is kept with the change set. `together` is one step of many: what belongs together, such
 * as a workflow with its queue and its rules, is there as a whole or not at all.
 */
export type ReleaseStep =
  | AddStep
  | ReplaceStep
  | { readonly do: "remove"; readonly from: ListName; readonly id: string }
  | { readonly do: "rename"; readonly in: ListName; readonly id: string; readonly name: string }
  | { readonly do: "setSettings"; readonly change: Changes<OrganisationSettings> }
  | ({ readonly do: "renameField" } & WorkflowFieldRename)
  /** A step in a workflow that something else belongs to. */
  | { readonly do: "edit"; readonly workflow: string; readonly step: WorkflowStep }
  | {
      readonly do: "together";
      /** What the whole is about, for the list of changes. */
      readonly about: { readonly list: ListName; readonly id: string };
      /** The file that it was taken from, if it was. */
      readonly from?: string;
      readonly steps: readonly Exclude<ReleaseStep, { readonly do: "together" }>[];
    };

/** The release after one step; the same one when the step does not fit it. */
export function applyReleaseStep(body: ReleaseBody, step: ReleaseStep): ReleaseBody {
  switch (step.do) {
    case "add":
      return withAddedEntry(body, step.to, step.entry);
    case "replace":
      return replaced(body, step);
    case "remove":
      return withoutEntry(body, step.from, step.id);
    case "rename":
      return renamed(body, step);
    case "setSettings":
      return { ...body, organisation: changed<Organisation>(body.organisation, step.change) };
    case "renameField":
      return withFieldRenamedEverywhere(body, step);
    case "edit":
      return edited(body, step);
    case "together":
      return step.steps.reduce(applyReleaseStep, body);
  }
}

/** Typing a name is one step, and so is typing in one setting, and how much there is of a quantity. */
export function placeOfReleaseStep(step: ReleaseStep): string | null {
  if (step.do === "setSettings") return membersPlace("settings", step.change);
  if (step.do === "replace" && step.in === "quantities") return `quantity ${step.entry.id}`;
  return step.do === "rename" ? `name ${step.in} ${step.id}` : null;
}

function edited(
  body: ReleaseBody,
  { workflow: id, step }: Extract<ReleaseStep, { readonly do: "edit" }>,
): ReleaseBody {
  return withEntry(body, { list: "workflows", id }, (workflow) =>
    applyWorkflowStep(workflow, step),
  );
}

function replaced(body: ReleaseBody, step: ReplaceStep): ReleaseBody {
  return withEntry(body, { list: step.in, id: step.entry.id }, () => step.entry);
}

function renamed(
  body: ReleaseBody,
  { in: list, id, name }: Extract<ReleaseStep, { readonly do: "rename" }>,
): ReleaseBody {
  return withEntry(body, { list, id }, (entry) => ({ ...entry, name }));
}
