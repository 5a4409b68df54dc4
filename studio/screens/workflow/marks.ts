import type { Transition, Trigger } from "../../../engine/definition/workflow.js";
import type { Marks, Sign } from "../../nodes/marks.js";
import { mapWords } from "../../words/map.js";
import { nameOf, type WithRoles } from "./names.js";

const SIGN_OF: Readonly<Record<Trigger["event"], Sign>> = {
  message_received: "message",
  message_failed: "message",
  decided: "rules",
  clock_due: "clock",
  clock_reached: "clock",
  reserved: "stock",
  used: "stock",
  refused: "stock",
  alert_acknowledged: "alert",
  alert_unanswered: "alert",
  assigned: "assigned",
  nobody_available: "assigned",
  case_started: "cases",
  case_refused: "cases",
  child_closed: "cases",
  children_closed: "cases",
  parent_closed: "cases",
  signalled: "cases",
  webhook_answered: "system",
  webhook_failed: "system",
  plugin_answered: "system",
  plugin_failed: "system",
};

/** As much of a workflow and its release as the marks of its transitions tell. */
type Marked = WithRoles & {
  readonly workflow: {
    readonly transitions: Readonly<Record<string, Pick<Transition, "name" | "by" | "on">>>;
  };
};

/** What the picture shows of each transition. */
export function marksOf(subject: Marked): Marks {
  const all = Object.entries(subject.workflow.transitions);
  const acting = new Set(all.flatMap(([, { by = [] }]) => by));
  return new Map(
    all.map(([id, transition]) => [
      id,
      {
        name: transition.name,
        signs: signsOf(transition),
        who: whoShortly(subject, transition, acting),
      },
    ]),
  );
}

function signsOf({ by = [], on = [] }: Pick<Transition, "by" | "on">): readonly Sign[] {
  const self = on.map(({ event }) => SIGN_OF[event]);
  return [...new Set<Sign>([...(by.length > 0 ? (["people"] as const) : []), ...self])];
}

/** One role by its name, several by their number; all who do anything in this workflow have a word. */
function whoShortly(
  subject: Marked,
  { by = [] }: Pick<Transition, "by">,
  acting: ReadonlySet<string>,
) {
  if (by.length > 1 && by.length === acting.size) return mapWords.everybody;
  const [only] = by;
  if (only === undefined) return "";
  return by.length === 1 ? nameOf.role(subject, only) : mapWords.someRoles(by.length);
}
