import { durationMs } from "../../../engine/definition/duration.js";
import type { EffectSpec, Transition, Trigger } from "../../../engine/definition/workflow.js";
import { conditionWords } from "../../../rules/condition-words.js";
import { span } from "../../ui/time.js";
import { mapWords } from "../../words/map.js";
import { momentSentence, targetWords } from "./clock-words.js";
import { factLabels, nameOf, type Subject } from "./names.js";
import { noticeSentence } from "./notice-sentence.js";
import { setSentence, sourceWords } from "./set-sentence.js";

/** One transition in plain sentences. Lists are empty where there is nothing to say. */
export type TransitionStory = {
  readonly id: string;
  readonly name: string;
  /** People first, then what does it by itself. */
  readonly who: readonly string[];
  readonly asks: readonly { readonly label: string; readonly required: boolean }[];
  readonly only: readonly string[];
  readonly does: readonly string[];
  readonly clocks: readonly string[];
};

/** Tells a transition; null when the workflow has none of this id. */
export function transitionStory(subject: Subject, id: string): TransitionStory | null {
  const transition = subject.workflow.transitions[id];
  if (!transition) return null;
  const { name, when, form } = transition;
  const labels = factLabels(subject, form);
  return {
    id,
    name,
    who: whoDoes(subject, transition),
    asks: asked(subject, form),
    only: when === undefined ? [] : [mapWords.says.when(conditionWords(when, labels))],
    does: [
      moves(subject, transition),
      ...Object.entries(transition.set ?? {}).map(([target, value]) =>
        setSentence(subject, { target, value, form }),
      ),
      ...leaving(subject, transition),
      ...effectSentences(subject, transition.then, form),
      ...entering(subject, transition),
      ...(transition.logs === undefined ? [] : [mapWords.says.logs[transition.logs]]),
      ...(transition.commutes ? [mapWords.says.commutes] : []),
    ],
    clocks: clockSentences(subject, id, transition),
  };
}

/** What effects do, one sentence each. */
export function effectSentences(
  subject: Subject,
  effects: readonly EffectSpec[] | undefined,
  form?: string,
): readonly string[] {
  return (effects ?? []).map((effect) => {
    const said = effectSentence(subject, effect, form);
    if (effect.when === undefined) return said;
    const condition = conditionWords(effect.when, factLabels(subject, form));
    return mapWords.says.effectWhen(said, condition);
  });
}

function effectSentence(subject: Subject, effect: EffectSpec, form: string | undefined): string {
  const { says } = mapWords;
  switch (effect.do) {
    case "send":
      return says[effect.urgent === true ? "sendUrgent" : "send"](
        nameOf.template(subject, effect.template),
      );
    case "decide":
      return says.decide(nameOf.ruleSet(subject, effect.rules));
    case "reserve": {
      const { quantity, amount = 1, hold } = effect;
      const length = hold === undefined ? undefined : span(durationMs(hold));
      return says.reserve(amount, nameOf.quantity(subject, quantity), length);
    }
    case "use":
      return says.use(nameOf.quantity(subject, effect.quantity));
    case "release":
      return says.release(nameOf.quantity(subject, effect.quantity));
    case "alert":
      return alertSentence(subject, effect);
    case "start": {
      const said = says.opens[effect.as](nameOf.workflow(subject, effect.workflow));
      return effect.contact === "same" ? says.samePerson(said) : said;
    }
    case "signal":
      return says.tells[effect.to](effect.signal);
    case "notify":
      return noticeSentence(subject, effect, form);
    case "webhook":
      return says.calls(
        nameOf.webhook(subject, effect.webhook),
        effect.event,
        toldWords(subject, effect.send, form),
      );
    case "plugin":
      return says.performs(
        nameOf.effect(subject, effect.effect),
        toldWords(subject, effect.with, form),
      );
  }
}

/** What leaves the case, in words; what is always the same is left out. */
function toldWords(
  subject: Subject,
  told: Extract<EffectSpec, { do: "webhook" }>["send"],
  form: string | undefined,
): readonly string[] {
  return Object.values(told ?? {}).flatMap((value) =>
    typeof value === "object" && value !== null ? [sourceWords(subject, value.from, form)] : [],
  );
}

/** Who is called, how often, and from which tier on. */
function alertSentence(
  subject: Subject,
  { level, team, until, about, every = "PT5M", tier = 1 }: Extract<EffectSpec, { do: "alert" }>,
): string {
  const { says } = mapWords;
  const who =
    typeof team === "string"
      ? says.ofTeam(nameOf.team(subject, team))
      : says.ofCase(sourceWords(subject, team.from, undefined));
  const said =
    until === undefined
      ? says.alert(level, who)
      : says.alertUntil(level, who, span(durationMs(every)));
  const told = tier === 1 ? said : says.tier(said, tier);
  return about === undefined
    ? told
    : says.overWith(told, subject.workflow.clocks?.[about]?.name ?? about);
}

