import type { Node, NodeProps } from "@xyflow/react";
import { memo, use } from "react";
import type { GroupNode as Framed } from "../canvas/graph.js";
import { groupWords } from "../words/group.js";
import { comparedMark, type ComparedMark } from "./compared.js";
import { ComparedChip, comparedProps, comparedSpoken } from "./compared-chip.js";
import { foundMark, type FoundMark } from "./found.js";
import classes from "./group-node.module.css";
import { MapContext } from "./map-context.js";

/** The frame of a group as React Flow carries it, which dresses nodes of the type `group` itself. */
export type GroupFlowNode = Node<{ readonly group: Framed }, "frame">;

/** The frame around the states of a group. What is told about the picture becomes what it shows. */
export function GroupNode({ data: { group } }: NodeProps<GroupFlowNode>) {
  const content = use(MapContext);
  if (!content) return null;
  const item = `group.${group.id}`;
  return (
    <GroupFace
      item={item}
      name={group.name}
      colour={group.colour}
      states={group.states.length}
      compared={comparedMark(content.compared, item)}
      isHere={content.compared?.here.includes(item) ?? false}
      found={foundMark(content.found, item)}
      isChosen={content.selected?.kind === "group" && content.selected.id === group.id}
    />
  );
}

/** The frame, and the button that is its name: by it the group is chosen and dragged. */
const GroupFace = memo(function GroupFace({
  item,
  name,
  colour,
  states,
  compared,
  isHere,
  found,
  isChosen,
}: Pick<Framed, "name" | "colour"> & {
  readonly item: string;
  readonly states: number;
  readonly compared: ComparedMark | undefined;
  /** Whether the change is about it that somebody is at. */
  readonly isHere: boolean;
  readonly found: FoundMark | undefined;
  readonly isChosen: boolean;
}) {
  return (
    <div
      {...comparedProps(classes.frame, compared, isHere)}
      data-colour={colour}
      data-found={found}
      data-chosen={isChosen || undefined}
    >
      <ComparedChip mark={compared} />
      <button
        type="button"
        className={classes.name}
        data-item={item}
        aria-pressed={isChosen}
        aria-label={[groupWords.title(groupWords.face(name, states)), comparedSpoken(compared)]
          .filter((part) => part !== "")
          .join(". ")}
        title={name}
      >
        {name}
      </button>
    </div>
  );
});
