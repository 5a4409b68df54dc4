import { Button } from "@mantine/core";
import { Link } from "react-router";
import type { Finding } from "../../../engine/definition/finding.js";
import { firstComparison } from "../../draft/comparison.js";
import { rulesWords } from "../../words/rules.js";
import { tableWords } from "../../words/table.js";
import { OTHERWISE, placeOfFinding } from "./findings.js";
import { newRule } from "./new-rule.js";
import { OtherwiseItem, RuleItem } from "./rule-item.js";
import { useRules } from "./rules-context.js";
import { SharedConditions } from "./shared.js";
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
      </ol>
      {ruleSet.table ? (
        <p className={classes.quiet}>
          <Link to="?part=table">{tableWords.rows(ruleSet.table.rows.length)}</Link>
        </p>
      ) : null}
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
