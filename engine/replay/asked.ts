import { canonicalJson } from "../definition/canonical.js";
import type { Condition } from "../definition/conditions/condition.js";
import type { EffectSpec, Workflow } from "../definition/workflow.js";

/** A rule set that is asked at a place of a workflow; `when` as canonical JSON. */
type Asking = { readonly place: string; readonly rules: string; readonly when: string | undefined };

/** What is asked in place of a rule set, and on which condition. */
export type AskedInstead = {
  readonly ruleSet: string;
  /** Asked if one of these holds; always where they are left out. */
  readonly when?: readonly Condition[];
};

/**
 * The rule set that another form of a workflow asks where this one asks `ruleSet`: the same one as long as it is asked anywhere, or the
 * one that stands in its place. Null when none is asked there any more. A condition that was there before is taken to have held.
 */
export function askedInstead(
  before: Workflow,
  after: Workflow,
  ruleSet: string,
): AskedInstead | null {
  const [known, is] = [askingsOf(before, ruleSet), askingsIn(after)];
  const same = is.filter(({ rules }) => rules === ruleSet);
  const instead = is.filter(({ place }) => known.some((one) => one.place === place));
  const chosen = same[0] ?? instead[0];
  if (!chosen) return null;
  const asked = is.filter(({ rules }) => rules === chosen.rules);
  const isCertain = asked.some(
    ({ when }) => when === undefined || known.some((one) => one.when === when),
  );
  if (isCertain) return { ruleSet: chosen.rules };
  const when = asked.flatMap((one) => (one.when === undefined ? [] : [one.when]));
  return { ruleSet: chosen.rules, when: when.map((text) => JSON.parse(text) as Condition) };
}

/** Where a workflow asks a rule set, and on which conditions. */
export function askingsOf(workflow: Workflow, ruleSet: string): readonly Asking[] {
  return askingsIn(workflow).filter(({ rules }) => rules === ruleSet);
}

function askingsIn({ onCreate = [], states, transitions }: Workflow): readonly Asking[] {
  return [
    ...askingsAt("onCreate", onCreate),
    ...Object.entries(states).flatMap(([id, { onEnter = [], onExit = [] }]) => [
      ...askingsAt(`states/${id}/onEnter`, onEnter),
      ...askingsAt(`states/${id}/onExit`, onExit),
    ]),
    ...Object.entries(transitions).flatMap(([id, { then = [] }]) =>
      askingsAt(`transitions/${id}/then`, then),
    ),
  ];
}

function askingsAt(place: string, effects: readonly EffectSpec[]): readonly Asking[] {
  return effects.flatMap((effect) =>
    effect.do === "decide"
      ? [
          {
            place,
            rules: effect.rules,
            when: effect.when === undefined ? undefined : canonicalJson(effect.when),
          },
        ]
      : [],
  );
}
