import { VisuallyHidden } from "@mantine/core";
import type { Node, NodeProps } from "@xyflow/react";
import { memo, use } from "react";
import type { NoteNode as Noted } from "../canvas/graph.js";
import { noteWords } from "../words/note.js";
import { comparedMark, type ComparedMark } from "./compared.js";
import { ComparedChip, comparedProps } from "./compared-chip.js";
import { foundMark, type FoundMark } from "./found.js";
import { MapContext } from "./map-context.js";
import classes from "./note-node.module.css";

/** A note as React Flow carries it. */
export type NoteFlowNode = Node<{ readonly note: Noted }, "note">;

/** A note in the picture. What is told about the picture becomes what this note shows. */
export function NoteNode({ data: { note } }: NodeProps<NoteFlowNode>) {
  const content = use(MapContext);
  if (!content) return null;
  const { id, about } = note;
  const item = `note.${id}`;
  return (
    <NoteFace
      item={item}
      text={note.text}
      title={noteWords.title(about === undefined ? null : content.nameOf(about))}
      compared={comparedMark(content.compared, item)}
      isHere={content.compared?.here.includes(item) ?? false}
      found={foundMark(content.found, item)}
      isChosen={content.selected?.kind === "note" && content.selected.id === id}
    />
  );
}

/** The button of a note: its text. */
const NoteFace = memo(function NoteFace({
  item,
  text,
  title,
  compared,
  isHere,
  found,
  isChosen,
}: {
  readonly item: string;
  readonly text: string;
  readonly title: string;
  readonly compared: ComparedMark | undefined;
  /** Whether the change is about it that somebody is at. */
  readonly isHere: boolean;
  readonly found: FoundMark | undefined;
  readonly isChosen: boolean;
}) {
  return (
    <button
      type="button"
      {...comparedProps(classes.note, compared, isHere)}
      data-item={item}
      data-found={found}
      aria-pressed={isChosen}
      title={title}
    >
      <VisuallyHidden>{title}: </VisuallyHidden>
      <ComparedChip mark={compared} />
      <span className={classes.text}>{text}</span>
    </button>
  );
});
