import { loggedCall } from "../definition/call.js";
import { type CaseEvent, GAVE_UP } from "../interpreter/event.js";
import type { PluginFailure, StartRefusal, WebhookFailure } from "../interpreter/effect.js";
import type { LinkEvent } from "../interpreter/v1/links.js";
import type { CaseState } from "../interpreter/state.js";
import type { CaseEventLine } from "../protocol/case.js";
import type { Attachment } from "../protocol/message.js";
import type { EventDoc } from "../store/events.js";
import { whatOf } from "./effect-words.js";
import { whyAssigned, whyNobody } from "./assignment-words.js";
import { type Names, personName, queueName } from "./rows.js";

/**
 * The turns of a case in words, in the order they came.
 * @param namesAt the names of the release that the case followed at a turn
 * @param files what came with the opening
 */
export function timeline(
  events: readonly EventDoc[],
  namesAt: (turn: number) => Names,
  files: readonly Attachment[] = [],
): CaseEventLine[] {
  let from: CaseEventLine["from"] = null;
  return events.map((event) => {
    const names = namesAt(event.turn);
    const isOpening = event.type === "created" && files.length > 0;
    const line = {
      ...lineOf(event, names, from),
      ...(isOpening ? { attachments: [...files] } : {}),
    };
    from = stateOf(event.state, names);
    return line;
  });
}

function lineOf(doc: EventDoc, names: Names, from: CaseEventLine["from"]): CaseEventLine {
  const { event } = doc;
  return {
    turn: doc.turn,
    type: doc.type,
    at: doc.at.toISOString(),
    actor: doc.actor === null ? null : { id: doc.actor, name: personName(doc.actor, names) },
    title: titleOf(doc, names),
    transition: doc.transition,
    from,
    to: stateOf(doc.state, names),
    note: noteOf(doc, names),
    input: inputOf(event),
    ...callOf(doc, names),
    effects: doc.effects.map((effect) => ({
      id: effect.id,
      kind: effect.kind,
      what: whatOf(effect),
    })),
    decisionId: event.type === "decided" ? event.effect : null,
  };
}

/** What a turn was given: a form filled in, an answer of rules, the words of a message that was set aside. */
function inputOf(event: CaseEvent): CaseEventLine["input"] {
  switch (event.type) {
    case "acted":
      return event.input;
    case "decided":
      return event.outcome;
    case "skipped":
      return event.what.type === "message_received"
        ? { message: event.what.message.text }
        : inputOf(event.what);
    default:
      return {};
  }
}

/** The phone call that a turn logged. */
function callOf({ event, transition }: EventDoc, { workflow }: Names): Pick<CaseEventLine, "call"> {
  const logs = transition === null ? undefined : workflow.transitions[transition]?.logs;
  if (event.type !== "acted" || logs === undefined) return {};
  return { call: loggedCall(logs, event.input) };
}

/** Why an event changed nothing, or why somebody was given the case, or nobody. */
function noteOf({ note, event }: EventDoc, names: Names): string | null {
  if (note !== null) return NOTES[note] ?? note;
  if (event.type === "moved") return leftBehind(event);
  if (event.type === "skipped") return `${SKIPPED_FOR[event.why]} ${event.reason}`;
  if (event.type === "assigned") return whyAssigned(event, names);
  return event.type === "nobody_available" ? whyNobody(event) : null;
}

/** The fields that a case has lost by being moved. */
function leftBehind({ fields }: Extract<EventDoc["event"], { type: "moved" }>): string | null {
  const gone = Object.keys(fields).filter((field) => fields[field] === null);
  return gone.length === 0 ? null : `Left behind: ${gone.join(", ")}`;
}

/** Why an event changed nothing, in words. */
const NOTES: { readonly [note: string]: string } = {
  stale: "Came too late; the case had moved on",
  repeated: "A repeat; nothing changed",
  no_transition: "Noted; nothing follows from it here",
  refused: "Not allowed at that moment",
  looping: "Stopped: the workflow was going round in circles",
  closed: "The case was closed already",
  overtaken: "A later moment of the same clock has come meanwhile",
};

/** What happened, and what the case did because of it, if it did. */
function also(said: string, moved: string | undefined): string {
  return moved === undefined ? said : `${said}. ${moved}`;
}

/** Why a case was let past something. */
const SKIPPED_FOR = {
  interpreter: "It could not be read, each time; nothing follows from it.",
  refused: "The database did not take it; nothing follows from it.",
} as const;

/** What happened, in words, whatever came of it. */
export function eventTitle(event: CaseEvent, names: Names): string {
  return titleOf({ event, transition: null }, names);
}

