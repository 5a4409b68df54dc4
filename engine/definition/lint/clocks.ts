import { durationMs } from "../duration.js";
import { pointer } from "../finding.js";
import { type Clock, durationsOf, NO_TARGET } from "../clock.js";
import type { Workflow } from "../workflow.js";
import { suggestion } from "../wording.js";
import { draft, type Draft } from "./codes.js";
import { countingFindings, markFindings } from "./marks.js";
import { own, type Subject } from "./names.js";

/** Shortest clock: one second, the finest a person could notice. */
const MIN_TARGET_MS = 1000;

/** Longest clock: 366 days, the longest a promise to a patient may run. */
const MAX_TARGET_MS = 366 * 24 * 60 * 60 * 1000;

/** Clocks: W012 states, W024 transitions, W020 targets, W017 and W021 rows by priority, W037 spread promises, W011 when nothing hears it. What it counts by is in marks.ts. */
export function lintClocks(subject: Subject): readonly Draft[] {
  const { workflow } = subject;
  return Object.entries(workflow.clocks ?? {}).flatMap(([id, clock]) => {
    const path = pointer("clocks", id);
    return [
      ...startFindings(workflow, clock, path),
      ...stopFindings(workflow, clock, path),
      ...targetFindings(workflow, clock, path),
      ...promiseFindings(clock, path),
      ...countingFindings(subject, clock, path),
      ...markFindings(workflow, [id, clock], path),
      ...(isHeard(workflow, id)
        ? []
        : [
            draft(
              "W011",
              path,
              "Nothing happens when this clock is due.",
              "Add a transition `on: clock_due`, or remove the clock.",
            ),
          ]),
    ];
  });
}

function startFindings(workflow: Workflow, { starts }: Clock, path: string): readonly Draft[] {
  if ("event" in starts || own(workflow.states, starts.state)) return [];
  return [
    draft("W012", `${path}/starts/state`, `There is no state \`${starts.state}\`.`, () =>
      suggestion(starts.state, Object.keys(workflow.states)),
    ),
  ];
}

function stopFindings(workflow: Workflow, clock: Clock, path: string): readonly Draft[] {
  return (clock.stops ?? []).flatMap((id, place) =>
    own(workflow.transitions, id)
      ? []
      : [
          draft(
            "W024",
            `${path}${pointer("stops", place)}`,
            `There is no transition \`${id}\`.`,
            () => suggestion(id, Object.keys(workflow.transitions)),
          ),
        ],
  );
}

function targetFindings(workflow: Workflow, { target }: Clock, path: string): readonly Draft[] {
  const at = `${path}/target`;
  if (typeof target === "string") return rangeFindings(target, at);
  const timeless = durationsOf({ target }).length === 0;
  const missing = workflow.priorities.filter((priority) => !Object.hasOwn(target, priority));
  return [
    ...missing.map((priority) =>
      draft(
        "W021",
        at,
        `There is no target for \`${priority}\`.`,
        `Add a row for \`${priority}\`; \`none\` if the clock stands still at it.`,
      ),
    ),
    ...(timeless && missing.length === 0
      ? [draft("W021", at, "No priority has a time.", "Give a time to one, or remove the clock.")]
      : []),
    ...Object.entries(target).flatMap(([priority, duration]) => {
      const row = `${at}${pointer(priority)}`;
      if (!workflow.priorities.includes(priority))
        return [
          draft("W017", row, `There is no priority \`${priority}\`.`, () =>
            suggestion(priority, workflow.priorities),
          ),
        ];
      return duration === NO_TARGET ? [] : rangeFindings(duration, row);
    }),
  ];
}

function promiseFindings({ promise, spread }: Clock, path: string): readonly Draft[] {
  if (promise !== true || spread === undefined) return [];
  return [
    draft(
      "W037",
      `${path}/promise`,
      "What is promised for one moment is due at any time within the spread.",
      "Remove `spread`, or `promise: true`.",
    ),
  ];
}

function rangeFindings(duration: string, path: string): readonly Draft[] {
  const ms = durationMs(duration);
  if (ms >= MIN_TARGET_MS && ms <= MAX_TARGET_MS) return [];
  return [
    draft(
      "W020",
      path,
      `\`${duration}\` is not between one second and 366 days.`,
      "Choose a time between PT1S and P366D.",
    ),
  ];
}

function isHeard(workflow: Workflow, id: string): boolean {
  return Object.values(workflow.transitions).some(({ on }) =>
    on?.some((trigger) => trigger.event === "clock_due" && trigger.clock === id),
  );
}
