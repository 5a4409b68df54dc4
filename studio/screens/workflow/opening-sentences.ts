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
  return data === undefined ? say.all(where) : say.known(where, toldSentence(data, properties));
}

/** What is known of a message from where it came to: `Category: Patient safety`. */
export function toldSentence(
  data: NonNullable<OpeningMessages["data"]>,
  properties: Workflow["data"]["properties"],
): string {
  const told = Object.entries(data).map(([field, value]) =>
    mapWords.says.openedBy.field(own(properties, field)?.title ?? field, readable(String(value))),
  );
  return told.join(", ");
}
