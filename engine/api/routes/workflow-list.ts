import { Type } from "@sinclair/typebox";
import { formSchema } from "../../definition/form.js";
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
            form: formSchema,
            priorities: Type.Array(Type.String(), { description: "Most urgent first" }),
            states: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
          }),
        ),
      },
      { $id: "WorkflowList" },
    ),
  },
  handle: async (_request, { release }) => {
    const { workflows } = (await release()).body;
    const items = workflows.map(({ id, name, data, priorities, states }) => ({
      id,
      name,
      form: data,
      priorities,
      states: Object.entries(states).map(([state, { name }]) => ({ id: state, name })),
    }));
    return { status: 200, body: { items } };
  },
});
