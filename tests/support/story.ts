import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import type { Json } from "../../engine/definition/names.js";
import { parseDefinition } from "../../engine/definition/parse.js";
import type { DecidedOutcome } from "../../engine/definition/rule-set.js";
import type { EffectSpec, Workflow } from "../../engine/definition/workflow.js";
import {
  type Actor,
  type CaseContact,
  type CaseEvent,
  type CaseProgram,
  type CaseState,
  type Effect,
  interpreter,
  slim,
  type Turn,
  turnOf,
} from "../../engine/interpreter/index.js";

type Fields = { readonly [field: string]: Json };
type Created = Extract<CaseEvent, { type: "created" }>;

/** One case played on the real interpreter; its state goes through JSON between any two events, all arguments are frozen. */
export type Story = {
  readonly program: CaseProgram;
  readonly turns: Turn[];
  /** Epoch milliseconds of the next event. */
  at: number;
  state: CaseState;
  /** Any event, at the story's time. */
  happens(event: CaseEvent): Turn;
  acts(action: string, by: Actor, input?: Fields, seenEntry?: number | null): Turn;
  /** The patient writes; the number is the next of the conversation unless given. */
  writes(text: string, number?: number): Turn;
  /** A rule set answers the last question asked of it, or one asked at another state entry. */
  decides(rules: string, outcome: DecidedOutcome, entry?: number): Turn;
  /** Time passes until a clock is due, and it fires. */
  waitsFor(clock: string): Turn;
  /** Time passes until a clock comes to a mark. */
  reaches(clock: string, mark: string): Turn;
};

/** People of the shipped roles. */
export const staff = {
  support: { id: "u-support", roles: ["support"] },
  medical: { id: "u-medical", roles: ["medical"] },
  admin: { id: "u-admin", roles: ["admin"] },
  porter: { id: "u-porter", roles: ["porter"] },
} as const satisfies { readonly [name: string]: Actor };

/** Monday, 2 March 2026, 9:00 in Nairobi. */
export const MONDAY = Date.UTC(2026, 2, 2, 6);

/** A patient who is reached by SMS. */
export const byPhone: CaseContact = {
  id: "c-1",
  conversation: "sms/c-1",
  channel: "africastalking",
  language: "en",
};

const FILES = {
  ticket: "workflows/definitions/ticket/workflow.yaml",
  "lost-property": "tests/support/lost-property/workflow.yaml",
} as const;

/** The shipped ticket, or lost property, read from its file. */
export function workflowNamed(id: keyof typeof FILES): Workflow {
  const file = new URL(`../../${FILES[id]}`, import.meta.url);
  const parsed = parseDefinition("workflow", parse(readFileSync(file, "utf8")));
  if (!parsed.ok) throw new Error(`${id} does not load: ${JSON.stringify(parsed.findings)}`);
  return parsed.value;
}

/** The same definition with clocks that ring at their targets, so that tests can name the instant. */
export function withoutSpread<Flow extends Pick<Workflow, "clocks">>(flow: Flow): Flow {
  if (flow.clocks === undefined) return flow;
  const clocks = Object.fromEntries(
    Object.entries(flow.clocks).map(([id, { spread: _spread, ...clock }]) => [id, clock]),
  );
  return { ...flow, clocks };
}

/** The same definition with clocks that count day and night, so that tests of the interpreter need no calendar. */
export function dayAndNight(flow: Workflow): Workflow {
  const clocks = Object.entries(flow.clocks ?? {}).map(
    ([id, { calendar: _calendar, ...clock }]) => [id, clock] as const,
  );
  return { ...flow, clocks: Object.fromEntries(clocks) };
}

/** The same ticket with the first response as its only promise, without marks, counting day and night. */
export function firstResponseOnly(flow: Workflow): Workflow {
  const {
    resolution: _resolution,
    first_response: first,
    ...others
  } = dayAndNight(flow).clocks ?? {};
  if (first === undefined) return flow;
  const { marks: _marks, ...bare } = first;
  return { ...flow, clocks: { first_response: bare, ...others } };
}

