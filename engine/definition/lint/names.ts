import type { ChannelKind } from "../../channels/contract.js";
import type { Alerts } from "../alert.js";
import type { ContributedEffects } from "../contributed-effects.js";
import type { Calendar } from "../calendar.js";
import type { FactCatalogue } from "../facts.js";
import { fieldFacts, guardFacts } from "../facts.js";
import type { Form } from "../form.js";
import type { FactType } from "../conditions/condition.js";
import type { Role } from "../organisation.js";
import type { ReleaseBody } from "../release.js";
import { rulesOf } from "../rules-of.js";
import type { Outcome, RuleSet } from "../rule-set.js";
import type { Team } from "../team.js";
import type { Webhook } from "../webhook.js";
import type { Transition, Trigger, Workflow } from "../workflow.js";

/** What a workflow may name outside itself. */
export type KnownNames = {
  readonly roles: ReadonlyMap<string, Role>;
  readonly queues: ReadonlySet<string>;
  readonly templates: ReadonlySet<string>;
  readonly ruleSets: ReadonlyMap<string, RuleSet>;
  readonly quantities: ReadonlySet<string>;
  readonly skills: ReadonlySet<string>;
  readonly teams: ReadonlyMap<string, Team>;
  /** Null when the organisation does not say how alerts are sent. */
  readonly alerts: Alerts | null;
  readonly calendars: ReadonlyMap<string, Calendar>;
  readonly workflows: ReadonlyMap<string, Workflow>;
  readonly webhooks: ReadonlyMap<string, Webhook>;
  /** Effects of plugins; null where it is not known which there are. */
  readonly effects: ContributedEffects | null;
  /** Null where the installation is not known. */
  readonly entrances: Entrances | null;
};

/** How messages come in at an installation: the kind of channel by the name of the endpoint. */
export type Entrances = ReadonlyMap<string, ChannelKind>;

/** One workflow with what it may name: what every check of this folder reads. */
export type Subject = {
  readonly workflow: Workflow;
  readonly known: KnownNames;
  /** The existing states that each transition leaves. */
  readonly origins: ReadonlyMap<string, ReadonlySet<string>>;
};

/** Prepares a workflow for the checks. */
export function subjectOf(workflow: Workflow, known: KnownNames): Subject {
  const origins = Object.entries(workflow.transitions).map(
    ([id, transition]) => [id, new Set(leftStates(workflow, transition))] as const,
  );
  return { workflow, known, origins: new Map(origins) };
}

/** The existing states a transition leaves. */
export function originsOf({ origins }: Subject, transition: string): ReadonlySet<string> {
  return origins.get(transition) ?? new Set();
}

/** The names that a release makes known to its workflows, with the effects that plugins bring and what messages come in by. */
export function knownNames(
  release: ReleaseBody,
  effects: ContributedEffects | null = null,
  entrances: Entrances | null = null,
): KnownNames {
  return {
    roles: new Map(release.organisation.roles.map((role) => [role.id, role])),
    queues: new Set(release.organisation.queues.map(({ id }) => id)),
    templates: new Set(release.templates.map(({ id }) => id)),
    ruleSets: new Map(release.ruleSets.map((ruleSet) => [ruleSet.id, ruleSet])),
    calendars: new Map(release.calendars?.map((calendar) => [calendar.id, calendar])),
    quantities: new Set(release.organisation.quantities?.map(({ id }) => id)),
    skills: new Set(release.organisation.skills?.map(({ id }) => id)),
    teams: new Map(release.organisation.teams?.map((team) => [team.id, team])),
    alerts: release.organisation.alerts ?? null,
    webhooks: new Map(release.organisation.webhooks?.map((webhook) => [webhook.id, webhook])),
    effects,
    entrances,
    workflows: new Map(release.workflows.map((workflow) => [workflow.id, workflow])),
  };
}

