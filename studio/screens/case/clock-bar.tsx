import type { CaseClock } from "../../../engine/protocol/case-clock.js";
import { span } from "../../ui/time.js";
import { words } from "../../words/index.js";
import classes from "./clock-bar.module.css";
import { drawing } from "./clock-parts.js";

/** A clock as a bar in time: counted, standing still and closed differ by pattern too; readers hear the sums. */
export function ClockBar({ clock }: { readonly clock: CaseClock }) {
  const { parts, marks, due } = drawing(clock);
  const { kinds, sum, bar } = words.clocks;
  const sums = (
    [
      ["counted", clock.countedMs],
      ["paused", clock.pausedMs],
      ["closed", clock.closedMs],
    ] as const
  ).flatMap(([kind, ms]) => (ms === 0 ? [] : [sum(kinds[kind] ?? kind, span(ms))]));
  return (
    <figure className={classes.figure}>
      <div className={classes.bar} role="img" aria-label={`${clock.name}: ${bar(sums)}`}>
        {parts.map(({ kind, from, width }) => (
          <span
            key={`${kind} ${String(from)}`}
            className={classes.part}
            data-kind={kind}
            style={{ insetInlineStart: `${String(from)}%`, width: `${String(width)}%` }}
          />
        ))}
        {marks.map(({ id, at }) => (
          <span
            key={id}
            className={classes.mark}
            style={{ insetInlineStart: `${String(Math.min(99, at))}%` }}
          />
        ))}
        {due === null ? null : (
          <span
            className={classes.due}
            style={{ insetInlineStart: `${String(Math.min(99, due))}%` }}
          />
        )}
      </div>
      <figcaption className={classes.sums} aria-hidden="true">
        {sums.map((text, place) => (
          <span key={text}>{place === 0 ? text.replace(/^./, (c) => c.toUpperCase()) : text}</span>
        ))}
      </figcaption>
    </figure>
  );
}
