import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { contentHash } from "../../engine/definition/canonical.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import {
  applyPatch,
  type CaseEvent,
  type CaseState,
  CURRENT_INTERPRETER,
  interpreter,
  slim,
  type Turn,
  turnOf,
} from "../../engine/interpreter/index.js";
import { asked, frozen, plain } from "../support/story.js";
import {
  eventOf,
  type Intent,
  randomIntent,
  randomIntentOfNobody,
  randomOpening,
} from "./random-events.js";
import { randomWorkflow } from "./random-workflow.js";
import type { Model } from "./model.js";
import { open, step } from "./reference.js";

/** How much of the interpreter a run of the comparison has seen, by what happened to turns. */
export type Seen = { readonly [what: string]: number };

export type Size = {
  readonly workflows: number;
  readonly events: number;
  /** Without people, cases are left to their rules and clocks until they are cut. */
  readonly people?: "none";
  readonly seed?: number;
};

/**
 * Plays random events on random workflows, on the interpreter and on the model, and compares them turn by turn.
 * @throws Error with the seed and the smallest workflow and events that show a difference
 */
export function compareWithModel({ workflows, events, people, seed }: Size): Seen {
  const seen: Record<string, number> = {};
  const story = fc.record({
    workflow: randomWorkflow,
    opening: randomOpening,
    intents: fc.array(people === "none" ? randomIntentOfNobody : randomIntent, {
      minLength: events,
      maxLength: events,
      size: "max",
    }),
  });
  fc.assert(
    fc.property(story, ({ workflow, opening, intents }) => {
      for (const what of play(workflow, opening, intents)) seen[what] = (seen[what] ?? 0) + 1;
    }),
    { numRuns: workflows, ...(seed === undefined ? {} : { seed }) },
  );
  return seen;
}

/** Plays one story on both; answers what happened, turn by turn. @throws Error at the first turn they disagree on */
function play(workflow: Workflow, opening: CaseEvent, intents: readonly Intent[]): string[] {
  const { advance } = interpreter(CURRENT_INTERPRETER);
  const program = frozen(plain(slim(workflow)));
  const turns: Turn[] = [];
  const entries: number[] = [];
  const happened: string[] = [];
  let [state, model]: [CaseState | null, Model | null] = [null, null];
  let at = opening.at;
  for (const intent of [null, ...intents]) {
    const event: CaseEvent = frozen(
      intent === null || state === null
        ? opening
        : eventOf(intent, { workflow, state, entries, at }),
    );
    const before: CaseState | null = state;
    const outcome = advance(program, before, event);
    const turn = turnOf(before, event, outcome);
    if (model === null) model = open(workflow, event);
    else step(workflow, model, event);
    agree(
      `turn ${String(turn.turn)}, ${event.type}`,
      visible(outcome.state, turn),
      predicted(model),
    );
    same(
      "another computation",
      turnOf(copy(before), copy(event), advance(program, copy(before), copy(event))),
      turn,
    );
    state = frozen(plain(outcome.state));
    same("state through JSON", state, outcome.state);
    turns.push(turn);
    if (entries.at(-1) !== state.entry) entries.push(state.entry);
    at = Math.max(at, event.at);
    happened.push(`${event.type}: ${turn.note ?? (turn.transition === null ? "opened" : "moved")}`);
  }
  checkLog(turns, state);
  return happened;
}

/** What both must agree on. */
function visible(state: CaseState, turn: Turn) {
  return {
    turn: state.turn,
    state: state.state,
    open: state.status === "open",
    entry: state.entry,
    queue: state.queue,
    queuedAt: state.queuedAt,
    priority: state.priority,
    assignee: state.assignee,
    data: state.data,
    clocks: Object.fromEntries(
      Object.entries(state.clocks).map(([id, { startedAt, dueAt }]) => [
        id,
        { from: startedAt, due: dueAt },
      ]),
    ),
    numbers: state.seen,
    alone: state.automatic,
    fired: turn.transition,
    note: turn.note ?? null,
    effects: asked(turn),
  };
}

function predicted(model: Model) {
  const { createdAt: _createdAt, reachable: _reachable, ...shown } = structuredClone(model);
  return shown;
}

/** Rules of durability 1 and 13: turns are numbered without a gap, ids are unique, patches rebuild the case. */
function checkLog(turns: readonly Turn[], state: CaseState | null): void {
  agree(
    "numbers of turns",
    turns.map(({ turn }) => turn),
    turns.map((_, n) => n + 1),
  );
  const ids = turns.flatMap(({ effects }) => effects.map(({ id }) => id));
  agree("ids of effects", ids.length, new Set(ids).size);
  agree("digests", turns.length, new Set(turns.map(({ digest }) => digest)).size);
  let folded: CaseState | null = null;
  for (const { patch } of plain(turns)) folded = applyPatch(folded, patch);
  same("the patches, folded", folded, state);
  for (const { digest, ...bare } of turns) {
    agree("digest", contentHash(bare), digest);
    for (const member of Object.keys(bare))
      if (contentHash({ ...bare, [member]: "changed" }) === digest)
        throw new Error(`the digest does not cover ${member}`);
  }
}

/** Equal values with their members in another order. */
function copy<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copy) as Value;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, copy<unknown>(part)] as const);
  return Object.fromEntries(entries.toReversed()) as Value;
}

function same(what: string, one: unknown, other: unknown): void {
  if (!isDeepStrictEqual(one, other)) agree(what, one, other);
}

function agree(what: string, interpreted: unknown, expected: unknown): void {
  if (isDeepStrictEqual(interpreted, expected)) return;
  const text = (value: unknown) => JSON.stringify(value, undefined, 1);
  throw new Error(
    `${what}: the interpreter says ${text(interpreted)}, the model ${text(expected)}`,
  );
}
