import type { Json } from "../definition/names.js";
import { canonicalJson } from "../definition/canonical.js";
import {
  applyPatch,
  type CaseState,
  type EffectKind,
  type EventType,
} from "../interpreter/index.js";
import type { CaseJourney } from "../protocol/case-journey.js";
import type { EventDoc } from "../store/events.js";
import { type Names, personName, queueName } from "./rows.js";
import { whatOf } from "./effect-words.js";

type Change = CaseJourney["changes"][number];

/**
 * What each turn changed in a case, in the order of the turns. What the case was opened with is no change.
 * @param namesAt the names of the release that the case followed at a turn
 */
export function changesOf(
  events: readonly Pick<EventDoc, "turn" | "patch">[],
  namesAt: (turn: number) => Names,
): readonly Change[] {
  let before: CaseState | null = null;
  return events.flatMap(({ turn, patch }) => {
    const after = applyPatch(before, patch);
    const changes = before === null ? [] : changed(before, after, namesAt(turn));
    before = after;
    return changes.map((change) => ({ turn, ...change }));
  });
}

function changed(before: CaseState, after: CaseState, names: Names): Omit<Change, "turn">[] {
  const { priority, queue, assignee } = after;
  const about = [
    { field: "priority", title: "Priority", value: priority },
    { field: "queue", title: "Queue", value: queueName(queue, names) },
    {
      field: "assignee",
      title: "Assigned to",
      value: assignee === null ? null : personName(assignee, names),
    },
  ] as const;
  return [
    ...about
      .filter(({ field }) => before[field] !== after[field])
      .map((one) => ({ ...one, choice: false })),
    ...changedData(before.data, after.data, names),
  ];
}

function changedData(
  before: CaseState["data"],
  after: CaseState["data"],
  { workflow }: Names,
): Omit<Change, "turn">[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields]
    .filter((field) => !isSame(before[field], after[field]))
    .map((field) => {
      const known = workflow.data.properties[field];
      const choice = known !== undefined && "enum" in known;
      const title = known?.title ?? field;
      return { field: `data.${field}`, title, value: after[field] ?? null, choice };
    });
}

/** What is not there and what is empty are the same to people. */
function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}

/** Kinds of effects that a case waits for, and the events that answer them. */
const ASKING: ReadonlySet<EffectKind> = new Set<EffectKind>([
  ...(["decide", "reserve", "use", "start", "webhook", "plugin"] as const),
]);
const ANSWERING: ReadonlySet<EventType> = new Set<EventType>([
  ...(["decided", "reserved", "used", "refused", "case_started", "case_refused"] as const),
  ...(["webhook_answered", "webhook_failed", "plugin_answered", "plugin_failed"] as const),
]);

/** What a case has asked, in order, each with the turn that its answer made. */
export function askedOf(
  events: readonly Pick<EventDoc, "turn" | "event" | "effects">[],
): CaseJourney["asked"] {
  const answers = new Map(
    events.flatMap(({ turn, event }) =>
      "effect" in event && ANSWERING.has(event.type) ? [[event.effect, turn] as const] : [],
    ),
  );
  return events.flatMap(({ turn, effects }) =>
    effects
      .filter(({ kind }) => ASKING.has(kind))
      .map((effect) => ({
        ...{ effect: effect.id, kind: effect.kind, what: whatOf(effect) },
        ...{ turn, answered: answers.get(effect.id) ?? null },
      })),
  );
}