function whoDoes(subject: Subject, { by = [], on = [] }: Transition): readonly string[] {
  const roles = by.map((role) => nameOf.role(subject, role));
  const people = roles.length === 0 ? [] : [mapWords.says.people(mapWords.or(roles))];
  return [...people, ...on.map((trigger) => triggerSentence(subject, trigger))];
}

/** When something happens by itself, as a sentence. */
export function triggerSentence(subject: Subject, trigger: Trigger): string {
  const { says } = mapWords;
  switch (trigger.event) {
    case "message_received":
      return says.message;
    case "decided":
      return says.rules(nameOf.ruleSet(subject, trigger.rules));
    case "clock_due":
      return says.clock(nameOf.clock(subject, trigger.clock));
    case "clock_reached": {
      const mark = subject.workflow.clocks?.[trigger.clock]?.marks?.[trigger.mark];
      return says.mark(nameOf.clock(subject, trigger.clock), mark?.name ?? trigger.mark);
    }
    case "alert_acknowledged":
    case "alert_unanswered": {
      const { team } = trigger;
      const who = team === undefined ? says.anyTeam : says.ofTeam(nameOf.team(subject, team));
      return says[trigger.event](who);
    }
    case "assigned":
    case "nobody_available": {
      const { queue } = trigger;
      const where =
        queue === undefined ? says.anyQueue : says.ofQueue(nameOf.queue(subject, queue));
      return says[trigger.event](where);
    }
    case "case_started":
    case "case_refused":
    case "child_closed":
    case "children_closed": {
      const { workflow } = trigger;
      return says[trigger.event](
        workflow === undefined
          ? says.anyWorkflow
          : says.ofWorkflow(nameOf.workflow(subject, workflow)),
      );
    }
    case "message_failed": {
      const { template } = trigger;
      return says.message_failed(
        template === undefined ? "" : says.ofTemplate(nameOf.template(subject, template)),
      );
    }
    case "parent_closed":
      return says.parent_closed;
    case "webhook_answered":
    case "webhook_failed":
      return says[trigger.event](nameOf.webhook(subject, trigger.webhook));
    case "plugin_answered":
    case "plugin_failed":
      return says[trigger.event](nameOf.effect(subject, trigger.effect));
    case "signalled":
      return says.signalled(trigger.signal);
    case "reserved":
    case "used":
    case "refused":
      return says[trigger.event](nameOf.quantity(subject, trigger.quantity));
  }
}

function asked({ workflow }: Subject, form: string | undefined): TransitionStory["asks"] {
  const found = form === undefined ? undefined : workflow.forms?.[form];
  return Object.entries(found?.properties ?? {}).map(([name, { title }]) => ({
    label: title,
    required: found?.required?.includes(name) ?? false,
  }));
}

function moves(subject: Subject, { from, to }: Transition): string {
  const { says } = mapWords;
  if (to === undefined) return says.stays;
  const again = from !== "*" && from.length === 1 && from[0] === to;
  return again ? says.again(nameOf.state(subject, to)) : says.moves(nameOf.state(subject, to));
}

/** What is done on leaving; which state it is that asks for it is said where a transition leaves several. */
function leaving(subject: Subject, { from, to }: Transition): readonly string[] {
  const { states } = subject.workflow;
  if (to === undefined) return [];
  const left = from === "*" ? Object.keys(states) : from;
  return left.flatMap((id) => {
    const sentences = effectSentences(subject, states[id]?.onExit);
    if (left.length === 1) return sentences;
    return sentences.map((one) => mapWords.says.onExitOf(nameOf.state(subject, id), one));
  });
}

function entering(subject: Subject, { to }: Transition): readonly string[] {
  const state = to === undefined ? undefined : subject.workflow.states[to];
  if (!state) return [];
  const closes = state.final ? [mapWords.says.closes] : [];
  return [...effectSentences(subject, state.onEnter), ...closes];
}

/** Clocks that a transition stops or starts, as the interpreter does it: leaving a state stops the clocks of states. */
function clockSentences(subject: Subject, id: string, transition: Transition): readonly string[] {
  const { states, clocks = {} } = subject.workflow;
  const { from, to, set = {} } = transition;
  if (to !== undefined && states[to]?.final) return [];
  const all = Object.entries(clocks);
  const leaves = (state: string) => to !== undefined && (from === "*" || from.includes(state));
  const stopped = all.filter(
    ([, { starts, stops }]) => stops?.includes(id) || ("state" in starts && leaves(starts.state)),
  );
  const started = all.filter(
    ([, { starts }]) =>
      ("state" in starts && starts.state === to) ||
      ("transition" in starts && starts.transition === id),
  );
  const moved = all.filter(
    ([, { starts }]) => "field" in starts && Object.hasOwn(set, `data.${starts.field}`),
  );
  return [
    ...stopped.map(([, { name }]) => mapWords.says.stop(name)),
    ...started.map(([, clock]) => mapWords.says.start(clock.name, targetWords(subject, clock))),
    ...moved.map(([, clock]) => momentSentence(subject, clock)),
  ];
}