/** An own member of a record; names such as `toString` do not reach inherited ones. */
export function own<Value>(
  record: { readonly [name: string]: Value } | undefined,
  name: string | undefined,
): Value | undefined {
  return record && name !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The facts that a transition's guard, values and effects may read: of the case, the form, the actor, the decision. */
export function transitionFacts(subject: Subject, transition: Transition): FactCatalogue {
  const { workflow, known } = subject;
  const decided = (transition.on ?? []).flatMap((trigger) => {
    const ruleSet = trigger.event === "decided" ? known.ruleSets.get(trigger.rules) : undefined;
    return ruleSet ? [outcomeFacts(ruleSet)] : [];
  });
  const facts = guardFacts(workflow, own(workflow.forms, transition.form));
  const alerted = (transition.on ?? []).some(({ event }) => event.startsWith("alert_"));
  const others = (transition.on ?? []).map(({ event }) => FACTS_ABOUT_OTHERS[event] ?? {});
  const more = [...others, alerted ? ALERT_FACTS : {}, assignedFacts(transition)];
  const heard = heardFacts(subject, transition);
  return Object.assign({}, facts, ...decided, ...more, ...heard) as FactCatalogue;
}

/** What the answers of other systems and of plugins tell, as the organisation and the plugin say. */
function heardFacts({ known }: Subject, { on = [] }: Transition): readonly FactCatalogue[] {
  return on.flatMap((trigger) => {
    const answers = answersTo(known, trigger);
    return answers ? [fieldFacts("answer", answers)] : [];
  });
}

function answersTo({ webhooks, effects }: KnownNames, trigger: Trigger): Form | undefined {
  if (trigger.event === "webhook_answered") return webhooks.get(trigger.webhook)?.answers;
  if (trigger.event === "plugin_answered") return own(effects ?? {}, trigger.effect)?.answers;
  return undefined;
}

/** What an answer to an alert tells besides. */
const ALERT_FACTS: FactCatalogue = { "alert.team": "text", "alert.level": "text" };

/** What a queue that gives its cases to people tells besides. */
function assignedFacts({ on = [] }: Transition): FactCatalogue {
  const isGiven = on.some(({ event }) => event === "assigned");
  const isTold = isGiven || on.some(({ event }) => event === "nobody_available");
  return {
    ...(isGiven ? { "assigned.person": "text" } : {}),
    ...(isTold ? { "assigned.queue": "text" } : {}),
  };
}

/** What events about other cases and systems say of them, and what became of a message. */
const FACTS_ABOUT_OTHERS: { readonly [Event in Trigger["event"]]?: FactCatalogue } = {
  case_started: { "other.id": "text", "other.workflow": "text" },
  case_refused: { "refused.why": "text" },
  child_closed: { "other.id": "text", "other.workflow": "text", "other.state": "text" },
  message_failed: { "failed.template": "text", "failed.why": "text" },
  parent_closed: { "other.id": "text", "other.state": "text" },
  signalled: { "other.id": "text" },
  webhook_failed: { "failure.why": "text", "failure.status": "number" },
  plugin_failed: { "failure.why": "text" },
};

function outcomeFacts(ruleSet: RuleSet): FactCatalogue {
  const outcomes: readonly Outcome[] = [
    ...rulesOf(ruleSet).map((rule) => rule.then),
    ruleSet.otherwise,
  ];
  const entries = outcomes
    .flatMap((outcome) => Object.entries(outcome))
    .filter(([, value]) => value !== null)
    .map(
      ([key, value]) => [`outcome.${key}`, collectedType(ruleSet, key) ?? factType(value)] as const,
    );
  return Object.fromEntries(entries);
}

/** What a key holds once its values are put together; undefined where the rule's own value comes through. */
function collectedType({ hit, collect }: RuleSet, key: string): FactType | undefined {
  if (hit !== "collect") return undefined;
  return (own(collect, key) ?? "list") === "list" ? "list" : "number";
}

function factType(value: unknown): FactType {
  if (typeof value === "number") return "number";
  return typeof value === "boolean" ? "boolean" : "text";
}

/** `*` means every state that is not final. */
function leftStates({ states }: Workflow, transition: Transition): readonly string[] {
  if (transition.from !== "*") return transition.from.filter((id) => Object.hasOwn(states, id));
  return Object.keys(states).filter((id) => states[id]?.final !== true);
}
