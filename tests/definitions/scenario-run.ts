import { durationMs } from "../../engine/definition/duration.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { Expectation, Scenario, Step } from "../../engine/definition/scenario.js";
import {
  CURRENT_INTERPRETER,
  interpreter,
  slim,
  type CaseEvent,
  type CaseProgram,
  type CaseState,
  type Effect,
  type Outcome,
  type Turn,
  turnOf,
} from "../../engine/interpreter/index.js";
import { calendarsFor } from "../../engine/sla/case-calendars.js";
import { evaluateRuleSet } from "../../rules/index.js";
import { asked, withoutSpread } from "../support/story.js";

/** What a step expects, and the same members of what came of it: equal if the scenario holds. */
export type StepResult = {
  readonly step: string;
  readonly expected: Expectation;
  readonly seen: Expectation;
  readonly turn: Turn;
};

/** Effects that an event answers. */
type Question = Extract<Effect, { kind: "decide" | "reserve" | "use" }>;
type Run = {
  readonly release: ReleaseBody;
  readonly program: CaseProgram;
  at: number;
  messages: number;
  state: CaseState | null;
  /** State entry after each step, for people who look some steps late. */
  readonly entries: number[];
  readonly asked: Question[];
};

const { advance, allowedActions, refusal } = interpreter(CURRENT_INTERPRETER);

/** 2 March 2026, nine o'clock in Nairobi: a plain Monday. */
const BEGIN = Date.UTC(2026, 2, 2, 6);

/** Plays a scenario on the real interpreter and the real rules; state goes through JSON between any two events. */
export function runScenario(scenario: Scenario, release: ReleaseBody): readonly StepResult[] {
  const workflow = release.workflows.find(({ id }) => id === scenario.workflow);
  if (!workflow) throw new Error(`There is no workflow ${scenario.workflow}`);
  const calendars = calendarsFor(release, workflow, { from: BEGIN, now: BEGIN });
  const program = JSON.parse(
    JSON.stringify(withoutSpread(slim(workflow, calendars))),
  ) as CaseProgram;
  const run: Run = {
    release,
    program,
    at: BEGIN,
    messages: 0,
    state: null,
    entries: [],
    asked: [],
  };
  return scenario.steps.map((step, place) => {
    run.at += step.after === undefined ? 0 : durationMs(step.after);
    const event = eventOf(step, run);
    const refused =
      run.state !== null && event.type === "acted" ? refusal(program, run.state, event) : null;
    const outcome = advance(program, run.state, event);
    const turn = turnOf(run.state, event, outcome);
    run.state = JSON.parse(JSON.stringify(outcome.state)) as CaseState;
    run.entries.push(run.state.entry);
    run.asked.push(...outcome.effects.filter((effect) => "entry" in effect));
    const seen = seenOf(outcome, run, step.expect);
    const result = refused ? { ...seen, refused: refused.code } : seen;
    return {
      step: `${String(place + 1)} ${event.type}`,
      expected: { sends: [], asks: [], adjusts: [], alerts: [], ...step.expect },
      seen: result,
      turn,
    };
  });
}

function eventOf(step: Step, run: Run): CaseEvent {
  const { at } = run;
  if ("created" in step) return createdEvent(step.created, run);
  if ("message" in step)
    return { type: "message_received", at, message: messageOf(step.message, run) };
  if ("decided" in step) return decidedEvent(step.decided, run);
  if ("ledger" in step) return ledgerEvent(step, run);
  if ("acknowledged" in step || "unanswered" in step) return alertEvent(step, run);
  if ("due" in step) {
    const clock = run.state?.clocks[step.due];
    if (step.mark !== undefined) {
      run.at = clock?.next?.at ?? at;
      return { type: "clock_reached", at: run.at, clock: step.due, mark: step.mark };
    }
    run.at = clock?.dueAt ?? at;
    return { type: "clock_due", at: run.at, clock: step.due };
  }
  return {
    type: "acted",
    at,
    action: step.acted,
    input: step.input ?? {},
    actor: { id: `${step.as}-1`, roles: [step.as] },
    requestId: `request-${String(run.entries.length)}`,
    seenEntry: run.entries.at(-1 - (step.looked ?? 0)) ?? null,
  };
}

function createdEvent(
  created: Extract<Step, { created: unknown }>["created"],
  run: Run,
): CaseEvent {
  const { message, data, priority, queue } = created;
  return {
    type: "created",
    at: run.at,
    id: "T-1",
    actor: { id: "patient", roles: [] },
    data: data ?? {},
    ...(priority === undefined ? {} : { priority }),
    ...(queue === undefined ? {} : { queue }),
    contact: { id: "contact-1", conversation: "conversation-1", channel: "sms", language: "en" },
    message: message === undefined ? null : messageOf(message, run),
  };
}

