import { Button } from "@mantine/core";
import { groupWords } from "../../../words/group.js";
import classes from "../edit/edit.module.css";
import { useEditing } from "../edit/edit-context.js";
import { NameField } from "../edit/name-field.js";
import { ColourField } from "./colour-field.js";
import { StatesField } from "./states-field.js";

/** Everything that can be changed about a group. */
export function GroupFields({ id }: { readonly id: string }) {
  const { subject, record, onChoose } = useEditing();
  const group = subject.workflow.groups?.[id];
  if (!group) return null;
  const { name, colour, states } = group;
  return (
    <div className={classes.fields}>
      <p className={classes.quiet}>{groupWords.lead}</p>
      <NameField
        label={groupWords.name}
        value={name}
        onName={(next) => record({ do: "setGroup", group: id, change: { name: next } })}
      />
      <ColourField
        value={colour}
        onColour={(next) => record({ do: "setGroup", group: id, change: { colour: next } })}
      />
      <StatesField
        chosen={states}
        onChoose={(next) => {
          for (const state of states.filter((one) => !next.includes(one)))
            record({ do: "joinGroup", state, group: null });
          for (const state of next.filter((one) => !states.includes(one)))
            record({ do: "joinGroup", state, group: id });
        }}
      />
      <Button
        variant="default"
        color="red"
        className={classes.remove ?? ""}
        onClick={() => {
          record({ do: "removeGroup", group: id });
          onChoose(null);
        }}
      >
        {groupWords.remove}
      </Button>
    </div>
  );
}
