import { Tabs } from "@mantine/core";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { Finding } from "../../../engine/definition/finding.js";
import type { RuleSet } from "../../../engine/definition/rule-set.js";
import type { RuleStep } from "../../draft/rule-steps.js";
import { draftWords } from "../../words/draft.js";
import { rulesWords } from "../../words/rules.js";
import { errorsOf, FindingCounts, FindingList } from "../draft/finding-list.js";
import { History } from "../draft/history.js";
import type { Drafting } from "../draft/use-draft.js";
import { placeOfFinding, type RulesPart } from "./findings.js";
import { RuleList } from "./rule-list.js";
import { RuleTests } from "./rule-tests.js";
import { useRules } from "./rules-context.js";
import { RulesText } from "./rules-text.js";
import classes from "./rules.module.css";
import { TablePart } from "./table/table-part.js";
import { nothingTried, Trial } from "./trial.js";
import { WordLists } from "./word-lists.js";

/** The parts of the editor, one at a time; which one, and which rule is open, stands in the address. */
export function Parts({
  findings,
  drafting,
}: {
  readonly findings: readonly Finding[];
  readonly drafting: Drafting<RuleSet, RuleStep>;
}) {
  const { model: ruleSet } = drafting;
  const [search, setSearch] = useSearchParams();
  const part = search.get("part") ?? "rules";
  const { workflow } = useRules();
  const [tried, setTried] = useState(() => nothingTried(workflow));
  const show = (next: RulesPart, rule: string | null = null) => {
    setSearch({ ...(next === "rules" ? {} : { part: next }), ...(rule ? { rule } : {}) });
  };
  const showFinding = (finding: Finding) => {
    const { part: where, rule = null } = placeOfFinding(finding, ruleSet);
    show(where, rule);
  };
  return (
    <Tabs
      value={part}
      keepMounted={false}
      onChange={(next) => show((next ?? "rules") as RulesPart)}
    >
      <div className={classes.bar}>
        <Tabs.List aria-label={rulesWords.views}>
          {Object.entries(rulesWords.parts).map(([id, label]) => (
            <Tabs.Tab key={id} value={id}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <History drafting={drafting} />
      </div>
      <Check findings={findings} onShow={showFinding} />
      <Tabs.Panel value="rules" className={classes.panel ?? ""}>
        <RuleList
          findings={findings}
          open={search.get("rule")}
          onOpen={(rule) => show("rules", rule)}
        />
      </Tabs.Panel>
      <Tabs.Panel value="table" className={classes.panel ?? ""}>
        <TablePart findings={findings} shown={search.get("rule")} />
      </Tabs.Panel>
      <Tabs.Panel value="words" className={classes.panel ?? ""}>
        <WordLists />
      </Tabs.Panel>
      <Tabs.Panel value="trial" className={classes.panel ?? ""}>
        <Trial tried={tried} onTry={setTried} />
      </Tabs.Panel>
      <Tabs.Panel value="tests" className={classes.panel ?? ""}>
        <RuleTests findings={findings} />
      </Tabs.Panel>
      <Tabs.Panel value="text" className={classes.panel ?? ""}>
        <RulesText />
      </Tabs.Panel>
    </Tabs>
  );
}

/** What the check finds in the rules as they stand, while they are changed. */
function Check({
  findings,
  onShow,
}: {
  readonly findings: readonly Finding[];
  readonly onShow: (finding: Finding) => void;
}) {
  if (findings.length === 0) return <p className={classes.quiet}>{draftWords.nothingFound}</p>;
  const errors = errorsOf(findings);
  const hints = findings.filter((finding) => !errors.includes(finding));
  return (
    <details className={classes.check} open={errors.length > 0}>
      <summary className={classes.summary}>
        {draftWords.found} <FindingCounts findings={findings} />
      </summary>
      <FindingList findings={[...errors, ...hints]} onShow={onShow} />
    </details>
  );
}
