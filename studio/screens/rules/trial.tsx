import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import type { Facts } from "../../../engine/definition/conditions/evaluate.js";
import type { Workflow } from "../../../engine/definition/workflow.js";
import { canEvaluate } from "../../../rules/can-evaluate.js";
import { compileRuleSet } from "../../../rules/compile.js";
import { evaluateDecision } from "../../../rules/evaluate.js";
import { answeredBy, explainDecision } from "../../../rules/explain.js";
import { RulesRefused } from "../../../rules/refused.js";
import { ruleTrialQuery } from "../../api/definitions.js";
import type { RuleTest } from "../../draft/rule-steps.js";
import { trialFacts, trialForms } from "../../draft/trial-facts.js";
import { SchemaFields } from "../../ui/schema-form/form.js";
import { startValues, type Typed } from "../../ui/schema-form/values.js";
import { rulesWords } from "../../words/rules.js";
import { useRules, type RulesWorld } from "./rules-context.js";
import classes from "./rules.module.css";

/** What was filled in to try the rules; kept by the editor, so that it is still there after a look at a rule. */
export type Tried = { readonly typed: Typed; readonly priority: string };

/** Nothing filled in yet. */
export function nothingTried(workflow: Workflow): Tried {
  return { typed: startValues(workflow.data), priority: workflow.defaultPriority };
}

/**
 * The rules as they stand, tried on what somebody fills in: the same evaluation as for a case, while it is typed. Rules that use
 * operators of plugins are tried by the servers, which have their functions.
 */
export function Trial({
  tried,
  onTry,
}: {
  readonly tried: Tried;
  readonly onTry: (tried: Tried) => void;
}) {
  const { ruleSet, workflow, contributions } = useRules();
  const forms = trialForms(ruleSet, workflow, contributions.facts);
  return (
    <div className={classes.trial}>
      <div className={classes.fields}>
        <p className={classes.quiet}>{rulesWords.trialLead}</p>
        {[forms.data, forms.plugins].map((form, place) => (
          <SchemaFields
            key={place}
            form={form}
            typed={tried.typed}
            errors={{}}
            choose="–"
            onChange={(typed) => onTry({ ...tried, typed })}
          />
        ))}
        <NativeSelect
          label={rulesWords.priority}
          value={tried.priority}
          data={[...workflow.priorities]}
          onChange={(event) => onTry({ ...tried, priority: event.currentTarget.value })}
        />
      </div>
      <Verdict facts={trialFacts(forms, tried)} />
    </div>
  );
}

function Verdict({ facts }: { readonly facts: Facts }) {
  const { ruleSet, labels, vocabulary } = useRules();
  const isOurs = canEvaluate(ruleSet, vocabulary.brought.operators);
  const asked = useQuery({
    ...ruleTrialQuery(useDeferredValue(ruleSet), useDeferredValue(facts)),
    enabled: !isOurs,
  });
  if (!isOurs && asked.isPending) return <p role="status">{rulesWords.trialAsked}</p>;
  const decision = isOurs ? decided(ruleSet, facts) : asked.isError ? null : asked.data;
  if (!decision) return <p role="status">{rulesWords.trialBroken}</p>;
  const [headline = "", ...reasons] = explainDecision(decision, ruleSet, labels);
  return (
    <section className={classes.verdict} aria-live="polite" aria-label={rulesWords.answers}>
      <h3>{answeredBy(decision, ruleSet)}</h3>
      <p>{headline}</p>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <KeepTest
        key={decision.rule}
        test={{ given: facts, expect: { rule: decision.rule, outcome: decision.outcome } }}
      />
    </section>
  );
}

function KeepTest({ test }: { readonly test: Pick<RuleTest, "given" | "expect"> }) {
  const { ruleSet, record, readOnly } = useRules();
  const [name, setName] = useState("");
  const isTaken = (ruleSet.tests ?? []).some((one) => one.name === name.trim());
  if (readOnly) return null;
  return (
    <form
      noValidate
      className={classes.newList}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === "" || isTaken) return;
        record({ do: "addTest", test: { name: name.trim(), ...test } });
        setName("");
      }}
    >
      <TextInput
        label={rulesWords.testName}
        value={name}
        maxLength={120}
        error={isTaken ? rulesWords.testTaken : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {rulesWords.keepTest}
      </Button>
    </form>
  );
}

function decided(ruleSet: RulesWorld["ruleSet"], facts: Facts) {
  try {
    return evaluateDecision(compileRuleSet(ruleSet), facts);
  } catch (error) {
    if (error instanceof RulesRefused) return null;
    throw error;
  }
}
