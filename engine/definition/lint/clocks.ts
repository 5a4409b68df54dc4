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

/** Clocks: W012 states, W022 fields, W024 transitions, W038 when it is due, W039 moments that stand still, W020 targets, W017 and W021 rows by priority, W037 spread promises, W011 when nothing hears it. What it counts by is in marks.ts. */
export function lintClocks(subject: Subject): readonly Draft[] {
  const { workflow } = subject;
  return Object.entries(workflow.clocks ?? {}).flatMap(([id, clock]) => {
    const path = pointer("clocks", id);
    return [
      ...startFindings(workflow, clock, path),
      ...momentFindings(clock, path),
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
  if ("event" in starts) return [];
  if ("field" in starts) return fieldFindings(workflow, starts.field, `${path}/starts/field`);
  if ("transition" in starts)
    return transitionFindings(workflow, starts.transition, `${path}/starts/transition`);
  if (own(workflow.states, starts.state)) return [];
  return [
    draft("W012", `${path}/starts/state`, `There is no state \`${starts.state}\`.`, () =>
      suggestion(starts.state, Object.keys(workflow.states)),
    ),
  ];
}

function stopFindings(workflow: Workflow, clock: Clock, path: string): readonly Draft[] {
  return (clock.stops ?? []).flatMap((id, place) =>
    transitionFindings(workflow, id, `${path}${pointer("stops", place)}`),
  );
}

function transitionFindings(workflow: Workflow, id: string, path: string): readonly Draft[] {
  if (own(workflow.transitions, id)) return [];
  return [
    draft("W024", path, `There is no transition \`${id}\`.`, () =>
      suggestion(id, Object.keys(workflow.transitions)),
    ),
  ];
}

/** W022: the field that holds a moment. */
function fieldFindings({ data }: Workflow, field: string, path: string): readonly Draft[] {
  const found = own(data.properties, field);
  if (found?.type === "string" && found.format === "date-time") return [];
  const moments = Object.entries(data.properties).flatMap(([name, one]) =>
    one.type === "string" && one.format === "date-time" ? [name] : [],
  );
  return [
    draft("W022", path, `There is no data field \`${field}\` with \`format: date-time\`.`, () =>
      suggestion(field, moments),
    ),
  ];
}

/** What a clock says of when it is due: W038 nothing, W020 too long before a moment, W039 what makes no sense for one. */
function momentFindings(clock: Clock, path: string): readonly Draft[] {
  const { starts, target } = clock;
  if ("field" in starts) {
    const { before } = starts;
    const early = before === undefined ? [] : rangeFindings(before, `${path}/starts/before`);
    return [...early, ...stillFindings(clock, path)];
  }
  if (target !== undefined) return [];
  const fix = "Add a target, or let it start at a field that holds a moment.";
  return [draft("W038", path, "This clock does not say when it is due.", fix)];
}

/** W039: a moment comes whatever the case does meanwhile. */
function stillFindings({ target, pauses }: Clock, path: string): readonly Draft[] {
  const rows = typeof target === "object" ? Object.entries(target) : [];
  const still = [
    ...(pauses === undefined ? [] : [`${path}/pauses`]),
    ...rows.flatMap(([priority, one]) =>
      one === NO_TARGET ? [`${path}/target${pointer(priority)}`] : [],
    ),
  ];
  return still.map((place) =>
    draft(
      "W039",
      place,
      "A moment does not wait while a case stands still.",
      "Remove this, or let the clock start at a state.",
    ),
  );
}

function targetFindings(workflow: Workflow, { target }: Clock, path: string): readonly Draft[] {
  const at = `${path}/target`;
  if (target === undefined) return [];
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
