import { own } from "../definition/lint/names.js";
import type { AssignmentEvent, CaseEvent, CaseMessage, CaseState } from "../interpreter/index.js";
import { decisionOf } from "./rules.js";
import type { Move, Unfit } from "./move.js";
import { oldest, type Question } from "./question.js";
import type { Session } from "./session.js";
import type { Decision } from "../../rules/decision.js";

/** A move as the event that a case hears, at the instant at which it hears it. */
export type Happening = {
  readonly event: CaseEvent;
  /** The question that it answers. */
  readonly answers?: string;
  /** What the rules said, where it was they who answered; null where they could not be asked. */
  readonly decision?: Decision | null;
};

type MoveOf<Member extends string> = Extract<Move, { readonly [Key in Member]: unknown }>;
type Scene = {
  readonly session: Session;
  /** Epoch milliseconds at which the move begins. */
  readonly at: number;
  /** Null before the case is opened. */
  readonly state: CaseState | null;
  readonly open: readonly Question[];
};

const CONVERSATION = "conversation-1";

/** What a move is for the case. What answers a question needs one that is open. */
export function happeningOf(move: Move, scene: Scene): Happening | Unfit {
  const { at } = scene;
  if ("created" in move) return { event: created(move.created, scene) };
  if (scene.state === null) return { unfit: "A case has to be opened first" };
  if ("message" in move)
    return { event: { type: "message_received", at, message: messageOf(move.message, scene) } };
  if ("acted" in move) return { event: acted(move, scene) };
  if ("due" in move) return { event: due(move, scene, scene.state) };
  if ("decided" in move) return decided(move, scene);
  if ("ledger" in move) return ledger(move, scene);
  if ("acknowledged" in move || "unanswered" in move) return alert(move, scene, scene.state);
  if ("undelivered" in move) return undelivered(move, scene);
  if ("answered" in move || "unreachable" in move) return webhook(move, scene);
  if ("performed" in move || "unperformed" in move) return plugin(move, scene);
  return assignment(move, scene, scene.state);
}

function created(
  { message, data, priority, queue, as, channel, language }: MoveOf<"created">["created"],
  scene: Scene,
): CaseEvent {
  return {
    type: "created",
    at: scene.at,
    id: scene.session.caseId,
    actor: as === undefined ? { id: "patient", roles: [] } : personOf(as),
    data: data ?? {},
    ...(priority === undefined ? {} : { priority }),
    ...(queue === undefined ? {} : { queue }),
    contact: {
      id: "contact-1",
      conversation: CONVERSATION,
      channel: channel ?? "sms",
      language: language ?? "en",
    },
    message: message === undefined ? null : messageOf(message, scene),
  };
}

function messageOf(text: string, { session }: Scene): CaseMessage {
  const before = session.moments.filter(({ turn: { event } }) => isMessage(event));
  const number = before.length + 1;
  return { id: `m${String(number)}`, conversation: CONVERSATION, number, text };
}

function isMessage(event: CaseEvent): boolean {
  return event.type === "message_received" || (event.type === "created" && event.message !== null);
}

function acted({ acted: action, as, input, looked }: MoveOf<"acted">, scene: Scene): CaseEvent {
  const { moments } = scene.session;
  return {
    type: "acted",
    at: scene.at,
    action,
    input: input ?? {},
    actor: personOf(as),
    requestId: requestOf(scene),
    seenEntry: moments.at(-1 - (looked ?? 0))?.state.entry ?? null,
  };
}

/** Nothing happens until the clock has come so far; it may be at once. */
function due({ due: clock, mark }: MoveOf<"due">, { at }: Scene, state: CaseState): CaseEvent {
  const running = state.clocks[clock];
  if (mark === undefined) return { type: "clock_due", at: running?.dueAt ?? at, clock };
  return { type: "clock_reached", at: running?.next?.at ?? at, clock, mark };
}

function decided({ decided: rules }: MoveOf<"decided">, scene: Scene): Happening | Unfit {
  const question = oldest(scene.open, ["decide"], (one) => one.rules === rules);
  if (question === undefined) return { unfit: `Nobody asked ${rules}` };
  const decision = decisionOf(scene.session.release, question, scene.session.operators);
  const { id: effect, entry } = question;
  const outcome = decision?.outcome ?? {};
  const event = { type: "decided" as const, at: scene.at, effect, entry, rules, outcome };
  return { event, answers: effect, decision };
}

