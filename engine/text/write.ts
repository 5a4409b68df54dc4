import { Document, isMap, isPair, isScalar, isSeq, visit, type Node } from "yaml";
import type { DefinitionKind, DefinitionOf } from "../definition/schemas.js";
import { PUBLISHED_SCHEMAS } from "../definition/schemas.js";
import { writeComments } from "./comments.js";
import { inOrder } from "./in-order.js";

/** A group of plain values up to so many characters stands on one line. */
const ONE_LINE = 76;

const LINE_WIDTH = 100;

/**
 * A definition as the text in which people read and edit it: YAML, members in the order of their schema, comments in their places.
 * Equal definitions give equal text, and reading it (`definitionIn`) gives the definition again.
 */
export function definitionText<Kind extends DefinitionKind>(
  kind: Kind,
  definition: DefinitionOf[Kind],
): string {
  const known = texts.get(definition);
  if (known !== undefined) return known;
  const text = written(kind, definition);
  texts.set(definition, text);
  return text;
}

/** Nobody changes a definition that was made, and writing a large one takes longer than a frame. */
const texts = new WeakMap<object, string>();

function written<Kind extends DefinitionKind>(
  kind: Kind,
  { comments = {}, ...definition }: DefinitionOf[Kind],
): string {
  // As many documents as people write, nothing is written as a reference to something above.
  const document = new Document(inOrder(definition, PUBLISHED_SCHEMAS[kind]), {
    aliasDuplicateObjects: false,
  });
  writeComments(document, comments);
  shape(document);
  return document.toString({ lineWidth: LINE_WIDTH, flowCollectionPadding: true });
}

/** Small groups on one line, and an empty line before each large part of the whole. */
function shape(document: Document): void {
  visit(document, {
    Collection: (_key, group, path) => {
      const isRoot = path.length === 1;
      if (!isRoot && isPlain(group) && widthOf(group) <= ONE_LINE) group.flow = true;
    },
  });
  const root = document.contents;
  if (!isMap(root)) return;
  for (const [place, { key, value }] of root.items.entries()) {
    const isLarge = (isMap(value) || isSeq(value)) && value.flow !== true;
    const isNoted = isScalar(key) && Boolean(key.commentBefore);
    if (place > 0 && isScalar(key) && (isLarge || isNoted)) key.spaceBefore = true;
  }
}

/** Whether nothing is noted in a group, and nothing in it has parts of its own. */
function isPlain(group: Node): boolean {
  if (isNoted(group)) return false;
  if (!isMap(group) && !isSeq(group)) return false;
  return group.items.every((item: unknown) => {
    const parts = isPair(item) ? [item.key, item.value] : [item];
    return parts.every((part) => part === null || (isScalar(part) && !isNoted(part)));
  });
}

function isNoted({ comment, commentBefore }: Node): boolean {
  return Boolean(comment) || Boolean(commentBefore);
}

function widthOf(group: Node): number {
  return JSON.stringify(group).length;
}
