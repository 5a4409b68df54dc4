import { caseVariables } from "../../templates/case-variables.js";
import { renderMessage } from "../../templates/render.js";
import { countSegments } from "../../templates/segments.js";
import { headerText } from "../../templates/values.js";
import type { Effect } from "../interpreter/index.js";
import { variablesKnownTo } from "../release-variables.js";
import type { Moment, Session } from "./session.js";

/** What the patient has on the phone or in the mailbox. */
export type Said = {
  /** Of the message. */
  readonly id: string;
  readonly from: "patient" | "clinic";
  /** Epoch milliseconds. */
  readonly at: number;
  readonly text: string;
  /** Of a letter; null for an SMS, and for what the patient writes. */
  readonly subject: string | null;
  /** Parts that an SMS is charged as; null for a letter, and for what the patient writes. */
  readonly segments: number | null;
  /** Null for what the patient writes. */
  readonly template: string | null;
  /** Number of the moment in which it was said, from 0. */
  readonly moment: number;
};

/** A message that could not be made, as a case that runs shows it to staff. */
export type Unsaid = Pick<Said, "id" | "at" | "moment"> & {
  readonly template: string;
  readonly problem: string;
};

type Send = Extract<Effect, { kind: "send_message" }>;

/** An address that leads nowhere: a simulation makes no key to a case. */
const LINK = "https://clinic.example/p/track#simulated";

/** Everything that patient and clinic have written, oldest first; what could not be written stands apart. */
export function conversationIn(session: Session): {
  readonly said: readonly Said[];
  readonly unsaid: readonly Unsaid[];
} {
  const all = session.moments.flatMap((moment, place) => saidIn(session, moment, place));
  return {
    said: all.filter((one) => "text" in one),
    unsaid: all.filter((one) => "problem" in one),
  };
}

function saidIn(session: Session, moment: Moment, place: number): readonly (Said | Unsaid)[] {
  const { event, effects, note } = moment.turn;
  const received =
    event.type === "message_received" || event.type === "created" ? event.message : null;
  const isKept = note !== "repeated" && note !== "closed";
  const mine: Said[] =
    received === null || !isKept
      ? []
      : [
          {
            id: received.id,
            from: "patient",
            at: event.at,
            text: received.text,
            subject: null,
            segments: null,
            template: null,
            moment: place,
          },
        ];
  const sends = effects.filter((effect) => effect.kind === "send_message");
  return [...mine, ...sends.map((send) => sent(session, moment, send, place))];
}

function sent(
  session: Session,
  { state, turn }: Moment,
  send: Send,
  moment: number,
): Said | Unsaid {
  const { release, workflow } = session;
  const { organisation } = release;
  const about = { id: send.id, at: turn.event.at, moment };
  const template = release.templates.find(({ id }) => id === send.template);
  if (template === undefined)
    return { ...about, template: send.template, problem: "template_missing" };
  const channel = send.contact.channel === "email" ? "email" : "sms";
  const { name } = state.data;
  const variables = caseVariables(state, {
    organisation,
    workflow,
    input: send.input,
    contactName: typeof name === "string" ? name : "",
    link: LINK,
  });
  const rendered = renderMessage({
    template,
    channel,
    language: send.contact.language,
    defaultLanguage: organisation.defaultLanguage,
    variables,
    known: variablesKnownTo(template.id, release),
  });
  if (!rendered.ok) return { ...about, template: template.id, problem: rendered.code };
  const { text } = rendered;
  const clinic = headerText(organisation.name);
  const shape =
    channel === "sms"
      ? { subject: null, segments: countSegments(text).segments }
      : { subject: `[${state.id}] ${clinic.ok ? clinic.text : ""}`.trim(), segments: null };
  return { ...about, ...shape, from: "clinic", text, template: template.id };
}
