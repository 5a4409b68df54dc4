import { Type } from "@sinclair/typebox";
import { type Form, formSchema } from "../../definition/form.js";
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
            priorities: Type.Array(Type.String(), { description: "Most urgent first" }),
            states: Type.Array(
              Type.Object({ id: Type.String(), name: Type.String(), class: Type.String() }),
              { description: "From beginning to end" },
            ),
          }),
        ),
      },
      { $id: "WorkflowList" },
    ),
  },
  handle: async (_request, { release }) => {
    const { workflows } = (await release()).body;
    const items = workflows.map(({ id, name, data, priorities, states, routes }) => ({
      id,
      name,
      form: routes ? openingForm(data, routes.create) : data,
      priorities,
      states: Object.entries(states).map(([state, { name, class: kind }]) => ({
        id: state,
        name,
        class: kind,
      })),
    }));
    return { status: 200, body: { items } };
  },
});

/** The fields that somebody who opens a case may fill in; the others are the workflow's own. */
function openingForm(data: Form, names: readonly string[]): Form {
  const asked = Object.entries(data.properties).filter(([name]) => names.includes(name));
  const required = data.required?.filter((name) => names.includes(name));
  const { required: _all, ...rest } = data;
  return {
    ...rest,
    properties: Object.fromEntries(asked),
    ...(required ? { required } : {}),
  };
}