function messageOf(text: string, run: Run) {
  run.messages += 1;
  return {
    id: `m${String(run.messages)}`,
    conversation: "conversation-1",
    number: run.messages,
    text,
  };
}

/** The rules answer the oldest open question about this rule set, from the facts that went with it. */
function decidedEvent(rules: string, run: Run): CaseEvent {
  const question = oldest(run, (effect) => effect.kind === "decide" && effect.rules === rules);
  const ruleSet = run.release.ruleSets.find(({ id }) => id === rules);
  if (question?.kind !== "decide" || !ruleSet) throw new Error(`Nobody asked ${rules}`);
  const { outcome } = evaluateRuleSet(ruleSet, question.facts);
  return {
    type: "decided",
    at: run.at,
    effect: question.id,
    entry: question.entry,
    rules,
    outcome,
  };
}

function ledgerEvent(
  { ledger, quantity }: Extract<Step, { ledger: unknown }>,
  run: Run,
): CaseEvent {
  const question = oldest(run, (each) => each.kind !== "decide" && each.quantity === quantity);
  if (!question) throw new Error(`Nobody asked for ${quantity}`);
  return { type: ledger, at: run.at, effect: question.id, entry: question.entry, quantity };
}

function alertEvent(
  step: Extract<Step, { acknowledged: unknown } | { unanswered: unknown }>,
  run: Run,
): CaseEvent {
  const team = "acknowledged" in step ? step.acknowledged : step.unanswered;
  const open = Object.entries(run.state?.alerts ?? {}).find(([, alert]) => alert.team === team);
  if (!open) throw new Error(`No alert to ${team} is open`);
  const [alert, { level }] = open;
  const common = { at: run.at, alert, team, level };
  if ("unanswered" in step) return { ...common, type: "alert_unanswered", why: "silence" };
  const actor = { id: `${step.as}-1`, roles: [step.as] };
  const requestId = `request-${String(run.entries.length)}`;
  return { ...common, type: "alert_acknowledged", actor, requestId };
}

/** Takes the oldest open question of a kind from the list. */
function oldest({ asked }: Run, isMeant: (question: Question) => boolean): Question | undefined {
  const place = asked.findIndex(isMeant);
  return place < 0 ? undefined : asked.splice(place, 1)[0];
}

/** The members of a case that an expectation speaks about. */
function seenOf({ effects, note }: Outcome, run: Run, expected: Expectation): Expectation {
  const { state, program, at } = run;
  if (!state) throw new Error("A scenario begins with `created`");
  const left = Object.entries(state.clocks).flatMap(([id, { dueAt }]) =>
    dueAt === null ? [] : [[id, dueAt - at] as const],
  );
  const data = Object.keys(expected.data ?? {}).map((name) => [name, state.data[name]] as const);
  const may = Object.keys(expected.may ?? {}).map(
    (role) => [role, [...allowedActions(program, state, [role], at)]] as const,
  );
  const all: Expectation = {
    state: state.state,
    queue: state.queue,
    priority: state.priority,
    assignee: state.assignee,
    data: Object.fromEntries(data) as NonNullable<Expectation["data"]>,
    clocks: sameLength(Object.fromEntries(left), expected.clocks ?? {}),
    may: Object.fromEntries(may) as NonNullable<Expectation["may"]>,
    ...(note === undefined ? {} : { nothing: true }),
  };
  const looked = Object.entries(all).filter(([member]) => Object.hasOwn(expected, member));
  return {
    ...(Object.fromEntries(looked) as Expectation),
    sends: effects.flatMap((effect) => (effect.kind === "send_message" ? [effect.template] : [])),
    asks: effects.flatMap((effect) => (effect.kind === "decide" ? [effect.rules] : [])),
    alerts: effects.flatMap((effect) =>
      effect.kind === "alert" ? [`${effect.level} ${effect.team} ${String(effect.tier)}`] : [],
    ),
    adjusts: asked({ effects }).filter((what) => /^(reserve|use|release) /.test(what)),
  };
}

/** What is left of each clock, written as the scenario writes it where it is the same time. */
function sameLength(
  left: { readonly [clock: string]: number },
  expected: { readonly [clock: string]: string },
): { [clock: string]: string } {
  const entries = Object.entries(left).map(([clock, ms]) => {
    const wanted = expected[clock];
    return [clock, wanted !== undefined && durationMs(wanted) === ms ? wanted : `${String(ms)} ms`];
  });
  return Object.fromEntries(entries) as { [clock: string]: string };
}
