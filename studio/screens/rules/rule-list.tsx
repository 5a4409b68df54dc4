import { Button } from "@mantine/core";
import type { Finding } from "../../../engine/definition/finding.js";
import { rulesOf } from "../../../engine/definition/rules-of.js";
import { firstComparison } from "../../draft/comparison.js";
import { ConditionEditor } from "../../ui/condition/condition-editor.js";
import { rulesWords } from "../../words/rules.js";
import { OTHERWISE, placeOfFinding } from "./findings.js";
import { newRule } from "./new-rule.js";
import { OtherwiseItem, RuleItem, TableRuleItem } from "./rule-item.js";
import { useRules } from "./rules-context.js";
import classes from "./rules.module.css";

type Props = {
  readonly findings: readonly Finding[];
  /** Id of the rule that is open. */
  readonly open: string | null;
  readonly onOpen: (rule: string | null) => void;
};

/** All rules in their order, then the answer for everything else, and the conditions that rules share. */
export function RuleList({ findings, open, onOpen }: Props) {
  const { ruleSet, vocabulary, record, readOnly } = useRules();
  const shown = (id: string) => ({
    findings: findings.filter((one) => placeOfFinding(one, ruleSet).rule === id),
    open: open === id,
    onToggle: () => onOpen(open === id ? null : id),
  });
  const add = () => {
    const fact = Object.keys(vocabulary.facts).find((path) => path.startsWith("data."));
    const rule = newRule(ruleSet, firstComparison(fact ?? "case.priority", vocabulary));
    record({ do: "addRule", rule, place: ruleSet.rules.length });
    onOpen(rule.id);
  };
  return (
    <>
      <p className={classes.quiet}>{rulesWords.leads[ruleSet.hit]}</p>
      <ol className={classes.rules}>
        {ruleSet.rules.map((rule, place) => (
          <li key={rule.id}>
            <RuleItem rule={rule} place={place} {...shown(rule.id)} />
          </li>
        ))}
        {rulesOf(ruleSet)
          .slice(ruleSet.rules.length)
          .map((rule) => (
            <li key={rule.id}>
              <TableRuleItem rule={rule} />
            </li>
          ))}
      </ol>
      {ruleSet.table ? <p className={classes.quiet}>{rulesWords.tableNote}</p> : null}
      {readOnly ? null : (
        <Button variant="default" onClick={add}>
          {rulesWords.add}
        </Button>
      )}
      <OtherwiseItem {...shown(OTHERWISE)} />
      <SharedConditions />
    </>
  );
}

function SharedConditions() {
  const { ruleSet, record } = useRules();
  const { conditions = {} } = ruleSet;
  if (Object.keys(conditions).length === 0) return null;
  return (
    <section>
      <h3>{rulesWords.shared}</h3>
      <p className={classes.quiet}>{rulesWords.sharedText}</p>
      {Object.entries(conditions).map(([name, condition]) => (
        <details key={name} className={classes.rule}>
          <summary className={classes.summary}>{name}</summary>
          <div className={classes.body}>
            <ConditionEditor
              condition={condition}
              onEdit={(edit) => record({ ...edit, of: { shared: name } })}
            />
          </div>
        </details>
      ))}
    </section>
  );
}
