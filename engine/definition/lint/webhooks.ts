import type { FactCatalogue } from "../facts.js";
import { effectsIn } from "../effects-in.js";
import { type Form, isMorePrivate, type PhiClass } from "../form.js";
import type { EffectSpec, Trigger } from "../workflow.js";
import { suggestion } from "../wording.js";
import { draft, type Draft } from "./codes.js";
import { unknownFact } from "./condition.js";
import { own, type Subject } from "./names.js";
import { classOf } from "./phi-class.js";

type Call = Extract<EffectSpec, { readonly do: "webhook" }>;
type Heard = Extract<Trigger, { readonly event: "webhook_answered" | "webhook_failed" }>;

/** Where a call stands: what may be read there, and the form of its transition. */
export type CallPlace = {
  readonly facts: FactCatalogue;
  readonly form: Form | undefined;
  readonly path: string;
};

/** A call: its system (W056), what it is told (R002, W057), and what follows when it comes to nothing (W058). */
export function callFindings(subject: Subject, call: Call, place: CallPlace): readonly Draft[] {
  const { workflow, known } = subject;
  const { path } = place;
  const webhook = known.webhooks.get(call.webhook);
  if (!webhook) return webhookNameFindings(subject, call.webhook, `${path}/webhook`);
  const takes = webhook.takes ?? "none";
  const told = Object.entries(call.send ?? {}).flatMap(([field, value]) =>
    typeof value === "object" && value !== null
      ? toldFindings(subject, value.from, { ...place, path: `${path}/send/${field}/from`, takes })
      : [],
  );
  const isHeard = Object.values(workflow.transitions).some(({ on }) =>
    on?.some((one) => one.event === "webhook_failed" && one.webhook === call.webhook),
  );
  if (isHeard) return told;
  const unheard = draft(
    "W058",
    path,
    `Nothing follows when \`${call.webhook}\` cannot be called.`,
    "Add a transition on the event `webhook_failed`.",
  );
  return [...told, unheard];
}

/** An answer or failure: of a system that there is (W056), and that this workflow calls (W059). */
export function heardFindings(subject: Subject, trigger: Heard, path: string): readonly Draft[] {
  const { webhook } = trigger;
  const unknown = webhookNameFindings(subject, webhook, `${path}/webhook`);
  const isCalled = effectsIn(subject.workflow).some(
    (effect) => effect.do === "webhook" && effect.webhook === webhook,
  );
  if (unknown.length > 0 || isCalled) return unknown;
  return [
    draft(
      "W059",
      path,
      `Nothing calls \`${webhook}\`.`,
      "Add the effect `webhook` that it answers, or remove it.",
    ),
  ];
}

function webhookNameFindings({ known }: Subject, id: string, path: string): readonly Draft[] {
  if (known.webhooks.has(id)) return [];
  return [
    draft("W056", path, `There is no webhook \`${id}\`.`, () =>
      suggestion(id, known.webhooks.keys()),
    ),
  ];
}

function toldFindings(
  subject: Subject,
  fact: string,
  { facts, form, path, takes }: CallPlace & { readonly takes: PhiClass },
): readonly Draft[] {
  if (own(facts, fact) === undefined) return [unknownFact(fact, facts, path)];
  const phi = classOf(subject, fact, form);
  if (!isMorePrivate(phi, takes)) return [];
  return [
    draft(
      "W057",
      path,
      `\`${fact}\` is ${phi}, and the webhook takes nothing more private than \`${takes}\`.`,
      "Leave it out, or let the organisation say that this system may have it (`takes`).",
    ),
  ];
}
