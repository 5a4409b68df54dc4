import { Button } from "@mantine/core";
import { findWords } from "../../../words/find.js";
import classes from "./find.module.css";
import { filterText } from "./query.js";

/** Shows up and down the stream from a state, as something that is looked for. */
export function ReachButtons({
  state,
  onFind,
}: {
  readonly state: string;
  readonly onFind: (text: string) => void;
}) {
  return (
    <div className={classes.reach}>
      {(["before", "after"] as const).map((direction) => (
        <Button
          key={direction}
          size="compact-sm"
          variant="default"
          onClick={() => onFind(filterText(direction, state))}
        >
          {findWords[direction]}
        </Button>
      ))}
    </div>
  );
}
