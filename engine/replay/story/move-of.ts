import type { ContributedEffects } from "../../definition/contributed-effects.js";
import { own } from "../../definition/lint/names.js";
import type { ReleaseBody } from "../../definition/release.js";
import type { Workflow } from "../../definition/workflow.js";
import type { CaseEvent, Effect } from "../../interpreter/index.js";
import type { Move } from "../../simulate/index.js";
import type { Cast } from "./cast.js";
import { neutralText } from "./keywords.js";
import { madeUp, type MakingUp } from "./made-up.js";

/** What is known when an event of a case is told as a move of a story. */
export type Telling = {
  readonly release: ReleaseBody;
  readonly workflow: Workflow;
  readonly effects: ContributedEffects;
  readonly cast: Cast;
  readonly making: MakingUp;
  /** Whether a channel, by the id of its plugin, carries letters. */
  readonly isMail: (channel: string) => boolean;
  /** What the case had asked for until then, by the id of the effect. */
  readonly asked: ReadonlyMap<string, Effect>;
  /** How many steps of the story ago a person saw the case who saw this entry of a state; none where that cannot be said. */
  readonly looked: (entry: number | null) => number;
};

type Of<Type extends CaseEvent["type"]> = Extract<CaseEvent, { readonly type: Type }>;

/** An event as a move of a story with nothing personal in it; undefined for what a test cannot say. */
export function moveOf(event: CaseEvent, telling: Telling): Move | undefined {
  const { release, workflow, cast, making } = telling;
  const { teams = [], queues } = release.organisation;
  switch (event.type) {
    case "created":
      return created(event, telling);
    case "message_received":
      return { message: neutralText(event.message.text, making.keywords) };
    case "acted":
      return acted(event, telling);
    case "decided":
      return { decided: event.rules };
    case "reserved":
    case "used":
    case "refused":
      return { ledger: event.type, quantity: event.quantity };
    case "alert_acknowledged":
    case "alert_unanswered": {
      if (!teams.some(({ id }) => id === event.team)) return undefined;
      if (event.type === "alert_unanswered") return { unanswered: event.team };
      const as = cast.role(event.actor.roles);
      return as === undefined ? undefined : { acknowledged: event.team, as };
    }
    case "assigned":
      return queues.some(({ id, assign }) => id === event.queue && assign !== undefined)
        ? { given: cast.roleOf(event.person) }
        : undefined;
    case "nobody_available":
      return { nobodyFree: true };
    case "clock_due":
    case "clock_reached": {
      if (own(workflow.clocks ?? {}, event.clock) === undefined) return undefined;
      return event.type === "clock_due"
        ? { due: event.clock }
        : { due: event.clock, mark: event.mark };
    }
    case "message_failed": {
      const sent = telling.asked.get(event.effect);
      return sent?.kind === "send_message" ? { undelivered: sent.template } : undefined;
    }
    case "webhook_answered":
    case "webhook_failed":
    case "plugin_answered":
    case "plugin_failed":
      return outside(event, telling);
    case "calendars_renewed":
    case "moved":
    case "skipped":
    case "message_resent":
    case "case_started":
    case "case_refused":
    case "children_closed":
    case "child_closed":
    case "parent_closed":
    case "signalled":
      return undefined;
  }
}

/** What another system or a plugin answers; each has a form that says what of it is personal. */
function outside(
  event: Of<"webhook_answered" | "webhook_failed" | "plugin_answered" | "plugin_failed">,
  { release, effects, making }: Telling,
): Move {
  if (event.type === "webhook_failed") return { unreachable: event.webhook };
  if (event.type === "plugin_failed") return { unperformed: event.name };
  if (event.type === "plugin_answered") {
    const form = own(effects, event.name)?.answers;
    return { performed: event.name, answer: madeUp(event.answer, form, making) };
  }
  const { webhooks = [] } = release.organisation;
  const form = webhooks.find(({ id }) => id === event.webhook)?.answers;
  return { answered: event.webhook, answer: madeUp(event.answer, form, making) };
}

function created(
  { actor, data, priority, queue, contact, message }: Of<"created">,
  { release, workflow, cast, making, isMail }: Telling,
): Move {
  const as = cast.role(actor.roles);
  const language = release.organisation.languages.find((one) => one === contact?.language);
  const fields = madeUp(data, workflow.data, making);
  const known = {
    priority: workflow.priorities.find((one) => one === priority),
    queue: release.organisation.queues.find(({ id }) => id === queue)?.id,
  };
  return {
    created: {
      ...(message === null ? {} : { message: neutralText(message.text, making.keywords) }),
      ...(Object.keys(fields).length === 0 ? {} : { data: fields }),
      ...(known.priority === undefined ? {} : { priority: known.priority }),
      ...(known.queue === undefined ? {} : { queue: known.queue }),
      ...(as === undefined ? {} : { as }),
      ...(contact !== null && isMail(contact.channel) ? { channel: "email" as const } : {}),
      ...(language === undefined || language === "en" ? {} : { language }),
    },
  };
}

function acted(
  { action, input, actor, seenEntry }: Of<"acted">,
  { workflow, cast, making, looked }: Telling,
): Move | undefined {
  const transition = own(workflow.transitions, action);
  const as = cast.role(actor.roles, transition?.by);
  if (transition === undefined || as === undefined) return undefined;
  const form =
    transition.form === undefined ? undefined : own(workflow.forms ?? {}, transition.form);
  const fields = madeUp(input, form, making);
  const ago = looked(seenEntry);
  return {
    acted: action,
    as,
    ...(Object.keys(fields).length === 0 ? {} : { input: fields }),
    ...(ago === 0 ? {} : { looked: ago }),
  };
}
