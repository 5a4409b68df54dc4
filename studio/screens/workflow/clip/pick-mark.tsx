import { ActionIcon } from "@mantine/core";
import { Icon } from "../../../ui/icons.js";
import { clipWords } from "../../../words/clip.js";
import { useEditing } from "../edit/edit-context.js";

/** Picks a state in the table, or no more. */
export function PickMark({ id, name }: { readonly id: string; readonly name: string }) {
  const { picked, pickedCount, onPick } = useEditing();
  const isPicked = pickedCount > 0 && picked.includes(id);
  return (
    <ActionIcon
      mr="xs"
      variant={isPicked ? "filled" : "default"}
      aria-label={clipWords.pickNamed(name)}
      aria-pressed={isPicked}
      onClick={() => onPick(id)}
    >
      <Icon name={isPicked ? "check" : "plus"} size={16} />
    </ActionIcon>
  );
}
