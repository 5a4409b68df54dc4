import { useQuery } from "@tanstack/react-query";
import type { CaseClock } from "../../../engine/protocol/case-clock.js";
import { clocksQuery } from "../../api/sla.js";
import card from "../../ui/card.module.css";
import { Icon, type IconName } from "../../ui/icons.js";
import { ProblemNote } from "../../ui/notes.js";
import { useNow } from "../../ui/now.js";
import { span, timeIn } from "../../ui/time.js";
import { Waiting } from "../../ui/waiting.js";
import { words } from "../../words/index.js";
import { ClockBar } from "./clock-bar.js";
import classes from "./clock-card.module.css";
import { leftMs } from "./clock-parts.js";

/** Lives of clocks that are shown; earlier ones of clocks that begin again and again stay in the timeline. */
const SHOWN = 6;

/** Why each promise of a ticket is due when it is: what was counted, when it stood still, and what comes. */
export function ClockCard({ id }: { readonly id: string }) {
  const clocks = useQuery(clocksQuery(id));
  return (
    <section className={card.card} aria-labelledby="clocks">
      <h2 id="clocks">{words.clocks.title}</h2>
      {clocks.isPending ? <Waiting /> : null}
      {clocks.isError && !clocks.data ? (
        <ProblemNote error={clocks.error} onRetry={() => void clocks.refetch()} />
      ) : null}
      {clocks.data?.length === 0 ? <p className={classes.quiet}>{words.clocks.none}</p> : null}
      <ul className={classes.list}>
        {(clocks.data ?? []).slice(-SHOWN).map((clock) => (
          <Clock key={`${clock.id} ${clock.startedAt}`} clock={clock} />
        ))}
      </ul>
    </section>
  );
}

const SIGNS: Readonly<Record<CaseClock["standing"], IconName>> = {
  running: "clock",
  paused: "pause",
  kept: "check",
  late: "warning",
};

/** How a clock stands; what was only planned is never late. */
function plainly({ promise, standing }: CaseClock): CaseClock["standing"] {
  return !promise && standing === "late" ? "kept" : standing;
}

function Clock({ clock }: { readonly clock: CaseClock }) {
  return (
    <li className={classes.clock}>
      <div className={classes.head}>
        <h3 className={classes.name}>{clock.name}</h3>
        <span className={classes.standing} data-standing={plainly(clock)}>
          <Icon name={SIGNS[plainly(clock)]} size={15} />
          {words.clocks[clock.promise ? "standing" : "planned"][clock.standing]}
        </span>
      </div>
      <ClockDue clock={clock} />
      {clock.then.length === 0 ? null : (
        <p className={classes.quiet}>{words.clocks.then(clock.then)}</p>
      )}
      <ClockBar clock={clock} />
      <Marks clock={clock} />
      <Stretches clock={clock} />
    </li>
  );
}

/** Working time that is left, ticking, and the moment on the clinic's own clock. */
function ClockDue({ clock }: { readonly clock: CaseClock }) {
  const left = leftMs(clock, useNow());
  const dueAt = clock.dueAt === null ? null : timeIn(clock.zone, clock.dueAt);
  if (left === null && dueAt === null) return null;
  return (
    <p className={classes.due}>
      {left === null ? null : (
        <strong>{words.clocks.leftOf(span(left), clock.zone !== null)}</strong>
      )}
      {dueAt === null || clock.dueAt === null ? null : (
        <time dateTime={clock.dueAt}>{words.clocks.dueAt(dueAt, clock.zone)}</time>
      )}
    </p>
  );
}

function Marks({ clock: { marks, zone } }: { readonly clock: CaseClock }) {
  if (marks.length === 0) return null;
  const { reached: was, comes, whenRunning } = words.clocks;
  return (
    <ul className={classes.marks} aria-label={words.clocks.marks}>
      {marks.map(({ id, name, at, reached }) => (
        <li key={id} data-reached={reached}>
          <span className={classes.tick} aria-hidden="true" />
          {name}
          <span className={classes.quiet}>
            {at === null ? whenRunning : (reached ? was : comes)(timeIn(zone, at))}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Every stretch in words, for whoever wants to know exactly and for readers of screens. */
function Stretches({ clock: { spans, zone } }: { readonly clock: CaseClock }) {
  if (spans.length === 0) return null;
  return (
    <details className={classes.stretches}>
      <summary>{words.clocks.stretches(spans.length)}</summary>
      <ol>
        {spans.map(({ kind, from, to, state }) => {
          const what = words.clocks.kinds[kind] ?? kind;
          return (
            <li key={from}>
              <span>{state === null ? what : words.clocks.inState(what, state)}</span>
              <span className={classes.quiet}>
                {`${timeIn(zone, from)} – ${timeIn(zone, to)} · ${span(Date.parse(to) - Date.parse(from))}`}
              </span>
            </li>
          );
        })}
      </ol>
    </details>
  );
}
