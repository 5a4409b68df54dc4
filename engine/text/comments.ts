import { isMap, isPair, isScalar, isSeq, type Document, type Node } from "yaml";
import type { Comment, Comments } from "../definition/comments.js";
import { pointer } from "../definition/finding.js";

/** Everything that stands behind `#` in a text, by JSON pointer to what it is about. */
export function commentsIn(document: Document): Comments {
  const found = new Map<string, Comment>();
  const note = (at: string, where: keyof Comment, behind: string | null | undefined) => {
    // Empty lines around a comment are how it is set, not what it says.
    const words = behind?.replace(/^\n+|\n+$/g, "") ?? "";
    if (words === "") return;
    const before = found.get(at)?.[where];
    const all = before === undefined ? words : `${before}\n${words}`;
    found.set(at, { ...found.get(at), [where]: all });
  };
  note("", "above", document.commentBefore);
  for (const place of placesIn(document)) {
    const { at, key, value } = place;
    const isGroup = isMap(value) || isSeq(value);
    // A group on one line has no inside. Behind it, a comment could not be told from one above the next when it is written anew.
    const isBlock = isGroup && value.flow !== true;
    const above = homeOf(place);
    note(above.at, above.where, key?.commentBefore);
    note(at, "beside", key?.comment);
    if (key && isBlock) note(at, "inside", value.commentBefore);
    else note(above.at, above.where, value?.commentBefore);
    if (isGroup && !isBlock) note(above.at, above.where, value.comment);
    else note(at, isBlock ? "below" : "beside", value?.comment);
  }
  note("", "below", document.comment);
  return Object.fromEntries(found);
}

/** Where a comment above something belongs: above the first part of a member is inside of that member. */
function homeOf({ at, group }: Place): { readonly at: string; readonly where: "above" | "inside" } {
  if (!group?.isFirst || group.place.at === "") return { at, where: "above" };
  return group.place.key ? { at: group.place.at, where: "inside" } : homeOf(group.place);
}

/** Puts comments where they belong; those about what is not there are left out. */
export function writeComments(document: Document, comments: Comments): void {
  for (const { at, key, value } of placesIn(document)) {
    const comment = Object.hasOwn(comments, at) ? comments[at] : undefined;
    if (!comment) continue;
    const isGroup = isMap(value) || isSeq(value);
    const above = key ?? value;
    if (above && comment.above !== undefined) above.commentBefore = comment.above;
    if (!value) continue;
    if (comment.inside !== undefined) value.commentBefore = comment.inside;
    const behind = isGroup ? comment.below : comment.beside;
    if (behind !== undefined) value.comment = behind;
  }
  const root = Object.hasOwn(comments, "") ? comments[""] : undefined;
  if (root?.above !== undefined) document.commentBefore = root.above;
}

type Place = {
  readonly at: string;
  /** The name of a member; an entry of a list, and the whole, have none. */
  readonly key?: Node;
  readonly value: Node | null;
  /** What it is a part of, and whether it is the first. */
  readonly group?: { readonly place: Place; readonly isFirst: boolean };
};

function* placesIn(document: Document): Generator<Place> {
  const root: Place = { at: "", value: document.contents };
  yield root;
  yield* inside(root);
}

function* inside(place: Place): Generator<Place> {
  const { value: group, at } = place;
  if (!isMap(group) && !isSeq(group)) return;
  for (const [index, item] of group.items.entries()) {
    const within = { place, isFirst: index === 0 };
    const part = isPair(item)
      ? isScalar(item.key)
        ? { at: pointer(String(item.key.value)), key: item.key, value: item.value as Node | null }
        : null
      : { at: pointer(index), value: item as Node | null };
    if (!part) continue;
    const next: Place = { ...part, at: `${at}${part.at}`, group: within };
    yield next;
    yield* inside(next);
  }
}
