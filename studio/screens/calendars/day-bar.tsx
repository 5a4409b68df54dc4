import { dayHours } from "../../../engine/definition/calendar.js";
import classes from "./calendars.module.css";

const DAY_MINUTES = 24 * 60;

/** A day from midnight to midnight as a bar, with its hours on it. For the eye: the hours stand beside it. */
export function DayBar({ hours }: { readonly hours: readonly string[] }) {
  return (
    <svg
      className={classes.bar}
      viewBox={`0 0 ${String(DAY_MINUTES)} 10`}
      preserveAspectRatio="none"
      aria-hidden
    >
      {hours.map(dayHours).map(([from, to], place) => (
        <rect key={place} x={from} width={Math.max(0, to - from)} height={10} />
      ))}
      {[6, 12, 18].map((hour) => (
        <line key={hour} x1={hour * 60} x2={hour * 60} y2={10} />
      ))}
    </svg>
  );
}
