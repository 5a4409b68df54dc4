import { Button } from "@mantine/core";
import type { CaseGraph } from "../../../canvas/graph.js";
import type { Selection } from "../../../canvas/selection.js";
import { editWords } from "../../../words/edit.js";
import { mapWords } from "../../../words/map.js";
import { Changeable } from "../../draft/changeable.js";
import { GroupFields } from "../groups/group-fields.js";
import { NoteFields } from "../notes/note-fields.js";
import classes from "./edit.module.css";
import { useEditing } from "./edit-context.js";
import { StateFields } from "./state-fields.js";
import { TransitionFields } from "./transition-fields.js";
import { TransitionList } from "./transition-list.js";

/** What was chosen, to be changed. */
export function EditDetail({
  graph,
  selected: { kind, id },
}: {
  readonly graph: CaseGraph;
  readonly selected: Selection;
}) {
  const { id: workflow } = useEditing().subject.workflow;
  const within = (member: string, ids: readonly string[]) =>
    ids.map((one) => ["workflows", workflow, member, one]);
  if (kind === "state")
    return (
      <Changeable at={within("states", [id])}>
        <StateFields key={id} id={id} />
      </Changeable>
    );
  if (kind === "group") return <GroupFields key={id} id={id} />;
  if (kind === "note") return <NoteFields key={id} id={id} />;
  const way = graph.ways.find((one) => one.id === id);
  const [only, ...others] = kind === "way" ? (way?.transitions ?? []) : [id];
  if (only !== undefined && others.length === 0) {
    return (
      <Changeable at={within("transitions", [only])}>
        <TransitionFields key={only} id={only} />
        {way ? <AddAnother from={way.from} to={way.to} /> : null}
      </Changeable>
    );
  }
  return (
    <div className={classes.fields}>
      <TransitionList title={mapWords.table.transitions} ids={way?.transitions ?? []} />
      {way ? <AddAnother from={way.from} to={way.to} /> : null}
    </div>
  );
}

function AddAnother({ from, to }: { readonly from: string; readonly to: string }) {
  const { onAdd } = useEditing();
  return (
    <Button
      variant="default"
      size="compact-md"
      onClick={() => onAdd({ kind: "transition", from, to })}
    >
      {editWords.addAnother}
    </Button>
  );
}
