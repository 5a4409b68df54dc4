import { EVENT_BYTES, sizeOf, storable } from "../../workflows/case/limits.js";
import { checkInput } from "../cases/form-check.js";
import type { Fields } from "../definition/contributed-effects.js";
import type { Form } from "../definition/form.js";
import type { Json } from "../definition/names.js";
import { CasewrightError } from "../protocol/errors.js";

/** Half of what an event may hold: the answer is written once as an event and once as what follows from it. */
const MAX_ANSWER_BYTES = EVENT_BYTES / 2;

/** The agreed fields of what another system or a plugin has answered; null when one of them is wrong, or there is too much of it. */
export function agreedAnswer(agreed: Form, said: unknown): Fields | null {
  const members = typeof said === "object" && said !== null ? Object.entries(said) : [];
  const known = members.filter(([field]) => Object.hasOwn(agreed.properties, field));
  const answer = Object.fromEntries<Json>(known);
  const isGood = fits(agreed, answer) && storable(answer) && sizeOf(answer) <= MAX_ANSWER_BYTES;
  return isGood ? answer : null;
}

/** Whether fields are as a form declares them. */
export function fits(form: Form, fields: Fields): boolean {
  try {
    checkInput(form, fields, "");
    return true;
  } catch (error) {
    if (error instanceof CasewrightError) return false;
    throw error;
  }
}
