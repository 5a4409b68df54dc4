import { Type } from "@sinclair/typebox";
import type { Form } from "../../definition/form.js";
import type { Workflow } from "../../definition/workflow.js";
import { openingOf } from "../../inbound/opening.js";
import { CasewrightError } from "../../protocol/errors.js";
import { publicFormSchema } from "../../protocol/tracking.js";
import { defineRoute } from "../route.js";

/** Data fields that a submitted form can carry, besides how to reach the person. */
const CARRIED = ["subject", "description"];

/** What the patients' page needs to draw the form of an endpoint. */
export const formRead = defineRoute({
  id: "readForm",
  method: "GET",
  path: "/api/public/forms/:endpoint",
  group: "Patients",
  summary: "The web form of an endpoint",
  permission: "public",
  params: Type.Object({ endpoint: Type.String({ maxLength: 200 }) }),
  answers: { 200: publicFormSchema },
  handle: async ({ params }, { endpoints, release }) => {
    const endpoint = endpoints.find(
      ({ id, plugin }) => id === params.endpoint && plugin.manifest.kind === "form",
    );
    const { organisation, workflows } = (await release()).body;
    const opens = endpoint && openingOf(workflows, endpoint).workflow;
    const workflow = workflows.find(({ id }) => id === opens);
    if (!endpoint || !workflow) throw new CasewrightError("not_found");
    return {
      status: 200,
      body: {
        endpoint: endpoint.id,
        organisation: organisation.name,
        emergencyNumber: organisation.emergencyNumber,
        languages: organisation.languages,
        form: formOf(workflow),
      },
    };
  },
});

function formOf({ data, messageField }: Workflow): Form {
  const fields = Object.entries(data.properties).filter(
    ([name]) => CARRIED.includes(name) || name === messageField,
  );
  return {
    type: "object",
    required: (data.required ?? []).filter((name) => fields.some(([field]) => field === name)),
    properties: Object.fromEntries(fields),
    additionalProperties: false,
  };
}
