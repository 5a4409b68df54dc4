import type { OpeningMessages } from "../../../engine/definition/opened-by.js";
import type { Workflow } from "../../../engine/definition/workflow.js";
import { mapWords } from "../../words/map.js";

/** The messages that open cases of a workflow, a sentence for each. */
export function openingSentences({ openedBy = [] }: Pick<Workflow, "openedBy">): readonly string[] {
  return openedBy.map((way) => openingSentence(way));
}

/** Which messages open a case. */
export function openingSentence({ endpoint, keyword }: OpeningMessages): string {
  const { openedBy } = mapWords.says;
  if (keyword === undefined) return openedBy.all(endpoint ?? "");
  return endpoint === undefined ? openedBy.keyword(keyword) : openedBy.both(keyword, endpoint);
}
