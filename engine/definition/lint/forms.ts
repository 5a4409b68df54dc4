import { pointer } from "../finding.js";
import type { Form, FormField } from "../form.js";
import { suggestion } from "../wording.js";
import { draft, type Draft } from "./codes.js";
import { own, type Subject } from "./names.js";

/** Forms and the data of a case: F001 contradictions, F004 required fields that are not there, W011 unused, W022 jobs. */
export function lintForms({ workflow }: Subject): readonly Draft[] {
  const used = new Set(Object.values(workflow.transitions).map(({ form }) => form));
  const { messageField, subject } = workflow;
  return [
    ...lintForm(workflow.data, "/data"),
    ...Object.entries(workflow.forms ?? {}).flatMap(([id, form]) => [
      ...lintForm(form, pointer("forms", id)),
      ...(used.has(id)
        ? []
        : [
            draft(
              "W011",
              pointer("forms", id),
              `No transition uses the form \`${id}\`.`,
              "Use it or remove it.",
            ),
          ]),
    ]),
    ...lintTextField(workflow.data, messageField, "/messageField"),
    ...lintTextField(workflow.data, subject.title, "/subject/title"),
  ];
}

function lintForm(form: Form, path: string): readonly Draft[] {
  const names = Object.keys(form.properties);
  return [
    ...(form.required ?? []).flatMap((name, place) =>
      own(form.properties, name)
        ? []
        : [
            draft(
              "F004",
              `${path}${pointer("required", place)}`,
              `The required field \`${name}\` is not in the form.`,
              () => suggestion(name, names),
            ),
          ],
    ),
    ...Object.entries(form.properties).flatMap(([name, field]) => {
      const why = contradiction(field);
      if (why === undefined) return [];
      return [
        draft(
          "F001",
          `${path}${pointer("properties", name)}`,
          why,
          "Correct the limits so that a value can fit.",
        ),
      ];
    }),
  ];
}

/** Why no value could ever fit a field; undefined when some can. */
function contradiction(field: FormField): string | undefined {
  if (field.type === "boolean") return undefined;
  if (field.type !== "string")
    return (field.minimum ?? -Infinity) > (field.maximum ?? Infinity)
      ? "The smallest value allowed is above the largest."
      : undefined;
  const { minLength = 0, maxLength = Infinity } = field;
  if (minLength > maxLength) return "The shortest text allowed is longer than the longest.";
  const options = field.enum ?? [];
  if (new Set(options).size < options.length) return "An option is listed twice.";
  if (options.some(({ length }) => length < minLength || length > maxLength))
    return "An option is shorter or longer than the field allows.";
  return undefined;
}

function lintTextField(data: Form, name: string | undefined, path: string): readonly Draft[] {
  if (name === undefined) return [];
  const field = own(data.properties, name);
  if (!field)
    return [
      draft("W022", path, `There is no data field \`${name}\`.`, () =>
        suggestion(name, Object.keys(data.properties)),
      ),
    ];
  if (field.type === "string" && field.enum === undefined) return [];
  return [
    draft(
      "W022",
      path,
      `The data field \`${name}\` does not hold free text.`,
      "Choose a field of type string without `enum`.",
    ),
  ];
}
