import { groupWords } from "../../../words/group.js";
import { Ticks } from "../../../ui/ticks.js";
import { useEditing } from "../edit/edit-context.js";
import { nameOf } from "../names.js";

/** Which states are in a group; at least one is. */
export function StatesField({
  chosen,
  onChoose,
}: {
  readonly chosen: readonly string[];
  readonly onChoose: (states: readonly string[]) => void;
}) {
  const { subject } = useEditing();
  const states = Object.keys(subject.workflow.states);
  return (
    <Ticks
      label={groupWords.states}
      {...(chosen.length === 1 ? { hint: groupWords.last } : {})}
      offered={states.map((id) => ({ id, name: nameOf.state(subject, id) }))}
      chosen={chosen}
      error={undefined}
      required={false}
      onChoose={(next) => {
        if (next.length > 0) onChoose(next);
      }}
    />
  );
}
