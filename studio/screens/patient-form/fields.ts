import type { Form, FormField } from "../../../engine/definition/form.js";
import type { FieldErrors, Typed } from "../../ui/schema-form/values.js";
import type { PatientWords } from "../../words/patient.js";

/**
 * The fields a patient fills in: how to reach them, by phone or by e-mail, then what the workflow asks, with labels in the
 * patient's language where we have them.
 */
export function withContact(form: Form, words: PatientWords): Form {
  const phone: FormField = {
    type: "string",
    title: words.form.phone,
    description: words.form.phoneHint,
    format: "phone",
    maxLength: 40,
  };
  const email: FormField = {
    type: "string",
    title: words.form.email,
    description: words.form.emailHint,
    format: "email",
    maxLength: 254,
  };
  const name: FormField = { type: "string", title: words.form.name, maxLength: 200 };
  const asked = Object.entries(form.properties).filter(
    ([key]) => !["phone", "email"].includes(key),
  );
  const fields = Object.fromEntries(
    asked.map(([key, field]) => [key, labelled(key, field, words)]),
  );
  return {
    ...form,
    properties: { phone, email, ...(form.properties["name"] ? {} : { name }), ...fields },
  };
}

/** The sentence for whoever left no way to be reached; nothing when there is one. */
export function unreachable(typed: Typed, words: PatientWords): FieldErrors {
  const given = ["phone", "email"].some((name) => String(typed[name] ?? "").trim() !== "");
  return given ? {} : { phone: words.noAddress };
}

function labelled(name: string, field: FormField, words: PatientWords): FormField {
  const titles: Readonly<Record<string, string>> = {
    name: words.form.name,
    subject: words.form.subject,
    description: words.form.description,
    category: words.form.category,
  };
  const { description: _hint, ...bare } = field;
  const title = titles[name];
  return title === undefined ? field : { ...bare, title };
}
