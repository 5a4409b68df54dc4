import { NativeSelect } from "@mantine/core";
import { noteWords } from "../../../words/note.js";
import { useEditing } from "../edit/edit-context.js";
import { nameOf } from "../names.js";

/** Stands for no state. */
const WHOLE = "";

/** What a note is about: one of the states, or the workflow as a whole. */
export function AboutField({
  value,
  onAbout,
}: {
  readonly value: string | undefined;
  readonly onAbout: (state: string | undefined) => void;
}) {
  const { subject } = useEditing();
  const states = Object.keys(subject.workflow.states);
  return (
    <NativeSelect
      label={noteWords.about}
      value={value ?? WHOLE}
      data={[
        { value: WHOLE, label: noteWords.whole },
        ...states.map((state) => ({ value: state, label: nameOf.state(subject, state) })),
      ]}
      onChange={({ currentTarget: { value: next } }) => onAbout(next === WHOLE ? undefined : next)}
    />
  );
}
