import type { ReleaseBody } from "../../engine/definition/release.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import type { Template } from "../../engine/definition/template.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { withFieldRenamedEverywhere, type WorkflowFieldRename } from "./rename-everywhere.js";

/** What kind of part of a definition names a field. */
export type PlaceKind =
  | "data"
  | "form"
  | "state"
  | "transition"
  | "clock"
  | "test"
  | "settings"
  | "rule"
  | "table"
  | "condition"
  | "text"
  | "suggestion";

/** A part of a definition that names a field; `name` where there are several of its kind. */
export type RenamePlace = { readonly kind: PlaceKind; readonly name?: string };

/** The parts of one definition that name it. */
export type RenamePlaces = {
  readonly list: "workflows" | "ruleSets" | "templates";
  readonly name: string;
  readonly places: readonly RenamePlace[];
};

/** Every place in which a field would get its other name, by definition; those without one are left out. */
export function placesOfRename(
  body: ReleaseBody,
  rename: WorkflowFieldRename,
): readonly RenamePlaces[] {
  const after = withFieldRenamedEverywhere(body, rename);
  return [
    ...changed("workflows", [body.workflows, after.workflows], partsOfWorkflow),
    ...changed("ruleSets", [body.ruleSets, after.ruleSets], partsOfRules),
    ...changed("templates", [body.templates, after.templates], partsOfTemplate),
  ];
}

type Part = RenamePlace & { readonly value: unknown };

function changed<Of extends { readonly name: string }>(
  list: RenamePlaces["list"],
  [before, after]: readonly [readonly Of[], readonly Of[]],
  partsOf: (one: Of) => readonly Part[],
): readonly RenamePlaces[] {
  return before.flatMap((one, at) => {
    const now = after[at];
    if (now === undefined || now === one) return [];
    const others = partsOf(now);
    const places = partsOf(one)
      .filter(({ value }, part) => JSON.stringify(value) !== JSON.stringify(others[part]?.value))
      .map(({ value: _, ...place }) => place);
    return [{ list, name: one.name, places }];
  });
}

function partsOfWorkflow(workflow: Workflow): readonly Part[] {
  const { data, forms = {}, states, transitions, clocks = {}, tests = [] } = workflow;
  const { subject, messageField, openedBy, routes, onCreate, skills } = workflow;
  return [
    { kind: "data", value: data },
    ...Object.entries(forms).map(([name, value]) => ({ kind: "form" as const, name, value })),
    ...named("state", Object.values(states)),
    ...named("transition", Object.values(transitions)),
    ...named("clock", Object.values(clocks)),
    ...named("test", tests),
    { kind: "settings", value: { subject, messageField, openedBy, routes, onCreate, skills } },
  ];
}

function partsOfRules({ rules, table, conditions = {}, tests = [] }: RuleSet): readonly Part[] {
  return [
    ...named("rule", rules),
    { kind: "table", value: table },
    ...Object.entries(conditions).map(([name, value]) => ({
      ...{ kind: "condition" as const, name, value },
    })),
    ...named("test", tests),
  ];
}

function partsOfTemplate({ texts, suggest }: Template): readonly Part[] {
  return [
    { kind: "text", value: texts },
    { kind: "suggestion", value: suggest },
  ];
}

function named(kind: PlaceKind, all: readonly { readonly name: string }[]): readonly Part[] {
  return all.map((value) => ({ kind, name: value.name, value }));
}
