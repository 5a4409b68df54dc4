import { Type } from "@sinclair/typebox";
import { CALL_FIELDS, callAction } from "../../definition/call.js";
import { facetsIn } from "../../definition/facets.js";
import { type Form, formSchema } from "../../definition/form.js";
import type { Workflow } from "../../definition/workflow.js";
import { defineRoute } from "../route.js";

/** The kinds of case of the current release, as far as a desk needs them. */
export const workflowList = defineRoute({
  id: "listWorkflows",
  method: "GET",
  path: "/api/workflows",
  group: "Cases",
  summary: "List the kinds of case",
  permission: "case.read",
  answers: {
    200: Type.Object(
      {
        items: Type.Array(
          Type.Object({
            id: Type.String(),
            name: Type.String(),
            form: { ...formSchema, description: "What to ask for a new case" },
            call: Type.Union([formSchema, Type.Null()], {
              description:
                "What to ask besides when it is opened on the phone; null where the caller cannot log calls",
            }),
            priorities: Type.Array(Type.String(), { description: "Most urgent first" }),
            states: Type.Array(
              Type.Object({ id: Type.String(), name: Type.String(), class: Type.String() }),
              { description: "From beginning to end" },
            ),
            facets: Type.Array(
              Type.Object({
                id: Type.String(),
                name: Type.String(),
                values: Type.Array(Type.String()),
              }),
              { description: "What its cases are listed and counted by besides" },
            ),
          }),
        ),
      },
      { $id: "WorkflowList" },
    ),
  },
  handle: async ({ caller }, { release }) => {
    const { workflows } = (await release()).body;
    const items = workflows.map((workflow) => ({
      id: workflow.id,
      name: workflow.name,
      form: workflow.routes ? only(workflow.data, workflow.routes.create) : workflow.data,
      call: callForm(workflow, caller.user.roles),
      priorities: workflow.priorities,
      states: Object.entries(workflow.states).map(([state, { name, class: kind }]) => ({
        id: state,
        name,
        class: kind,
      })),
      facets: facetsIn(workflow).map((facet) => ({ ...facet, values: [...facet.values] })),
    }));
    return { status: 200, body: { items } };
  },
});

/** What is known of a call before anybody asks: who called is plain, and what was said is what the case is about. */
const KNOWN: readonly string[] = [CALL_FIELDS.direction, CALL_FIELDS.text];

function callForm(workflow: Workflow, roles: readonly string[]): Form | null {
  const form = callAction(workflow, roles)?.form;
  if (form === undefined) return null;
  const asked = Object.keys(form.properties).filter((name) => !KNOWN.includes(name));
  return only(form, asked);
}

/** A form with these fields alone. */
function only(data: Form, names: readonly string[]): Form {
  const asked = Object.entries(data.properties).filter(([name]) => names.includes(name));
  const required = data.required?.filter((name) => names.includes(name));
  const { required: _all, ...rest } = data;
  return {
    ...rest,
    properties: Object.fromEntries(asked),
    ...(required ? { required } : {}),
  };
}
