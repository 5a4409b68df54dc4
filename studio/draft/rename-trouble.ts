import { CALL_FIELDS } from "../../engine/definition/call.js";
import { fieldNameSchema, RESERVED_NAMES } from "../../engine/definition/names.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { formsSentWith } from "../../engine/release-variables.js";
import { variablesOf } from "../../templates/index.js";
import type { WorkflowFieldRename } from "./rename-everywhere.js";
import { fieldsNamed } from "./rename-field.js";

/** Why a field cannot be called so. */
export type RenameTrouble =
  | { readonly why: "shape" | "taken" | "call" | "text" }
  /** A message would read the field of one form by the new name and that of another by the old one. */
  | { readonly why: "shared"; readonly message: string; readonly workflow: string };

const NAME = new RegExp(String(fieldNameSchema.pattern));

/** The field in which staff write something down; the conversation of a case shows it. */
const NOTE_FIELD = "text";

/** What stands against another name for a field; null when nothing does. */
export function renameTrouble(
  body: ReleaseBody,
  rename: WorkflowFieldRename,
): RenameTrouble | null {
  const { form, from, to } = rename;
  const owner = body.workflows.find(({ id }) => id === rename.workflow);
  if (!owner || !NAME.test(to) || RESERVED_NAMES.includes(to)) return { why: "shape" };
  if (from !== to && Object.hasOwn(fieldsNamed(owner, form) ?? {}, to)) return { why: "taken" };
  if (form === null || from === to) return null;
  if (isOfCall(owner, form, from)) return { why: "call" };
  if (from === NOTE_FIELD) return { why: "text" };
  return sharedMessage(body, { ...rename, form });
}

/** Of what is known of a phone call some is read from its form by name. */
function isOfCall({ transitions }: Workflow, form: string, field: string): boolean {
  return (
    Object.values(CALL_FIELDS).some((name) => name === field) &&
    Object.values(transitions).some((one) => one.logs !== undefined && one.form === form)
  );
}

/** A message that is sent with another form too, which has a field of either name. */
function sharedMessage(
  { workflows, templates }: ReleaseBody,
  { workflow, form, from, to }: WorkflowFieldRename & { readonly form: string },
): RenameTrouble | null {
  for (const { id, name, texts } of templates) {
    const sent = workflows.flatMap((one) =>
      formsSentWith(id, one).map((asked) => ({ ...asked, workflow: one })),
    );
    const isIt = (one: (typeof sent)[number]) => one.id === form && one.workflow.id === workflow;
    const reads = Object.values(texts).some((each) =>
      Object.values(each).some((text) => variablesOf(text).includes(`input.${from}`)),
    );
    const other = sent.find(
      (one) => !isIt(one) && [from, to].some((field) => Object.hasOwn(one.form.properties, field)),
    );
    if (reads && other && sent.some(isIt))
      return { why: "shared", message: name, workflow: other.workflow.name };
  }
  return null;
}
