import { useQuery } from "@tanstack/react-query";
import { clocksQuery } from "../../api/sla.js";
import { Due } from "../../ui/due.js";
import { journeyWords } from "../../words/journey.js";
import { mapWords } from "../../words/map.js";
import pairs from "../case/side-cards.module.css";
import classes from "./journey.module.css";
import { runningAt } from "./waits.js";

/** The clocks that run now, each with when it is due and what happens then, or those that ran at an instant of the past. */
export function Clocks({ id, at }: { readonly id: string; readonly at: string | null }) {
  const say = journeyWords.waits;
  const running = runningAt(useQuery(clocksQuery(id)).data ?? [], at);
  if (running.length === 0) return null;
  return (
    <>
      <h3 className={classes.small}>{say.clocks}</h3>
      <ul className={classes.list}>
        {running.map(({ id: clock, name, startedAt, dueAt, standing, then }) => (
          <li key={`${clock} ${startedAt}`}>
            <span>{name}</span>
            {at !== null ? null : (
              <span className={pairs.quiet}>
                {standing === "paused" ? say.stands : null}
                {dueAt === null ? null : <Due due={{ name, at: dueAt }} />}
                {then.length === 0 ? null : ` ${say.thenDoes(mapWords.and(then))}`}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
