import { NativeSelect } from "@mantine/core";
import { GROUP_COLOURS, type Group } from "../../../../engine/definition/drawing.js";
import { groupWords } from "../../../words/group.js";

/** The colour of a frame, by its name. */
export function ColourField({
  value,
  onColour,
}: {
  readonly value: Group["colour"];
  readonly onColour: (colour: Group["colour"]) => void;
}) {
  return (
    <NativeSelect
      label={groupWords.colour}
      value={value}
      data={GROUP_COLOURS.map((colour) => ({ value: colour, label: groupWords.colours[colour] }))}
      onChange={({ currentTarget }) => {
        const colour = GROUP_COLOURS.find((one) => one === currentTarget.value);
        if (colour) onColour(colour);
      }}
    />
  );
}
