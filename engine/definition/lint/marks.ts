import { durationMs } from "../duration.js";
import { pointer } from "../finding.js";
import { type Clock, durationsOf, type Mark } from "../clock.js";
import type { Workflow } from "../workflow.js";
import { suggestion } from "../wording.js";
import { draft, type Draft } from "./codes.js";
import { own, type Subject } from "./names.js";

/** What a clock counts by: W034 calendars, W017 priorities, W012 states it stands still in. */
export function countingFindings(
  { workflow, known }: Subject,
  { calendar, pauses = [] }: Clock,
  path: string,
): readonly Draft[] {
  const rows = typeof calendar === "object" ? Object.entries(calendar) : [];
  const named = typeof calendar === "string" ? [[calendar, `${path}/calendar`] as const] : [];
  const all = [
    ...named,
    ...rows.map(([row, id]) => [id, `${path}/calendar${pointer(row)}`] as const),
  ];
  return [
    ...all.flatMap(([id, at]) =>
      known.calendars.has(id)
        ? []
        : [
            draft("W034", at, `There is no calendar \`${id}\`.`, () =>
              suggestion(id, known.calendars.keys()),
            ),
          ],
    ),
    ...rows.flatMap(([row]) =>
      workflow.priorities.includes(row)
        ? []
        : [
            draft(
              "W017",
              `${path}/calendar${pointer(row)}`,
              `There is no priority \`${row}\`.`,
              () => suggestion(row, workflow.priorities),
            ),
          ],
    ),
    ...pauses.flatMap((id, place) =>
      own(workflow.states, id)
        ? []
        : [
            draft(
              "W012",
              `${path}${pointer("pauses", place)}`,
              `There is no state \`${id}\`.`,
              () => suggestion(id, Object.keys(workflow.states)),
            ),
          ],
    ),
  ];
}

/** Marks of a clock: W035 outside the time it runs, W011 when nothing hears one. */
export function markFindings(
  workflow: Workflow,
  [id, clock]: readonly [string, Clock],
  path: string,
): readonly Draft[] {
  const longest = Math.max(0, ...durationsOf(clock).map((duration) => durationMs(duration)));
  return Object.entries(clock.marks ?? {}).flatMap(([mark, at]) => {
    const place = `${path}${pointer("marks", mark)}`;
    return [...rangeFindings(at, longest, place), ...heardFindings(workflow, [id, mark], place)];
  });
}

/** Longest time after being due: 366 days, as for targets. */
const MAX_MS = 366 * 24 * 60 * 60 * 1000;

function rangeFindings(mark: Mark, longest: number, path: string): readonly Draft[] {
  if ("percent" in mark) return [];
  const [member, duration = ""] = Object.entries(mark).find(([name]) => name !== "name") ?? [
    "name",
  ];
  const ms = durationMs(duration);
  const most = member === "afterDue" ? MAX_MS : longest - 1;
  if (ms >= 1000 && ms <= most) return [];
  return [
    draft(
      "W035",
      `${path}/${member}`,
      `\`${duration}\` is not between one second and the time the clock runs.`,
      member === "afterDue" ? "Choose at most 366 days." : "Choose less than the longest target.",
    ),
  ];
}

function heardFindings(
  workflow: Workflow,
  [clock, mark]: readonly [string, string],
  path: string,
): readonly Draft[] {
  const heard = Object.values(workflow.transitions).some(({ on }) =>
    on?.some(
      (trigger) =>
        trigger.event === "clock_reached" && trigger.clock === clock && trigger.mark === mark,
    ),
  );
  if (heard) return [];
  return [
    draft(
      "W011",
      path,
      "Nothing happens when this mark is reached.",
      "Add a transition `on: clock_reached`, or remove the mark.",
    ),
  ];
}
