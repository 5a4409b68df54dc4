import { NativeSelect } from "@mantine/core";
import { flowWords } from "../../../words/flow.js";
import classes from "./number-picks.module.css";
import { PERIODS, SHADES, type Numbers } from "./numbers.js";
import type { Known } from "./use-numbers.js";

const DEPTHS = [0, 1, 2, 3, 4] as const;

/** What the picture is shaded by, and over how many days. The tables need the days alone. */
export function NumberPicks({
  numbers: { shade, days },
  known,
  shows,
  onSet,
}: {
  readonly numbers: Numbers;
  readonly known: Pick<Known, "mayRead">;
  /** Null while the workflow is changed: then it is about what it will be. */
  readonly shows: "map" | "table" | null;
  readonly onSet: (name: "shade" | "days", value: string) => void;
}) {
  if (shows === null || !known.mayRead) return null;
  const isPicture = shows === "map";
  return (
    <div role="group" aria-label={flowWords.numbers} className={classes.picks}>
      {isPicture ? (
        <NativeSelect
          label={flowWords.shadeBy}
          value={shade}
          data={SHADES.map((value) => ({ value, label: flowWords.shades[value] }))}
          onChange={(event) => onSet("shade", event.currentTarget.value)}
        />
      ) : null}
      <NativeSelect
        label={flowWords.period}
        value={String(days)}
        data={PERIODS.map((each) => ({ value: String(each), label: flowWords.days(each) }))}
        onChange={(event) => onSet("days", event.currentTarget.value)}
      />
      {isPicture && shade !== "kind" ? <Scale /> : null}
      <p className={classes.since}>{flowWords.since}</p>
    </div>
  );
}

/** From which shade to which; each state says its number besides. */
function Scale() {
  return (
    <p className={classes.scale}>
      {flowWords.least}
      <span aria-hidden="true" className={classes.swatches}>
        {DEPTHS.map((depth) => (
          <span key={depth} className={classes.swatch} data-depth={depth} />
        ))}
      </span>
      {flowWords.most}
    </p>
  );
}
