import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { NewWorkflow } from "../../draft/new-workflow.js";
import { entryOf } from "../../draft/release-lists.js";
import type { FieldErrors } from "../../ui/schema-form/values.js";
import { words } from "../../words/index.js";
import { newWorkflowWords as say } from "../../words/new-workflow.js";

/** Longest name that a definition can have. */
const NAME_LENGTH = 120;

/** What is wrong with the name of a workflow. */
export function checkName(name: string): FieldErrors {
  if (name.trim() === "") return { name: words.form.required };
  if (name.trim().length > NAME_LENGTH) return { name: words.form.tooLong(NAME_LENGTH) };
  return {};
}

/** What is wrong with what a workflow is to be called, here and in the ids of its cases. */
export function checkWorkflow(
  { name, id, prefix }: Omit<NewWorkflow, "roles">,
  body: ReleaseBody,
): FieldErrors {
  const wrong: Record<string, string> = { ...checkName(name) };
  if (!/^[a-z][a-z0-9_-]{0,39}$/.test(id)) wrong["id"] = say.wrongId;
  else if (entryOf(body, "workflows", id)) wrong["id"] = say.takenId;
  if (!/^[A-Z]{1,3}$/.test(prefix)) wrong["prefix"] = say.wrongPrefix;
  else if (body.workflows.some(({ subject }) => subject.prefix === prefix))
    wrong["prefix"] = say.takenPrefix;
  return wrong;
}