function titleOf(
  { event, transition }: Pick<EventDoc, "event" | "transition">,
  names: Names,
): string {
  const moved = transition === null ? undefined : names.workflow.transitions[transition]?.name;
  switch (event.type) {
    case "created":
      if (event.parent !== undefined) return `Opened by the case ${event.parent.id}`;
      return event.message === null ? "Opened" : "Opened by the patient's message";
    case "acted":
      return moved ?? names.workflow.transitions[event.action]?.name ?? event.action;
    case "message_received":
      return moved === undefined ? "The patient wrote" : `The patient wrote: ${moved}`;
    case "decided":
      return moved === undefined ? `Rules “${event.rules}” answered` : `Rules decided: ${moved}`;
    case "reserved":
    case "used":
    case "refused": {
      const quantity = quantityName(event.quantity, names);
      const said = `${LEDGER_WORDS[event.type]}: ${quantity}`;
      return also(said, moved);
    }
    case "alert_acknowledged":
      return also(`Alert to ${teamName(event.team, names)} acknowledged`, moved);
    case "alert_unanswered":
      return also(`${UNANSWERED[event.why]} ${teamName(event.team, names)}`, moved);
    case "assigned":
      return also(`Given to ${personName(event.person, names)}`, moved);
    case "nobody_available":
      return also(`Nobody was free in ${queueName(event.queue, names)}`, moved);
    case "clock_due":
    case "clock_reached":
      return also(aboutClock(event, names), moved);
    case "calendars_renewed":
      return "Working hours of the coming year were looked up";
    case "case_started":
    case "case_refused":
    case "child_closed":
    case "children_closed":
    case "parent_closed":
    case "signalled":
      return also(aboutOthers(event), moved);
    case "webhook_answered":
    case "webhook_failed":
      return also(aboutSystem(event, names), moved);
    case "moved":
      return `Moved from release ${String(event.from.release)} to release ${String(event.to.release)}`;
    case "plugin_answered":
    case "plugin_failed":
      return also(aboutPlugin(event), moved);
    case "skipped":
      return `Set aside: ${eventTitle(event.what, names)}`;
    case "message_resent":
      return "A message was sent again";
    case "message_failed":
      return also(failureWords(event.why), moved);
  }
}

/** Codes of messages of which nobody knows what became. */
const UNCLEAR = ["unknown", "not_found_at_provider"];

/** Codes of ours in words; what a provider says is shown as it came. */
const FAILED_WORDS: ReadonlyMap<string, string> = new Map([
  ["opted_out", "the patient does not want messages"],
  ["too_old", "it waited too long to be of use"],
  [GAVE_UP, "it was tried for a day"],
  ["looping", "two machines seem to answer each other"],
]);

function failureWords(why: string): string {
  if (UNCLEAR.includes(why)) return "Nobody can say whether a message arrived";
  return why === "undelivered"
    ? "A message was not delivered"
    : `A message was not delivered (${FAILED_WORDS.get(why) ?? why})`;
}

function aboutClock(
  event: Extract<CaseEvent, { type: "clock_due" | "clock_reached" }>,
  { workflow }: Names,
): string {
  const clock = workflow.clocks?.[event.clock];
  const name = clock?.name ?? event.clock;
  if (event.type === "clock_due") return `Time ran out: ${name}`;
  return `${name}: ${clock?.marks?.[event.mark]?.name ?? event.mark}`;
}

const UNANSWERED = {
  silence: "Nobody acknowledged the alert to",
  nobody: "There was nobody to call in",
} as const;

function teamName(id: string, { organisation }: Names): string {
  return organisation.teams?.find((team) => team.id === id)?.name ?? id;
}

function aboutOthers(event: LinkEvent): string {
  switch (event.type) {
    case "case_started":
      return `Opened the case ${event.other}`;
    case "case_refused":
      return `A case could not be opened: ${REFUSED_WORDS[event.why]}`;
    case "child_closed":
      return `${event.other} has closed`;
    case "children_closed":
      return "Everything that was opened for this has closed";
    case "parent_closed":
      return `${event.other}, which opened this, has closed`;
    case "signalled":
      return `${event.other} says: ${event.signal}`;
  }
}

function aboutSystem(event: SystemEvent, { organisation }: Names): string {
  const { webhook: id } = event;
  const name = organisation.webhooks?.find((webhook) => webhook.id === id)?.name ?? id;
  return event.type === "webhook_answered"
    ? `${name} answered`
    : `${name} could not be called: ${FAILURE_WORDS[event.why]}`;
}

type SystemEvent = Extract<
  EventDoc["event"],
  { readonly type: "webhook_answered" | "webhook_failed" }
>;

const FAILURE_WORDS: { readonly [Why in WebhookFailure]: string } = {
  unknown_webhook: "nobody knows it any more",
  takes_less: "it may not be told as much any more",
  not_allowed: "its address may not be reached from here",
  no_secret: "it has no secret to sign with",
  too_large: "there was too much to tell",
  refused: "it refused",
  redirected: "it has moved elsewhere",
  bad_answer: "its answer could not be read",
  gave_up: "it did not answer, however often it was called",
};

function aboutPlugin(event: PluginEvent): string {
  return event.type === "plugin_answered"
    ? `Done: ${event.words}`
    : `Could not ${event.words}: ${PLUGIN_WORDS[event.why]}`;
}

type PluginEvent = Extract<
  EventDoc["event"],
  { readonly type: "plugin_answered" | "plugin_failed" }
>;

const PLUGIN_WORDS: { readonly [Why in PluginFailure]: string } = {
  unknown_effect: "no plugin can do it any more",
  wrong_fields: "the case does not have what it takes",
  refused: "it was refused",
  bad_answer: "what came back could not be read",
  gave_up: "it did not work, however often it was tried",
};

const REFUSED_WORDS: { readonly [Why in StartRefusal]: string } = {
  unknown_workflow: "there is no such workflow any more",
  invalid_data: "its data does not fit",
  too_many_children: "this case has opened too many already",
  too_many_generations: "too many cases have led to each other",
};

const LEDGER_WORDS = { reserved: "Reserved", used: "Used", refused: "None left" } as const;

function quantityName(id: string, { organisation }: Names): string {
  return organisation.quantities?.find((quantity) => quantity.id === id)?.name ?? id;
}

function stateOf(id: CaseState["state"], { workflow }: Names) {
  return { id, name: workflow.states[id]?.name ?? id };
}
