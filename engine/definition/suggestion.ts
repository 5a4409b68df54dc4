import { Type, type Static } from "@sinclair/typebox";
import { conditionSchema } from "./conditions/condition.js";
import { caseFacts, type FactCatalogue } from "./facts.js";
import { idSchema } from "./names.js";
import type { Workflow } from "./workflow.js";

/** When staff are offered a template as an answer: on cases of a workflow, always or under a condition. */
export const suggestionSchema = Type.Object(
  { workflow: idSchema, when: Type.Optional(conditionSchema) },
  { additionalProperties: false },
);
export type Suggestion = Static<typeof suggestionSchema>;

/** What the condition of a suggestion may read: the case, its data, and what the person wrote last. */
export function suggestionFacts(workflow: Workflow): FactCatalogue {
  return { ...caseFacts(workflow), "message.text": "text" };
}
