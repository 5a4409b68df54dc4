import { Button } from "@mantine/core";
import { compareWords as say } from "../../words/compare.js";
import classes from "./compare.module.css";
import { SIDES, type Labels, type Side } from "./sides.js";

/** Which of two pictures is shown where there is room for one. */
export function SideSwitch({
  side,
  labels,
  onSide,
}: {
  readonly side: Side;
  readonly labels: Labels;
  readonly onSide: (side: Side) => void;
}) {
  return (
    <div role="group" aria-label={say.which} className={classes.switch}>
      {SIDES.map((one) => (
        <Button
          key={one}
          variant={one === side ? "filled" : "default"}
          aria-pressed={one === side}
          title={labels[one]}
          onClick={() => onSide(one)}
        >
          {say.sides[one]}
        </Button>
      ))}
    </div>
  );
}
