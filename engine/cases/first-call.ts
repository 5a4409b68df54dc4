import { callAction, CALL_FIELDS } from "../definition/call.js";
import type { Form } from "../definition/form.js";
import type { Json } from "../definition/names.js";
import type { Workflow } from "../definition/workflow.js";
import { CasewrightError } from "../protocol/errors.js";
import type { ActOnCase, CreateCase } from "./contract.js";
import { checkInput } from "./form-check.js";

/**
 * How the call in which a case is opened is logged on it: an action of its own, right after the case is there, so that the
 * same clocks stop as for every other call. Null for a case that nobody opens on the phone.
 * @throws CasewrightError invalid_input when this kind of case knows no calls, or the form is not filled in as it should be
 */
export function firstCall(
  workflow: Workflow,
  { call, data, actor }: CreateCase,
): Pick<ActOnCase, "action" | "input"> | null {
  if (call === undefined) return null;
  const found = callAction(workflow, actor.roles);
  if (found === null) throw noCalls();
  const { action, form } = found;
  const about = workflow.messageField === undefined ? undefined : data[workflow.messageField];
  const input = {
    [CALL_FIELDS.direction]: "they_called",
    ...(typeof about === "string" ? { [CALL_FIELDS.text]: fitting(about, form) } : {}),
    ...call,
  };
  checkInput(form, input, "/call");
  return { action, input };
}

/** As much of a text as the form of the call takes. */
function fitting(text: string, { properties }: Form): Json {
  const field = properties[CALL_FIELDS.text];
  const longest = field?.type === "string" ? field.maxLength : undefined;
  return [...text].slice(0, longest).join("");
}

function noCalls(): CasewrightError {
  return new CasewrightError("invalid_input", {
    errors: [{ pointer: "/call", message: "You cannot log calls on this kind of case" }],
  });
}
