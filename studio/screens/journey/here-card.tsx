import { Button } from "@mantine/core";
import card from "../../ui/card.module.css";
import { span } from "../../ui/time.js";
import { words } from "../../words/index.js";
import { journeyWords } from "../../words/journey.js";
import classes from "./journey.module.css";
import type { Standing } from "./steps.js";

/** Why a case was where it was after a step: how long it had been there, and what had brought it. */
export function HereCard({
  standing: { line, arrival },
  until,
  isNow,
  onTurn,
}: {
  readonly standing: Standing;
  /** Epoch milliseconds. */
  readonly until: number;
  readonly isNow: boolean;
  readonly onTurn: (turn: number) => void;
}) {
  const say = journeyWords.here;
  const [state, length] = [line.to?.name ?? "", span(until - Date.parse(arrival.at))];
  return (
    <section className={card.card} aria-labelledby="here">
      <h2 id="here">{say.title}</h2>
      {arrival === line ? (
        <p className={classes.plain}>
          {isNow ? say.arrivedNow(state, length) : say.arrived(state)}
        </p>
      ) : (
        <>
          <p className={classes.plain}>
            {isNow ? say.now(state, length) : say.then(state, length)}
          </p>
          <p className={classes.plain}>
            {say.broughtBy(arrival.title, arrival.actor?.name ?? words.timeline.system)}
          </p>
          <Button variant="default" size="compact-md" onClick={() => onTurn(arrival.turn)}>
            {say.toArrival(arrival.turn)}
          </Button>
        </>
      )}
    </section>
  );
}