/** Opens a case of a workflow; `created` changes the event that opens it. */
export function openStory(
  workflow: Workflow | CaseProgram,
  created: Partial<Created> = {},
  number = 1,
  calendars?: CaseProgram["calendars"],
): Story {
  const program = frozen(plain("data" in workflow ? slim(workflow, calendars) : workflow));
  const { advance } = interpreter(number);
  let state: CaseState | null = null;
  const story: Story = {
    program,
    turns: [],
    at: created.at ?? MONDAY,
    get state() {
      if (state === null) throw new Error("the case is not open yet");
      return state;
    },
    set state(changed) {
      state = frozen(plain(changed));
    },
    happens(event) {
      const outcome = advance(program, state, frozen(event));
      const turn = turnOf(state, event, outcome);
      for (const part of [outcome.state, outcome.effects, turn])
        if (!isDeepStrictEqual(plain(part), part)) throw new Error("something is lost in JSON");
      state = frozen(plain(outcome.state));
      story.turns.push(turn);
      return turn;
    },
    acts(action, actor, input = {}, seenEntry = null) {
      const requestId = `request-${String(story.turns.length + 1)}`;
      const { at } = story;
      return story.happens({ type: "acted", at, action, input, actor, requestId, seenEntry });
    },
    writes(text, number) {
      const { conversation } = byPhone;
      const next = number ?? (story.state.seen[conversation] ?? 0) + 1;
      const message = { id: `m-${String(next)}`, conversation, number: next, text };
      return story.happens({ type: "message_received", at: story.at, message });
    },
    decides(rules, outcome, entry) {
      const asked = story.turns
        .flatMap(({ effects }) => effects)
        .findLast((effect) => effect.kind === "decide" && effect.rules === rules);
      const question = asked?.kind === "decide" ? asked : { id: "none", entry: 0 };
      return story.happens({
        type: "decided",
        at: story.at,
        effect: question.id,
        entry: entry ?? question.entry,
        rules,
        outcome,
      });
    },
    waitsFor(clock) {
      const running = story.state.clocks[clock];
      if (!running) throw new Error(`the clock ${clock} does not run`);
      if (running.dueAt === null) throw new Error(`the clock ${clock} stands still`);
      story.at = Math.max(story.at, running.dueAt);
      return story.happens({ type: "clock_due", at: story.at, clock });
    },
    reaches(clock, mark) {
      const next = story.state.clocks[clock]?.next;
      if (next?.mark !== mark) throw new Error(`the clock ${clock} does not come to ${mark}`);
      story.at = Math.max(story.at, next.at);
      return story.happens({ type: "clock_reached", at: story.at, clock, mark });
    },
  };
  story.happens({
    type: "created",
    at: story.at,
    id: "T-1",
    actor: { id: "c-1", roles: [] },
    data: {},
    contact: byPhone,
    message: { id: "m-1", conversation: byPhone.conversation, number: 1, text: "Hello" },
    ...created,
  });
  return story;
}

/** What a turn asks to be done, in short: `send lp-found`, `decide ticket-routing`, `return m-3`. */
export function asked({ effects }: { readonly effects: readonly Effect[] }): readonly string[] {
  return effects.map((effect) => {
    switch (effect.kind) {
      case "send_message":
        return `send ${effect.template}`;
      case "decide":
        return `decide ${effect.rules}`;
      case "reserve":
      case "use":
        return `${effect.kind} ${effect.quantity}`;
      case "release":
        return `release ${effect.of === "everything" ? effect.of : Object.values(effect.of).join()}`;
      case "alert":
        return `alert ${effect.level} ${effect.template}`;
      case "start":
        return `start ${effect.workflow}`;
      case "tell":
        return `tell ${effect.to} ${effect.news.type === "signalled" ? effect.news.signal : effect.news.type}`;
      case "join":
        return `join ${effect.workflow ?? "all"}`;
      case "webhook":
        return `call ${effect.webhook} ${effect.event}`;
      case "plugin":
        return `perform ${effect.name}`;
      case "notify":
        return `notify ${Object.values(effect.to).join()} ${effect.level}`;
      case "resend_message":
        return `resend ${effect.message}`;
      case "return_message":
        return `return ${effect.message}`;
    }
  });
}

/** What an effect in a definition asks for, in the words of {@link asked}. */
export function specInShort(spec: EffectSpec): string {
  switch (spec.do) {
    case "send":
      return `send ${spec.template}`;
    case "decide":
      return `decide ${spec.rules}`;
    case "reserve":
    case "use":
    case "release":
      return `${spec.do} ${spec.quantity}`;
    case "alert":
      return `alert ${spec.level} ${spec.template}`;
    case "start":
      return `start ${spec.workflow}`;
    case "signal":
      return `tell ${spec.to} ${spec.signal}`;
    case "webhook":
      return `call ${spec.webhook} ${spec.event}`;
    case "plugin":
      return `perform ${spec.effect}`;
    case "notify":
      return `notify ${spec.level ?? "info"}`;
  }
}

/** The value after a trip through JSON. */
export function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** The value, frozen to its depth, so that whoever changes it fails. */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) frozen(part);
  return value;
}
