import type { Json, Scalar } from "../engine/definition/names.js";
import type { Organisation } from "../engine/definition/organisation.js";
import type { Workflow } from "../engine/definition/workflow.js";
import type { CaseState } from "../engine/interpreter/state.js";

/** What a message to a patient is made from, beside the case itself. */
export type MessageOccasion = {
  readonly organisation: Organisation;
  readonly workflow: Workflow | undefined;
  /** The fields of the form that somebody has filled in. */
  readonly input: { readonly [field: string]: Json };
  readonly contactName: string;
  /** Address of the tracking page; empty where the text needs none. */
  readonly link: string;
};

/** The values of a message's variables, as the case is when it is sent. */
export function caseVariables(
  state: Pick<CaseState, "id" | "state" | "queue" | "priority">,
  { organisation, workflow, input, contactName, link }: MessageOccasion,
): { readonly [path: string]: Scalar } {
  const filled = Object.entries(input).map(([field, value]) => [`input.${field}`, scalarOf(value)]);
  return {
    ...(Object.fromEntries(filled) as { [path: string]: Scalar }),
    "case.id": state.id,
    "case.stateName": workflow?.states[state.state]?.name ?? state.state,
    "case.queueName": organisation.queues.find(({ id }) => id === state.queue)?.name ?? state.queue,
    "case.priority": state.priority,
    "contact.name": contactName,
    "clinic.name": organisation.name,
    "clinic.emergencyNumber": organisation.emergencyNumber,
    link,
  };
}

function scalarOf(value: Json): Scalar {
  return typeof value === "object" ? null : value;
}
