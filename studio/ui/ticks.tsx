import { Checkbox } from "@mantine/core";
import { readable } from "./schema-form/choices.js";
import classes from "./ticks.module.css";

/** Something that a person can have, such as a role or a skill. */
type Offered = { readonly id: string; readonly name: string };

/** Several of what is offered. What is chosen stays in sight after the release has lost it, so that it can be taken away. */
export function Ticks(props: {
  readonly label: string;
  readonly hint?: string;
  readonly offered: readonly Offered[];
  readonly chosen: readonly string[];
  readonly error: string | undefined;
  readonly required: boolean;
  readonly onChoose: (chosen: string[]) => void;
}) {
  const { label, hint, offered, chosen, error, required, onChoose } = props;
  return (
    <Checkbox.Group
      label={label}
      description={hint}
      value={[...chosen]}
      error={error}
      withAsterisk={required}
      onChange={onChoose}
    >
      <div className={classes.ticks}>
        {withLost(offered, chosen).map(({ id, name }) => (
          <Checkbox key={id} value={id} label={name} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

function withLost(offered: readonly Offered[], chosen: readonly string[]): readonly Offered[] {
  const lost = chosen.filter((id) => offered.every((one) => one.id !== id));
  return [...offered, ...lost.map((id) => ({ id, name: readable(id) }))];
}
