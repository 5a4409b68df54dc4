import { type ContributedEffect, pluginOfEffect } from "../contributed-effects.js";
import { effectsIn } from "../effects-in.js";
import { type FormField, isMorePrivate } from "../form.js";
import type { Scalar } from "../names.js";
import type { EffectSpec, Trigger } from "../workflow.js";
import { quoted, suggestion } from "../wording.js";
import { draft, type Draft } from "./codes.js";
import { unknownFact } from "./condition.js";
import { own, type Subject } from "./names.js";
import { classOf } from "./phi-class.js";
import { factTypeOf, fieldTakes } from "./values.js";
import type { CallPlace } from "./webhooks.js";

type Order = Extract<EffectSpec, { readonly do: "plugin" }>;
type Heard = Extract<Trigger, { readonly event: "plugin_answered" | "plugin_failed" }>;

/**
 * Something that a plugin is to do: that there is such an effect (W064), that it is given what it takes (R002, W065) and may have
 * (W057), and what follows when it comes to nothing (W058). Where nobody knows what plugins bring, only the last.
 */
export function performFindings(
  subject: Subject,
  order: Order,
  place: CallPlace,
): readonly Draft[] {
  const { path } = place;
  const { effects } = subject.known;
  const effect = own(effects ?? {}, order.effect);
  if (effects !== null && !effect) return unknownEffect(subject, order.effect, `${path}/effect`);
  const given = effect ? givenFindings(subject, { order, effect }, place) : [];
  const isHeard = Object.values(subject.workflow.transitions).some(({ on }) =>
    on?.some((one) => one.event === "plugin_failed" && one.effect === order.effect),
  );
  if (isHeard) return given;
  const unheard = draft(
    "W058",
    path,
    `Nothing follows when ${quoted(order.effect)} comes to nothing.`,
    "Add a transition on the event `plugin_failed`.",
  );
  return [...given, unheard];
}

/** What a plugin answers: of an effect that there is (W064), and that this workflow asks for (W059). */
export function performedFindings(
  subject: Subject,
  { effect }: Heard,
  path: string,
): readonly Draft[] {
  const { workflow, known } = subject;
  if (known.effects !== null && !own(known.effects, effect))
    return unknownEffect(subject, effect, `${path}/effect`);
  const isAsked = effectsIn(workflow).some((one) => one.do === "plugin" && one.effect === effect);
  if (isAsked) return [];
  const message = `Nothing asks for ${quoted(effect)}.`;
  return [draft("W059", path, message, "Add the effect `plugin` that it answers, or remove it.")];
}

function unknownEffect({ known }: Subject, name: string, path: string): readonly Draft[] {
  const plugin = pluginOfEffect(name);
  const all = Object.keys(known.effects ?? {});
  const others = all.filter((one) => pluginOfEffect(one) === plugin);
  return others.length === 0
    ? [
        draft(
          "W064",
          path,
          `No plugin brings the effect ${quoted(name)}.`,
          `Add a version of the plugin ${quoted(plugin)} that has it to RULE_PLUGINS, or use another effect.`,
        ),
      ]
    : [
        draft("W064", path, `The plugin has no effect ${quoted(name)}.`, () =>
          suggestion(name, others),
        ),
      ];
}

type Asked = { readonly order: Order; readonly effect: ContributedEffect };

function givenFindings(
  subject: Subject,
  { order, effect: { takes } }: Asked,
  place: CallPlace,
): readonly Draft[] {
  const given = order.with ?? {};
  const missing = (takes.required ?? []).filter((name) => !Object.hasOwn(given, name));
  return [
    ...missing.map((name) =>
      draft(
        "W065",
        place.path,
        `${quoted(order.effect)} must have ${quoted(name)}, and it is not given.`,
        `Add ${quoted(name)} to \`with\`.`,
      ),
    ),
    ...Object.entries(given).flatMap(([name, value]) => {
      const at = { ...place, path: `${place.path}/with/${name}` };
      const field = own(takes.properties, name);
      if (!field)
        return [
          draft("W065", at.path, `${quoted(order.effect)} takes no ${quoted(name)}.`, () =>
            suggestion(name, Object.keys(takes.properties)),
          ),
        ];
      return valueFindings(subject, { field, value }, at);
    }),
  ];
}

type Given = { readonly field: FormField; readonly value: Scalar | { readonly from: string } };

function valueFindings(
  subject: Subject,
  { field, value }: Given,
  { facts, form, path }: CallPlace,
): readonly Draft[] {
  const fix = "Give it a value of the right type.";
  if (typeof value !== "object" || value === null) {
    if (value !== null && fieldTakes(field, value)) return [];
    return [draft("W065", path, `“${field.title}” cannot hold this value.`, fix)];
  }
  const at = `${path}/from`;
  const { from } = value;
  const type = own(facts, from);
  if (type === undefined) return [unknownFact(from, facts, at)];
  const wanted = factTypeOf(field);
  if (type !== wanted)
    return [draft("W065", at, `“${field.title}” is ${wanted}, ${quoted(from)} is ${type}.`, fix)];
  const [phi, most] = [classOf(subject, from, form), field["x-phi"] ?? "clinical"];
  if (!isMorePrivate(phi, most)) return [];
  return [
    draft(
      "W057",
      at,
      `${quoted(from)} is ${phi}, and “${field.title}” takes nothing more private than ${quoted(most)}.`,
      "Leave it out, or give it something less private.",
    ),
  ];
}