function ledger({ ledger: type, quantity }: MoveOf<"ledger">, scene: Scene): Happening | Unfit {
  const question = oldest(scene.open, ["reserve", "use"], (one) => one.quantity === quantity);
  if (question === undefined) return { unfit: `Nobody asked for ${quantity}` };
  const { id: effect, entry } = question;
  return { event: { type, at: scene.at, effect, entry, quantity }, answers: effect };
}

function alert(
  move: MoveOf<"acknowledged"> | MoveOf<"unanswered">,
  scene: Scene,
  { alerts = {} }: CaseState,
): Happening | Unfit {
  const team = "acknowledged" in move ? move.acknowledged : move.unanswered;
  const open = Object.entries(alerts).find(([, one]) => one.team === team);
  if (open === undefined) return { unfit: `No alert to ${team} is open` };
  const [id, { level }] = open;
  const common = { at: scene.at, alert: id, team, level };
  if ("unanswered" in move)
    return { event: { ...common, type: "alert_unanswered", why: "silence" } };
  const [actor, requestId] = [personOf(move.as), requestOf(scene)];
  return { event: { ...common, type: "alert_acknowledged", actor, requestId } };
}

/** As the case that runs hears of it: by which template, where one of its transitions may ask. */
function undelivered(
  { undelivered: template }: MoveOf<"undelivered">,
  { session, open, at }: Scene,
): Happening | Unfit {
  const sent = oldest(open.toReversed(), ["send_message"], (one) => one.template === template);
  if (sent === undefined) return { unfit: `No message by ${template} has been sent` };
  const isAsked = Object.values(session.program.transitions).some(({ on }) =>
    on?.some(({ event }) => event === "message_failed"),
  );
  const which = isAsked ? { template } : {};
  const event = { type: "message_failed" as const, at, effect: sent.id, why: "rejected", ...which };
  return { event, answers: sent.id };
}

function webhook(
  move: MoveOf<"answered"> | MoveOf<"unreachable">,
  { open, at }: Scene,
): Happening | Unfit {
  const id = "answered" in move ? move.answered : move.unreachable;
  const call = oldest(open, ["webhook"], (one) => one.webhook === id);
  if (call === undefined) return { unfit: `Nobody called ${id}` };
  const about = { at, effect: call.id, webhook: id };
  const event: CaseEvent =
    "answered" in move
      ? { ...about, type: "webhook_answered", status: 200, answer: move.answer ?? {} }
      : { ...about, type: "webhook_failed", why: "gave_up", status: null };
  return { event, answers: call.id };
}

function plugin(
  move: MoveOf<"performed"> | MoveOf<"unperformed">,
  { session, open, at }: Scene,
): Happening | Unfit {
  const name = "performed" in move ? move.performed : move.unperformed;
  const order = oldest(open, ["plugin"], (one) => one.name === name);
  if (order === undefined) return { unfit: `Nobody asked for ${name}` };
  const words = own(session.effects, name)?.words ?? name;
  const about = { at, effect: order.id, name, words };
  const event: CaseEvent =
    "performed" in move
      ? { ...about, type: "plugin_answered", answer: move.answer ?? {} }
      : { ...about, type: "plugin_failed", why: "gave_up" };
  return { event, answers: order.id };
}

/** The queue of the case has found somebody, or nobody. One that gives no cases to people finds nobody either. */
function assignment(
  move: MoveOf<"given"> | MoveOf<"nobodyFree">,
  { session, at }: Scene,
  { queue, queuedAt }: CaseState,
): Happening | Unfit {
  const { queues } = session.release.organisation;
  const assign = queues.find(({ id }) => id === queue)?.assign;
  if (assign === undefined) return { unfit: `${queue} gives no cases to people` };
  const about = { at, queue, place: queuedAt };
  const event: AssignmentEvent =
    "given" in move
      ? {
          ...about,
          type: "assigned",
          person: personOf(move.given).id,
          why: { by: assign.by, load: 1, capacity: 1, among: 1 },
        }
      : {
          ...about,
          type: "nobody_available",
          why: { people: 1, away: 0, offDuty: 0, full: 1, unskilled: 0 },
        };
  return { event };
}

/** The one person of each role that a simulation has. */
function personOf(role: string) {
  return { id: `${role}-1`, roles: [role] };
}

function requestOf({ session }: Scene): string {
  return `request-${String(session.moments.length)}`;
}
