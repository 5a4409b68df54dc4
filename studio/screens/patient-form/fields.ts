import type { Form, FormField } from "../../../engine/definition/form.js";
import type { PatientWords } from "../../words/patient.js";

/**
 * The fields a patient fills in: how to reach them, then what the workflow asks, with labels in the patient's language
 * where we have them.
 */
export function withContact(form: Form, words: PatientWords): Form {
  const phone: FormField = {
    type: "string",
    title: words.form.phone,
    description: words.form.phoneHint,
    format: "phone",
    maxLength: 40,
  };
  const name: FormField = { type: "string", title: words.form.name, maxLength: 200 };
  const asked = Object.entries(form.properties).filter(([key]) => key !== "phone");
  const fields = Object.fromEntries(
    asked.map(([key, field]) => [key, labelled(key, field, words)]),
  );
  return {
    ...form,
    required: [...new Set(["phone", ...(form.required ?? [])])],
    properties: { phone, ...(form.properties["name"] ? {} : { name }), ...fields },
  };
}

function labelled(name: string, field: FormField, words: PatientWords): FormField {
  const titles: Readonly<Record<string, string>> = {
    name: words.form.name,
    email: words.form.email,
    subject: words.form.subject,
    description: words.form.description,
    category: words.form.category,
  };
  const { description: _hint, ...bare } = field;
  const title = titles[name];
  return title === undefined ? field : { ...bare, title };
}
