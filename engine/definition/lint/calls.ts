import { CALL_DIRECTIONS, type Logs } from "../call.js";
import { pointer } from "../finding.js";
import type { Form, FormField } from "../form.js";
import type { Transition } from "../workflow.js";
import { draft, type Draft } from "./codes.js";
import { own, type Subject } from "./names.js";

/** W061: a phone call is logged without a form that tells of it, or not whenever the phone may ring. */
export function lintCalls({ workflow }: Subject): readonly Draft[] {
  return Object.entries(workflow.transitions).flatMap(([id, transition]) =>
    transition.logs === undefined
      ? []
      : lintCall(workflow.forms, id, { ...transition, logs: transition.logs }),
  );
}

function lintCall(
  forms: { readonly [id: string]: Form } | undefined,
  id: string,
  { logs, ...transition }: Transition & { readonly logs: Logs },
): readonly Draft[] {
  const form = transition.form === undefined ? undefined : own(forms ?? {}, transition.form);
  const at = (member: string) => pointer("transitions", id, member);
  const always = transition.from === "*" && transition.when === undefined;
  return [
    ...(always
      ? []
      : [
          draft(
            "W061",
            at(transition.from === "*" ? "when" : "from"),
            `\`${id}\` logs a phone call, and cannot be done at all times.`,
            'The phone rings when it likes: write `from: "*"`, and no `when`.',
          ),
        ]),
    ...wrongFields(form, logs).map((fix) =>
      draft("W061", at("logs"), `The form of \`${id}\` does not tell of a phone call.`, fix),
    ),
  ];
}

/** What has to be mended about a form that tells of a call. */
function wrongFields(form: Form | undefined, logs: Logs): readonly string[] {
  if (form === undefined) return ["Give it a form with the fields of a call."];
  const { outcome, minutes } = form.properties;
  return [
    ...(logs === "call" ? wrongInCall(form) : wrongInMissedCall(form)),
    ...(outcome === undefined || enumOf(outcome) !== undefined
      ? []
      : ["Let `outcome` be one of a list (`enum`)."]),
    ...(minutes === undefined || minutes.type === "integer"
      ? []
      : ["Let `minutes` be of type integer."]),
  ];
}

function wrongInCall({ properties: { direction, text }, required = [] }: Form): readonly string[] {
  const choices = CALL_DIRECTIONS.join(", ");
  return [
    ...(isText(text) && required.includes("text")
      ? []
      : ["Let `text` be a required field of type string."]),
    ...(isDirection(direction) && required.includes("direction")
      ? []
      : [`Let \`direction\` be a required field with \`enum: [${choices}]\`.`]),
  ];
}

function wrongInMissedCall({ properties: { direction, text } }: Form): readonly string[] {
  return [
    ...(isText(text) ? [] : ["Let `text` be a field of type string."]),
    ...(direction === undefined
      ? []
      : ["Leave out `direction`: a call that nobody answered is always ours."]),
  ];
}

function isText(field: FormField | undefined): boolean {
  return field?.type === "string" && field.enum === undefined;
}

function isDirection(field: FormField | undefined): boolean {
  const offered = field && enumOf(field);
  return offered?.toSorted().join() === CALL_DIRECTIONS.join();
}

function enumOf(field: FormField): readonly string[] | undefined {
  return field.type === "string" ? field.enum : undefined;
}
