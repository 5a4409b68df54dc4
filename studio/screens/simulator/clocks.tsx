import { Button } from "@mantine/core";
import {
  aheadIn,
  nowIn,
  type Session,
  skippedToNext,
  stateIn,
  waitedFor,
} from "../../../engine/simulate/index.js";
import card from "../../ui/card.module.css";
import { Icon } from "../../ui/icons.js";
import { fullTime, span } from "../../ui/time.js";
import { simulatorWords } from "../../words/simulator.js";
import { nameOf, type Subject } from "../workflow/names.js";
import classes from "./simulator.module.css";

const HOUR = 3_600_000;

/** Lengths that somebody lets pass. */
const LENGTHS = [
  ["hour", HOUR],
  ["day", 24 * HOUR],
  ["week", 7 * 24 * HOUR],
] as const;

/** The clocks that run, what comes next, and time that passes: everything that is due on the way happens. */
export function Clocks({
  subject,
  session,
  onChange,
}: {
  readonly subject: Subject;
  readonly session: Session;
  readonly onChange: (session: Session) => void;
}) {
  const say = simulatorWords.clocks;
  const ahead = aheadIn(session);
  const isClosed = stateIn(session)?.status === "closed";
  const now = nowIn(session);
  if (isClosed) return null;
  return (
    <section className={card.card} aria-labelledby="simulator-clocks">
      <h2 id="simulator-clocks">{say.title}</h2>
      {ahead.length === 0 ? <p className={classes.quiet}>{say.none}</p> : null}
      <ol className={classes.clocks}>
        {ahead.map(({ clock, mark, at }, place) => {
          const name = nameOfMoment(subject, clock, mark);
          return (
            <li key={`${clock} ${mark ?? ""}`} className={classes.clock}>
              <span className={classes.what}>
                <strong>{name}</strong>
                <span className={classes.quiet}>
                  {at === null
                    ? say.stands
                    : say.inTime(span(at - now), fullTime(new Date(at).toISOString()))}
                </span>
              </span>
              {place === 0 && at !== null ? (
                <Button
                  variant="default"
                  leftSection={<Icon name="forward" />}
                  aria-label={say.skipTo(name)}
                  onClick={() => onChange(skippedToNext(session))}
                >
                  {say.skip}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ol>
      <div role="group" aria-label={say.wait} className={classes.wait}>
        <span className={classes.quiet}>{say.wait}</span>
        {LENGTHS.map(([name, ms]) => (
          <Button
            key={name}
            variant="default"
            size="compact-md"
            onClick={() => onChange(waitedFor(session, ms))}
          >
            {say[name]}
          </Button>
        ))}
      </div>
    </section>
  );
}

function nameOfMoment(subject: Subject, clock: string, mark: string | undefined): string {
  const name = nameOf.clock(subject, clock);
  if (mark === undefined) return name;
  const known = subject.workflow.clocks?.[clock]?.marks?.[mark];
  return simulatorWords.clocks.mark(name, known?.name ?? mark);
}
