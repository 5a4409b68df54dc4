import {
  ALERT_VARIABLES,
  dataVariables,
  SUGGESTION_VARIABLES,
  TEMPLATE_VARIABLES,
  type TemplateVariable,
  type TemplateVariables,
} from "../templates/index.js";
import { effectsIn, effectsOf } from "./definition/effects-in.js";
import type { Form } from "./definition/form.js";
import { own } from "./definition/lint/index.js";
import type { ReleaseBody } from "./definition/release.js";
import type { EffectSpec, Workflow } from "./definition/workflow.js";
import { withReleaseValues } from "./release-values.js";

/**
 * What one template may name, given which transitions send it: everything messages always have, and the fields of the forms
 * filled in. Fields keep the privacy class of their form, the strictest where several send the template. Clinical data of
 * the case is among them only so that the lint can say why it must not be used. What staff are offered as an answer knows no form.
 * Their values are those of the release, as far as it has them.
 */
export function variablesKnownTo(template: string, release: ReleaseBody): TemplateVariables {
  const byTemplate = kept.get(release) ?? new Map<string, TemplateVariables>();
  kept.set(release, byTemplate);
  const known = byTemplate.get(template) ?? foundFor(template, release);
  byTemplate.set(template, known);
  return known;
}

/** What was found last in each release, which never changes: each message that is sent asks again. */
const kept = new WeakMap<ReleaseBody, Map<string, TemplateVariables>>();

function foundFor(template: string, release: ReleaseBody): TemplateVariables {
  const isAbout = (workflow: Workflow) =>
    does("send", template, workflow) || does("alert", template, workflow);
  return withReleaseValues(variablesOfKind(template, release), release, isAbout);
}

function variablesOfKind(template: string, release: ReleaseBody): TemplateVariables {
  const isOffered = release.templates.some(({ id, suggest }) => id === template && suggest);
  if (isOffered) return SUGGESTION_VARIABLES;
  const { team, person } = readersOf(template, release);
  if (team) return person ? SHARED_VARIABLES : ALERT_VARIABLES;
  const known = new Map(Object.entries(TEMPLATE_VARIABLES));
  for (const workflow of release.workflows) {
    for (const { form } of formsSentWith(template, workflow))
      for (const [path, variable] of formVariables(form, "input"))
        known.set(path, stricter(known.get(path), variable));
    if (does("send", template, workflow))
      for (const [path, variable] of formVariables(workflow.data, "data"))
        if (variable.phi === "clinical") known.set(path, variable);
  }
  return Object.fromEntries(known);
}

/** Who reads a template: a team that an alert calls, somebody with a case, or both. What nothing uses yet is for somebody. */
export function readersOf(
  template: string,
  { workflows }: Pick<ReleaseBody, "workflows">,
): { readonly team: boolean; readonly person: boolean } {
  const team = workflows.some((workflow) => does("alert", template, workflow));
  const sends = workflows.some((workflow) => does("send", template, workflow));
  return { team, person: sends || !team };
}

/** The forms of the transitions of a workflow that send a template; one stands there for each transition. */
export function formsSentWith(
  template: string,
  workflow: Workflow,
): readonly { readonly id: string; readonly form: Form }[] {
  return Object.values(workflow.transitions).flatMap((transition) => {
    const { from, form: id = "" } = transition;
    const form = own(workflow.forms, id);
    const origins = from === "*" ? Object.keys(workflow.states) : from;
    const asked = origins.flatMap((state) => effectsOf(workflow, state, transition));
    return form && isUsedBy("send", template, asked) ? [{ id, form }] : [];
  });
}

/** What both a patient and staff may read. */
const SHARED_VARIABLES: TemplateVariables = Object.fromEntries(
  Object.entries(TEMPLATE_VARIABLES).filter(
    ([path]) => path !== "link" && Object.hasOwn(ALERT_VARIABLES, path),
  ),
);

function does(what: "send" | "alert", template: string, workflow: Workflow): boolean {
  return isUsedBy(what, template, effectsIn(workflow));
}

function isUsedBy(
  what: "send" | "alert",
  template: string,
  effects: readonly EffectSpec[],
): boolean {
  return effects.some(
    (effect) => effect.do === what && "template" in effect && effect.template === template,
  );
}

function formVariables(form: Form, root: "data" | "input") {
  return Object.entries(dataVariables(form)).map(
    ([path, variable]) => [path.replace(/^data/, root), variable] as const,
  );
}

const STRICTNESS: { readonly [Class in TemplateVariable["phi"]]: number } = {
  none: 0,
  contact: 1,
  clinical: 2,
};

function stricter(known: TemplateVariable | undefined, found: TemplateVariable): TemplateVariable {
  if (!known) return found;
  return STRICTNESS[found.phi] > STRICTNESS[known.phi] ? { ...known, phi: found.phi } : known;
}
