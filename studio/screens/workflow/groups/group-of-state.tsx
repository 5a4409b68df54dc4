import { NativeSelect } from "@mantine/core";
import { groupWords } from "../../../words/group.js";
import { useEditing } from "../edit/edit-context.js";

/** Stands for no group. */
const NONE = "";

/** The group that a state is in; nothing where there are no groups. */
export function GroupOfState({ id }: { readonly id: string }) {
  const { subject, record } = useEditing();
  const groups = Object.entries(subject.workflow.groups ?? {});
  if (groups.length === 0) return null;
  const [own = NONE] = groups.find(([, { states }]) => states.includes(id)) ?? [];
  return (
    <NativeSelect
      label={groupWords.of}
      value={own}
      data={[
        { value: NONE, label: groupWords.none },
        ...groups.map(([group, { name }]) => ({ value: group, label: name })),
      ]}
      onChange={({ currentTarget: { value } }) =>
        record({ do: "joinGroup", state: id, group: value === NONE ? null : value })
      }
    />
  );
}
