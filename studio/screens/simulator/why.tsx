import { explainDecision } from "../../../rules/explain.js";
import type { ConditionTrace, Decision, RuleTrace } from "../../../rules/decision.js";
import { type FactLabels, phraseOf, quoted } from "../../../rules/phrases.js";
import { rulesWords } from "../../words/rules.js";
import { simulatorWords } from "../../words/simulator.js";
import { factLabels, type Subject } from "../workflow/names.js";
import classes from "./simulator.module.css";

/** Why the rules answered as they did: in sentences, then every rule that was tried with each condition and the value it saw. */
export function Why({
  subject,
  decision,
}: {
  readonly subject: Subject;
  readonly decision: Decision;
}) {
  if (!ruleSetOf(subject, decision)) return null;
  return (
    <details className={classes.why}>
      <summary>{simulatorWords.story.why}</summary>
      <Reasons subject={subject} decision={decision} />
    </details>
  );
}

/** The reasons themselves; the rules that matched are open, and those that `opened` names. */
export function Reasons({
  subject,
  decision,
  opened = [],
}: Parameters<typeof Why>[0] & { readonly opened?: readonly string[] }) {
  const ruleSet = ruleSetOf(subject, decision);
  const labels = { ...rulesWords.facts, ...factLabels(subject, undefined) };
  if (!ruleSet) return null;
  return (
    <div className={classes.why}>
      {explainDecision(decision, ruleSet, labels).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <h3 className={classes.small}>{simulatorWords.why.tried(decision.trace.length)}</h3>
      <ol className={classes.rules}>
        {decision.trace.map((rule) => (
          <Rule
            key={rule.rule}
            rule={rule}
            labels={labels}
            isOpen={rule.matched === true || opened.includes(rule.rule)}
          />
        ))}
      </ol>
    </div>
  );
}

function ruleSetOf({ body }: Subject, { ruleSet }: Decision) {
  return body.ruleSets.find(({ id }) => id === ruleSet);
}

function Rule({
  rule,
  labels,
  isOpen,
}: {
  readonly rule: RuleTrace;
  readonly labels: FactLabels;
  readonly isOpen: boolean;
}) {
  const say = simulatorWords.why;
  const title =
    rule.matched === "failed"
      ? say.failed(rule.name)
      : rule.matched
        ? say.matched(rule.name)
        : say.unmatched(rule.name);
  if (!rule.when) return <li>{title}</li>;
  return (
    <li>
      <details open={isOpen}>
        <summary data-matched={rule.matched === true}>{title}</summary>
        <ul className={classes.conditions}>
          <Condition trace={rule.when} labels={labels} />
        </ul>
      </details>
    </li>
  );
}

function Condition({
  trace,
  labels,
}: {
  readonly trace: ConditionTrace;
  readonly labels: FactLabels;
}) {
  const say = simulatorWords.why;
  if ("all" in trace) return <Group title={say.all} parts={trace.all} {...{ trace, labels }} />;
  if ("any" in trace) return <Group title={say.any} parts={trace.any} {...{ trace, labels }} />;
  if ("not" in trace) return <Group title={say.not} parts={[trace.not]} {...{ trace, labels }} />;
  if ("is" in trace)
    return <Group title={trace.condition} parts={[trace.is]} {...{ trace, labels }} />;
  return (
    <li className={classes.condition} data-result={String(trace.result)}>
      {phraseOf(trace, labels)}
      <span className={classes.saw}>
        {trace.result === "not evaluated"
          ? say.skipped
          : trace.seen === undefined
            ? say.sawNothing
            : say.saw(quoted(trace.seen))}
      </span>
    </li>
  );
}

function Group({
  title,
  parts,
  trace,
  labels,
}: {
  readonly title: string;
  readonly parts: readonly ConditionTrace[];
  readonly trace: ConditionTrace;
  readonly labels: FactLabels;
}) {
  const say = simulatorWords.why;
  const result =
    trace.result === "not evaluated" ? say.skipped : trace.result ? say.holds : say.fails;
  return (
    <li className={classes.condition} data-result={String(trace.result)}>
      {title}
      <span className={classes.saw}>{result}</span>
      <ul className={classes.conditions}>
        {parts.map((part, place) => (
          <Condition key={place} trace={part} labels={labels} />
        ))}
      </ul>
    </li>
  );
}
