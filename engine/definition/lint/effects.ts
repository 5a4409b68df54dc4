import type { FactCatalogue } from "../facts.js";
import { guardFacts } from "../facts.js";
import { pointer } from "../finding.js";
import type { Form } from "../form.js";
import type { EffectSpec } from "../workflow.js";
import { suggestion } from "../wording.js";
import { alertFindings } from "./alerts.js";
import { draft, type Draft } from "./codes.js";
import { lintCondition } from "./condition.js";
import { own, transitionFacts, type Subject } from "./names.js";
import { noticeFindings } from "./notices.js";
import { signalFindings, startFindings } from "./others.js";
import { performFindings } from "./plugin-effects.js";
import { quantityFindings, ruleSetFindings } from "./transitions.js";
import { callFindings } from "./webhooks.js";

/**
 * Everything a workflow asks to be done: W014 templates, W015 rule sets, W032 quantities, A00x alerts, other cases, and the
 * conditions on them.
 */
export function lintEffects(subject: Subject): readonly Draft[] {
  return effectLists(subject).flatMap(({ effects, facts, form, path }) =>
    effects.flatMap((effect, place) => {
      const at = `${path}/${String(place)}`;
      return [
        ...(effect.do === "alert" ? alertFindings(subject, effect, { facts, path: at }) : []),
        ...nameFindings({ subject, facts }, effect, at),
        ...(effect.do === "webhook"
          ? callFindings(subject, effect, { facts, form, path: at })
          : []),
        ...(effect.do === "plugin"
          ? performFindings(subject, effect, { facts, form, path: at })
          : []),
        ...(effect.when ? lintCondition(effect.when, facts, `${at}/when`) : []),
      ];
    }),
  );
}

type EffectList = {
  readonly effects: readonly EffectSpec[];
  readonly facts: FactCatalogue;
  readonly form?: Form | undefined;
  readonly path: string;
};

function effectLists(subject: Subject): readonly EffectList[] {
  const { workflow } = subject;
  const facts = guardFacts(workflow, undefined);
  return [
    { effects: workflow.onCreate ?? [], facts, path: "/onCreate" },
    ...Object.entries(workflow.states).flatMap(([id, { onEnter = [], onExit = [] }]) => [
      { effects: onEnter, facts, path: pointer("states", id, "onEnter") },
      { effects: onExit, facts, path: pointer("states", id, "onExit") },
    ]),
    ...Object.entries(workflow.transitions).map(([id, transition]) => ({
      effects: transition.then ?? [],
      facts: transitionFacts(subject, transition),
      form: own(workflow.forms, transition.form),
      path: pointer("transitions", id, "then"),
    })),
  ];
}

function nameFindings(
  { subject, facts }: { readonly subject: Subject; readonly facts: FactCatalogue },
  effect: EffectSpec,
  path: string,
): readonly Draft[] {
  switch (effect.do) {
    case "send":
    case "alert":
      if (subject.known.templates.has(effect.template)) return [];
      return [
        draft("W014", `${path}/template`, `There is no template \`${effect.template}\`.`, () =>
          suggestion(effect.template, subject.known.templates),
        ),
      ];
    case "decide":
      return ruleSetFindings(subject, effect.rules, `${path}/rules`);
    case "reserve":
      return [
        ...quantityFindings(subject, effect.quantity, `${path}/quantity`),
        ...refusalFindings(subject, effect.quantity, path),
      ];
    case "use":
    case "release":
      return quantityFindings(subject, effect.quantity, `${path}/quantity`);
    case "start":
      return startFindings(subject, effect, facts, path);
    case "signal":
      return signalFindings(subject, effect, path);
    case "webhook":
    case "plugin":
      return [];
    case "notify":
      return noticeFindings(subject, effect, { facts, path });
  }
}

/** W033: what can run out will run out one day, and the case must go on then. */
function refusalFindings({ workflow }: Subject, quantity: string, path: string): readonly Draft[] {
  const heard = Object.values(workflow.transitions).some(({ on }) =>
    on?.some((trigger) => trigger.event === "refused" && trigger.quantity === quantity),
  );
  if (heard) return [];
  return [
    draft(
      "W033",
      path,
      `Nothing follows when there is no \`${quantity}\` left.`,
      "Add a transition on the event `refused`.",
    ),
  ];
}
