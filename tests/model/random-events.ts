import fc from "fast-check";
import type { Json } from "../../engine/definition/names.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import type { CaseEvent, CaseState } from "../../engine/interpreter/index.js";
import { WORLD } from "./random-workflow.js";

/** What somebody has in mind; what event that is depends on where the case is then. */
export type Intent = {
  readonly kind: "acts" | "writes" | "decides" | "answers" | "due" | "fails" | "created";
  readonly waitsMs: number;
  readonly which: number;
  readonly roles: readonly string[];
  /** State entries ago that a person looked; null without looking. */
  readonly looked: number | null;
  readonly numberStep: number;
  readonly word: string;
  readonly level: number;
  readonly flag: boolean | null;
};

/** Mostly sensible intents, with some of everything that comes late, twice or out of place. */
export const randomIntent: fc.Arbitrary<Intent> = fc.record({
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constant("acts" as const) },
    { weight: 3, arbitrary: fc.constant("writes" as const) },
    { weight: 4, arbitrary: fc.constant("decides" as const) },
    { weight: 3, arbitrary: fc.constant("answers" as const) },
    { weight: 4, arbitrary: fc.constant("due" as const) },
    { weight: 1, arbitrary: fc.constantFrom("fails" as const, "created" as const) },
  ),
  waitsMs: fc.constantFrom(0, 0, 1_000, 60_000, 7_200_000),
  which: fc.nat(20),
  roles: fc.subarray([...WORLD.roles]),
  looked: fc.constantFrom(null, 0, 0, 1, 2),
  numberStep: fc.constantFrom(1, 1, 1, 3, 0, -1),
  word: fc.constantFrom(...WORLD.texts),
  level: fc.constantFrom(...WORLD.numbers),
  flag: fc.constantFrom(true, false, null),
});

/** What happens when nobody cares for a case any more. */
export const randomIntentOfNobody: fc.Arbitrary<Intent> = randomIntent.map((intent) => ({
  ...intent,
  kind: intent.kind === "acts" || intent.kind === "writes" ? "decides" : intent.kind,
}));

/** The event that opens a case. */
export const randomOpening: fc.Arbitrary<CaseEvent> = fc
  .record({
    priority: fc.constantFrom(undefined, undefined, "Urgent", "Nonsense"),
    queue: fc.constantFrom(undefined, undefined, "lab"),
    channel: fc.constantFrom("sms", "sms", "", null),
    written: fc.boolean(),
    level: fc.constantFrom(...WORLD.numbers, undefined),
  })
  .map(({ priority, queue, channel, written, level }) => ({
    type: "created",
    at: 1_000_000,
    id: "M-1",
    actor: { id: "u-nurse", roles: ["nurse"] },
    data: level === undefined ? {} : { level },
    ...(priority === undefined ? {} : { priority }),
    ...(queue === undefined ? {} : { queue }),
    contact: channel === null ? null : { id: "c", conversation: "a", channel, language: "en" },
    message: written ? { id: "m-0", conversation: "a", number: 1, text: "other" } : null,
  }));

/** Where a case stands when the next intent meets it. */
export type Place = {
  readonly workflow: Workflow;
  readonly state: CaseState;
  readonly entries: readonly number[];
  readonly at: number;
};

/** The event that an intent is, here and now. */
export function eventOf(intent: Intent, place: Place): CaseEvent {
  const { workflow, state } = place;
  const { which, word } = intent;
  const at = place.at + intent.waitsMs;
  switch (intent.kind) {
    case "acts":
      return {
        type: "acted",
        at,
        action: chosen(actions(workflow, state, intent), which),
        input: fields(intent),
        actor: { id: `u-${intent.roles[0] ?? "nobody"}`, roles: intent.roles },
        requestId: `r-${String(state.turn)}`,
        seenEntry: intent.looked === null ? null : seenEntry(place, intent.looked),
      };
    case "writes": {
      const conversation = chosen(["a", "a", "b"], which);
      const number = (state.seen[conversation] ?? 0) + intent.numberStep;
      const message = { id: `m-${String(state.turn)}`, conversation, number, text: word };
      return { type: "message_received", at, message };
    }
    case "decides":
      return {
        type: "decided",
        at,
        effect: "e",
        entry: seenEntry(place, intent.looked ?? 0),
        rules: chosen(WORLD.ruleSets, which),
        outcome: fields(intent),
      };
    case "answers":
      return {
        type: chosen(["reserved", "refused", "used"] as const, which),
        at,
        effect: "e",
        entry: seenEntry(place, intent.looked ?? 0),
        quantity: chosen(WORLD.quantities, intent.level),
      };
    case "due": {
      const clock = chosen(runningFirst(workflow, state), which);
      const due = state.clocks[clock]?.dueAt ?? at;
      const early = intent.numberStep < 0 ? 1 : 0;
      return { type: "clock_due", at: Math.max(place.at, due - early), clock };
    }
    case "fails":
      return { type: "message_failed", at, effect: "e", why: word };
    case "created":
      return {
        type: "created",
        at,
        id: "M-2",
        actor: NOBODY,
        data: {},
        contact: null,
        message: null,
      };
  }
}

const NOBODY = { id: "nobody", roles: [] };

/** Actions that fit the state come more often than the others. */
function actions(workflow: Workflow, state: CaseState, { numberStep }: Intent): readonly string[] {
  const all = Object.entries(workflow.transitions);
  const here = all.filter(([, { from }]) => from === "*" || from.includes(state.state));
  return [...(numberStep > 0 && here.length > 0 ? here : all).map(([id]) => id)];
}

function runningFirst(workflow: Workflow, state: CaseState): readonly string[] {
  const running = Object.keys(state.clocks);
  return running.length > 0 ? running : Object.keys(workflow.clocks ?? { none: 0 });
}

function seenEntry({ entries }: Place, ago: number): number {
  return entries[Math.max(0, entries.length - 1 - ago)] ?? 1;
}

function fields({ word, level, flag }: Intent): { [field: string]: string | number | boolean } {
  return { word, level, ...(flag === null ? {} : { flag }) } satisfies { [field: string]: Json };
}

function chosen<Word extends string>(list: readonly Word[], which: number): Word {
  const word = list[which % list.length];
  if (word === undefined) throw new TypeError("nothing to choose from");
  return word;
}
