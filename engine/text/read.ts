import type { Checked } from "../definition/finding.js";
import type { DefinitionKind, DefinitionOf } from "../definition/schemas.js";
import type { YamlFile } from "./yaml-file.js";

/** What makes a definition of content: `parseDefinition`, or in a browser `explainedDefinition`. */
export type DefinitionParser = <Kind extends DefinitionKind>(
  kind: Kind,
  content: unknown,
) => Checked<DefinitionOf[Kind]>;

/** The definition that a text holds, with what stands behind `#` in it as its comments. Findings lead into the content. */
export function definitionIn<Kind extends DefinitionKind>(
  kind: Kind,
  { content, comments }: Pick<YamlFile, "content" | "comments">,
  parse: DefinitionParser,
): Checked<DefinitionOf[Kind]> {
  return parse(kind, notedContent({ content, comments }));
}

/** The content of a text with what stands behind `#` in it, where a definition has its comments. */
export function notedContent({
  content,
  comments,
}: Pick<YamlFile, "content" | "comments">): unknown {
  const isNoted = Object.keys(comments).length > 0;
  const isObject = typeof content === "object" && content !== null && !Array.isArray(content);
  if (!isNoted || !isObject) return content;
  const { comments: own } = content as { readonly comments?: object };
  return { ...content, comments: { ...own, ...comments } };
}
