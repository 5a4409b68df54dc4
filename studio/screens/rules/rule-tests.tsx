import { Button } from "@mantine/core";
import { canonicalJson } from "../../../engine/definition/canonical.js";
import type { Finding } from "../../../engine/definition/finding.js";
import { canEvaluate } from "../../../rules/can-evaluate.js";
import type { RuleTest } from "../../draft/rule-steps.js";
import { rulesWords } from "../../words/rules.js";
import draft from "../draft/draft.module.css";
import { FindingList } from "../draft/finding-list.js";
import { useRules } from "./rules-context.js";
import classes from "./rules.module.css";

/** The tests that the rule set brings along, and whether they hold now. */
export function RuleTests({ findings }: { readonly findings: readonly Finding[] }) {
  const { tests = [] } = useRules().ruleSet;
  return (
    <>
      <p className={classes.quiet}>{rulesWords.testsLead}</p>
      {tests.length === 0 ? <p>{rulesWords.noTests}</p> : null}
      <ul className={classes.tests}>
        {tests.map((test, place) => (
          <li key={test.name}>
            <TestLine
              test={test}
              findings={findings.filter(({ path }) => path.startsWith(`/tests/${String(place)}/`))}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function TestLine({
  test,
  findings,
}: {
  readonly test: RuleTest;
  readonly findings: readonly Finding[];
}) {
  const { record, readOnly, ruleSet, vocabulary } = useRules();
  const fails = findings.length > 0;
  const holds = canEvaluate(ruleSet, vocabulary.brought.operators)
    ? rulesWords.holds
    : rulesWords.testedLater;
  return (
    <div className={classes.test}>
      <span className={fails ? draft.wrong : draft.right}>{fails ? rulesWords.fails : holds}</span>
      <span className={classes.grow}>
        <b>{test.name}</b>
        <span className={classes.quiet}>{useExpectation(test)}</span>
        <FindingList findings={findings} />
      </span>
      {readOnly ? null : (
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => record({ do: "removeTest", test: test.name })}
        >
          {rulesWords.remove}
        </Button>
      )}
    </div>
  );
}

function useExpectation({ expect }: RuleTest): string {
  const { ruleSet } = useRules();
  const rules = expect.rule === undefined ? (expect.rules ?? []) : [expect.rule];
  const names = rules.map((id) =>
    rulesWords.testRule(ruleSet.rules.find((rule) => rule.id === id)?.name ?? id),
  );
  const outcome = expect.outcome ? [rulesWords.testOutcome(canonicalJson(expect.outcome))] : [];
  return [...names, ...outcome].join(", ");
}
