import type { ReleaseBody } from "../../engine/definition/release.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import type { Template } from "../../engine/definition/template.js";
import type { Clock } from "../../engine/definition/clock.js";
import type { Transition, Workflow } from "../../engine/definition/workflow.js";

const KIND = "casewright/states";

/** States that were copied, with the ways between them and all that these need; plain JSON, as it stands in a clipboard. */
export type Clipping = Pick<Workflow, "states" | "transitions"> & {
  readonly kind: typeof KIND;
  readonly spec: 1;
  /** The workflow that it comes from. */
  readonly from: string;
  readonly forms: NonNullable<Workflow["forms"]>;
  readonly clocks: NonNullable<Workflow["clocks"]>;
  /** Data fields that are read or written. */
  readonly fields: Workflow["data"]["properties"];
  readonly layout: NonNullable<Workflow["layout"]>;
  /** Those about its states. */
  readonly notes: NonNullable<Workflow["notes"]>;
  /** Those of which all states come along. */
  readonly groups: NonNullable<Workflow["groups"]>;
  readonly ruleSets: readonly RuleSet[];
  readonly templates: readonly Template[];
};

/** Some states of a workflow to be taken elsewhere; null when there are none. Ways that lead out of them stay behind. */
export function clippingOf(
  body: Pick<ReleaseBody, "ruleSets" | "templates">,
  workflow: Workflow,
  picked: readonly string[],
): Clipping | null {
  const chosen = new Set(picked);
  const states = only(workflow.states, (id) => chosen.has(id));
  if (Object.keys(states).length === 0) return null;
  const transitions = Object.fromEntries(
    Object.entries(workflow.transitions).flatMap(([id, transition]) => {
      const inside = within(transition, chosen);
      return inside ? [[id, inside] as const] : [];
    }),
  );
  const moved = [states, transitions];
  const needed = valuesOf("clock", moved);
  const clocks = only(
    workflow.clocks ?? {},
    (id, clock) => needed.has(id) || startsIn(clock, { states, transitions }),
  );
  const rules = valuesOf("rules", moved);
  const templates = valuesOf("template", moved);
  const fields = fieldsIn([...moved, clocks]);
  return {
    kind: KIND,
    spec: 1,
    from: workflow.id,
    ...{ states, transitions, clocks },
    forms: only(workflow.forms ?? {}, (id) => valuesOf("form", moved).has(id)),
    fields: only(workflow.data.properties, (id) => fields.has(id)),
    layout: only(workflow.layout ?? {}, (id) => chosen.has(id)),
    groups: only(workflow.groups ?? {}, (_id, group) =>
      group.states.every((state) => chosen.has(state)),
    ),
    notes: only(workflow.notes ?? {}, (_id, { about = "" }) => chosen.has(about)),
    ruleSets: body.ruleSets.filter(({ id }) => rules.has(id)),
    templates: body.templates.filter(({ id }) => templates.has(id)),
  };
}

/** What a clipboard holds, when it is states; null for everything else. What is wrong in them the check finds, as always. */
export function readClipping(text: string): Clipping | null {
  try {
    const read = JSON.parse(text) as Partial<Clipping> | null;
    const groups = [read?.states, read?.transitions, read?.forms, read?.clocks, read?.fields];
    const isWhole =
      read?.kind === KIND &&
      groups.every((group) => typeof group === "object") &&
      [read.ruleSets, read.templates].every(Array.isArray);
    if (!isWhole) return null;
    // What was copied before there were notes and groups has none.
    return { ...(read as Clipping), notes: read.notes ?? {}, groups: read.groups ?? {} };
  } catch {
    return null;
  }
}

/** Whether a clock starts at one of these states, or with one of these transitions. */
export function startsIn(
  { starts }: Clock,
  { states, transitions }: Pick<Clipping, "states" | "transitions">,
): boolean {
  if ("state" in starts) return Object.hasOwn(states, starts.state);
  return "transition" in starts && Object.hasOwn(transitions, starts.transition);
}

/** A transition as far as it is among these states; null where it is not. */
function within(transition: Transition, states: ReadonlySet<string>): Transition | null {
  const { from, to } = transition;
  if (from === "*" || (to !== undefined && !states.has(to))) return null;
  const begins = from.filter((id) => states.has(id));
  return begins.length === 0 ? null : { ...transition, from: begins };
}

function only<Of>(
  all: Readonly<Record<string, Of>>,
  stays: (id: string, one: Of) => boolean,
): Record<string, Of> {
  return Object.fromEntries(Object.entries(all).filter(([id, one]) => stays(id, one)));
}

/** All texts that stand under a key, at any depth. */
function valuesOf(key: string, value: unknown): ReadonlySet<string> {
  if (typeof value !== "object" || value === null) return new Set();
  return new Set(
    Object.entries(value).flatMap(([name, inside]) =>
      name === key && typeof inside === "string" ? [inside] : [...valuesOf(key, inside)],
    ),
  );
}

function fieldsIn(value: unknown): ReadonlySet<string> {
  const paths = JSON.stringify(value).matchAll(/"(?:data\.([A-Za-z0-9_]+)|field":"([^"]+))/g);
  return new Set([...paths].flatMap(([, path, field]) => path ?? field ?? []));
}
