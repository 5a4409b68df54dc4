import { ActionIcon } from "@mantine/core";
import type { CaseEventLine } from "../../../engine/protocol/case.js";
import { Icon } from "../../ui/icons.js";
import { fullTime } from "../../ui/time.js";
import { journeyWords as say } from "../../words/journey.js";
import classes from "./journey.module.css";

/** Goes through the steps of a journey: by dragging, by its buttons, and by the keys that every slider has. */
export function Scrubber({
  lines,
  line,
  onTurn,
}: {
  readonly lines: readonly CaseEventLine[];
  readonly line: CaseEventLine;
  readonly onTurn: (turn: number) => void;
}) {
  const place = lines.indexOf(line);
  const go = (to: number) => {
    const next = lines[to];
    if (next) onTurn(next.turn);
  };
  const isLast = place === lines.length - 1;
  return (
    <div className={classes.scrubber}>
      <div className={classes.at}>
        <strong>{isLast ? say.turnNow(line.turn) : say.turn(line.turn, lines.length)}</strong>
        <span className={classes.said}>{line.title}</span>
      </div>
      <div className={classes.slide}>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={say.earlier}
          disabled={place <= 0}
          onClick={() => go(place - 1)}
        >
          <Icon name="back" />
        </ActionIcon>
        <input
          type="range"
          className={classes.range}
          min={0}
          max={lines.length - 1}
          step={1}
          value={place}
          aria-label={say.slider}
          aria-valuetext={say.spoken(line.turn, lines.length, line.title, fullTime(line.at))}
          onChange={({ currentTarget }) => go(currentTarget.valueAsNumber)}
        />
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={say.later}
          disabled={isLast}
          onClick={() => go(place + 1)}
        >
          <Icon name="forward" />
        </ActionIcon>
      </div>
    </div>
  );
}
