import { type TObject, type TProperties, Type, type TSchema } from "@sinclair/typebox";
import type { DocumentRoutes } from "../../definition/document-routes.js";
import type { FormField } from "../../definition/form.js";
import type { Workflow } from "../../definition/workflow.js";
import {
  type CaseDetail,
  caseDetailSchema,
  caseRequestSchema,
  type CaseRow,
  caseRowSchema,
} from "../../protocol/case.js";

/** A workflow that asks for document routes. */
export type DocumentWorkflow = Workflow & { readonly routes: DocumentRoutes };

/** The schemas of one workflow's documents, made from its definition. */
export type DocumentShapes = {
  readonly created: TObject;
  readonly changed: TObject;
  readonly row: TSchema;
  readonly whole: TSchema;
  readonly list: TSchema;
  readonly filter: TObject;
};

/** Makes the schemas of a workflow's documents. */
export function shapesOf(workflow: DocumentWorkflow): DocumentShapes {
  const { noun } = workflow.routes;
  const name = `${noun[0]?.toUpperCase() ?? ""}${noun.slice(1)}`;
  const members = rowMembers(workflow);
  const row = Type.Object(members, { $id: `${name}Row` });
  return {
    created: createdShape(workflow, `${name}Request`),
    changed: changedShape(workflow, `${name}Change`),
    row,
    whole: Type.Object(
      { ...dataMembers(workflow), ...members, contact: caseDetailSchema.properties.contact },
      { $id: name },
    ),
    list: Type.Object(
      { items: Type.Array(row), next: Type.Union([Type.String(), Type.Null()]) },
      { $id: `${name}List` },
    ),
    filter: filterShape(workflow),
  };
}

/** A case's row in the words of the document: `status` is the id of its state. */
export function documentRow(row: CaseRow): Record<string, unknown> {
  return { ...row, status: row.state.id, open: row.status === "open" };
}

/** A whole case as a document: its data fields stand beside the row's members, which win where names meet. */
export function documentOf(
  workflow: DocumentWorkflow,
  detail: CaseDetail,
): Record<string, unknown> {
  const data = Object.keys(workflow.data.properties)
    .map((field) => [field, detail.data[field]] as const)
    .filter(([, value]) => value !== undefined && value !== null);
  const row = Object.fromEntries(
    Object.keys(caseRowSchema.properties).map((member) => [
      member,
      detail[member as keyof CaseRow],
    ]),
  ) as CaseRow;
  return { ...Object.fromEntries(data), ...documentRow(row), contact: detail.contact };
}

function rowMembers({ states }: Workflow): TProperties {
  const { status: _status, ...row } = caseRowSchema.properties;
  return {
    ...row,
    status: Type.String({ enum: Object.keys(states), description: "Id of the state" }),
    open: Type.Boolean(),
  };
}

function dataMembers({ data }: Workflow): TProperties {
  const fields = Object.entries(data.properties);
  return Object.fromEntries(fields.map(([name, field]) => [name, Type.Optional(asSchema(field))]));
}

function createdShape(workflow: DocumentWorkflow, $id: string): TObject {
  const { data, routes, priorities } = workflow;
  const fields = routes.create.flatMap((name) => {
    const field = data.properties[name];
    if (!field) return [];
    const schema = asSchema(field);
    return [[name, data.required?.includes(name) ? schema : Type.Optional(schema)] as const];
  });
  const { contact, queue } = caseRequestSchema.properties;
  return Type.Object(
    {
      contact,
      queue,
      priority: Type.Optional(Type.String({ enum: [...priorities] })),
      ...Object.fromEntries(fields),
    },
    { additionalProperties: false, $id },
  );
}

function changedShape(workflow: DocumentWorkflow, $id: string): TObject {
  const patch = Object.entries(workflow.routes.patch).map(([name, { action, input }]) => {
    const form = workflow.transitions[action]?.form;
    const field = form === undefined ? undefined : workflow.forms?.[form]?.properties[input];
    return [name, Type.Optional(field ? patchSchema(field) : Type.Unknown())] as const;
  });
  return Type.Object(
    {
      ...moveFields(workflow),
      ...Object.fromEntries(patch),
      status: Type.Optional(
        Type.String({
          enum: Object.keys(workflow.states),
          description: "Id of the state to move to; fires the action that leads there",
        }),
      ),
    },
    { additionalProperties: false, minProperties: 1, $id },
  );
}

/** Fields that forms of moving actions ask for: they go along with `status`. */
function moveFields(workflow: Workflow): TProperties {
  const forms = Object.values(workflow.transitions)
    .filter(({ to, by, form }) => to !== undefined && by !== undefined && form !== undefined)
    .flatMap(({ form = "" }) => Object.entries(workflow.forms?.[form]?.properties ?? {}));
  return Object.fromEntries(
    forms.map(([name, field]) => [
      name,
      Type.Optional({ ...asSchema(field), description: "For the action that `status` fires" }),
    ]),
  );
}

/** A person may be named by id or by e-mail address. */
function patchSchema(field: FormField): TSchema {
  return isPerson(field)
    ? Type.String({
        minLength: 1,
        maxLength: 254,
        description: "Id or e-mail of a member of staff",
      })
    : asSchema(field);
}

/** Whether a form field names a member of staff. */
export function isPerson(field: FormField): boolean {
  return field.type === "string" && field["x-widget"] === "user";
}

function filterShape({ states, priorities }: Workflow): TObject {
  const text = (description: string) => Type.Optional(Type.String({ maxLength: 254, description }));
  return Type.Object(
    {
      status: Type.Optional(Type.String({ enum: Object.keys(states) })),
      queue: text("Id of a queue"),
      priority: Type.Optional(Type.String({ enum: [...priorities] })),
      assignee: text("Id or e-mail of a person, or `me`"),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
      cursor: text("`next` of the page before"),
    },
    { additionalProperties: false },
  );
}

/** A form field is JSON Schema already; TypeBox only wants its own mark. */
function asSchema(field: FormField): TSchema {
  return Type.Unsafe(field);
}
