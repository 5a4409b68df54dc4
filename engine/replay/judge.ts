import type { ContributedOperators } from "../definition/conditions/contributed.js";
import { canonicalJson } from "../definition/canonical.js";
import type { Json } from "../definition/names.js";
import type { ReleaseBody } from "../definition/release.js";
import type { DecidedOutcome } from "../definition/rule-set.js";
import type { EmergencyChange, ReplayChange } from "../protocol/replay.js";
import { replayedPart } from "./part.js";
import { type Attribute, type Reaction, reactionTo } from "./reaction.js";
import type { RecordedDecision } from "./recorded-decision.js";
import { type Answering, answeringUnder, type Side } from "./side.js";

/** What a draft makes of a recorded decision, beside what runs now. */
export type Judgement =
  | { readonly kind: "same" }
  | {
      readonly kind: "different";
      readonly changes: readonly ReplayChange[];
      readonly emergency: EmergencyChange | null;
      readonly rules: { readonly from: string | null; readonly to: string | null };
    }
  | (Extract<Side, { kind: "unjudged" }> & {
      /** Whether it is an emergency as it runs now. */
      readonly isEmergency: boolean;
    });

/** A judgement about a case that turned out less urgent than the rules that run now would have it: nothing is missed of it. */
export function unconfirmed(judgement: Judgement): Judgement {
  return judgement.kind === "different" && judgement.emergency === "missed"
    ? { ...judgement, emergency: "unconfirmed" }
    : judgement;
}

/** What is compared: the release that runs, and what somebody wants to publish in its place. */
export type Compared = {
  readonly running: ReleaseBody;
  readonly draft: ReleaseBody;
  readonly operators: ContributedOperators;
};

/** What is known of a recorded decision before anything is compared. */
type Told = {
  readonly rule: string | null;
  readonly outcome: DecidedOutcome;
  readonly reaction: Reaction;
};

/**
 * Judges the decisions of one rule set in cases of one release: with what runs now they are compared, because that is what publishing
 * takes the place of. Where the rules are as they were then, that is what really happened, as recorded; where what runs now cannot be
 * judged, too.
 * @throws RulesRefused for a rule set that nobody may run
 */
export function openJudge(
  { running, draft, operators }: Compared,
  { recorded, ruleSet }: { readonly recorded: ReleaseBody; readonly ruleSet: string },
): (decision: RecordedDecision) => Judgement {
  const source = recorded.ruleSets.find(({ id }) => id === ruleSet);
  const workflow = recorded.workflows.find(({ id }) => id === source?.workflow);
  if (!workflow) return () => ({ kind: "unjudged", why: "no_workflow", isEmergency: false });
  const replaying = { workflow, ruleSet, operators };
  const isAsThen = replayedPart(recorded, ruleSet) === replayedPart(running, ruleSet);
  const now: Answering | null = isAsThen ? null : answeringUnder({ ...replaying, under: running });
  const then = answeringUnder({ ...replaying, under: draft });
  const asItRuns = (decision: RecordedDecision): Told => {
    const side = now?.(decision);
    if (side?.kind === "answered") return toldOf(side);
    const { rule, outcome, facts } = decision;
    return { rule, outcome, reaction: reactionTo(workflow, { ruleSet, outcome, facts }) };
  };
  return (decision) => {
    const before = asItRuns(decision);
    const side = then(decision);
    if (side.kind === "unjudged") return { ...side, isEmergency: before.reaction.isEmergency };
    return compared(before, toldOf(side));
  };
}

function toldOf({ asked, reaction }: Extract<Side, { kind: "answered" }>): Told {
  return {
    rule: asked?.verdict.rule ?? null,
    outcome: asked?.verdict.outcome ?? {},
    reaction,
  };
}

function compared(before: Told, after: Told): Judgement {
  const follows = changesBetween(before.reaction.attributes, after.reaction.attributes);
  const changes =
    follows.length > 0 ? follows : changesBetween(partsOf(before.outcome), partsOf(after.outcome));
  const emergency = emergencyChange(before.reaction, after.reaction);
  if (changes.length === 0 && emergency === null) return { kind: "same" };
  return { kind: "different", changes, emergency, rules: { from: before.rule, to: after.rule } };
}

function emergencyChange(before: Reaction, after: Reaction): EmergencyChange | null {
  if (before.isEmergency === after.isEmergency) return null;
  return before.isEmergency ? "missed" : "raised";
}

type Attributes = Reaction["attributes"];

/** The parts of an answer that nothing follows from. */
function partsOf(outcome: DecidedOutcome): Attributes {
  const parts = Object.entries(outcome).map(([key, value]): [string, Attribute] => [
    `outcome.${key}`,
    { value, isDefined: true },
  ]);
  return Object.fromEntries(parts);
}

function changesBetween(before: Attributes, after: Attributes): readonly ReplayChange[] {
  const all = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...all].flatMap((what) => {
    const [from, to] = [before[what], after[what]];
    if (canonicalJson([from?.value ?? null]) === canonicalJson([to?.value ?? null])) return [];
    return [{ what, from: toldValue(from), to: toldValue(to) }];
  });
}

function toldValue(attribute: Attribute | undefined): string | null {
  if (!attribute?.isDefined) return null;
  const { value } = attribute;
  return isNothing(value) ? null : typeof value === "string" ? value : JSON.stringify(value);
}

function isNothing(value: Json): boolean {
  return value === null || value === "";
}
