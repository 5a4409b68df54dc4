import { own } from "../../../engine/definition/lint/names.js";
import type { OpeningMessages } from "../../../engine/definition/opened-by.js";
import type { Workflow } from "../../../engine/definition/workflow.js";
import { readable } from "../../ui/schema-form/choices.js";
import { mapWords } from "../../words/map.js";

/** The messages that open cases of a workflow, a sentence for each. */
export function openingSentences(workflow: Pick<Workflow, "openedBy" | "data">): readonly string[] {
  return (workflow.openedBy ?? []).map((way) => openingSentence(way, workflow));
}

/** Which messages open a case, and what is known of it then. */
export function openingSentence(
  { endpoint, to, keyword, data }: OpeningMessages,
  { data: { properties } }: Pick<Workflow, "data">,
): string {
  const say = mapWords.says.openedBy;
  const where = [
    ...(to === undefined ? [] : [say.to(to)]),
    ...(endpoint === undefined ? [] : [say.by(endpoint)]),
  ].join("");
  if (keyword !== undefined) return say.keyword(keyword, where);
  if (data === undefined) return say.all(where);
  const told = Object.entries(data).map(([field, value]) =>
    say.field(own(properties, field)?.title ?? field, readable(String(value))),
  );
  return say.known(where, told.join(", "));
}
