import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useId, type ReactNode } from "react";
import type { Finding } from "../../../engine/definition/finding.js";
import type { Outcome, Rule } from "../../../engine/definition/rule-set.js";
import { conditionWords } from "../../../rules/condition-words.js";
import { ConditionEditor } from "../../ui/condition/condition-editor.js";
import { Icon } from "../../ui/icons.js";
import { rulesWords } from "../../words/rules.js";
import { FindingCounts, FindingList } from "../draft/finding-list.js";
import { AnswerFields, AnswerSentence } from "./answer-row.js";
import { copyOf } from "./new-rule.js";
import { useRules } from "./rules-context.js";
import classes from "./rules.module.css";

type Shown = {
  readonly findings: readonly Finding[];
  readonly open: boolean;
  readonly onToggle: () => void;
};

/** One rule: a sentence, and, when it is opened, the fields behind it. */
export function RuleItem({
  rule,
  place,
  ...shown
}: Shown & { readonly rule: Rule; readonly place: number }) {
  const { record, labels, vocabulary, shared, readOnly } = useRules();
  return (
    <Foldable
      {...shown}
      title={rule.name}
      sentence={
        <>
          <b>{rulesWords.when}</b> {conditionWords(rule.when, labels, vocabulary.brought.operators)}
        </>
      }
      outcome={rule.then}
      buttons={readOnly ? null : <MoveButtons rule={rule} place={place} />}
    >
      <TextInput
        label={rulesWords.name}
        value={rule.name}
        readOnly={readOnly}
        maxLength={120}
        onChange={(event) =>
          record({ do: "nameRule", rule: rule.id, name: event.currentTarget.value })
        }
      />
      <h3>{rulesWords.when}</h3>
      <ConditionEditor
        condition={rule.when}
        offered={shared}
        onEdit={(edit) => record({ ...edit, of: { rule: rule.id } })}
      />
      <h3>{rulesWords.then}</h3>
      <AnswerFields rule={rule.id} outcome={rule.then} />
      {readOnly ? null : <RuleButtons rule={rule} place={place} />}
    </Foldable>
  );
}

/** The answer when no rule fits. */
export function OtherwiseItem(shown: Shown) {
  const { ruleSet } = useRules();
  return (
    <Foldable
      {...shown}
      title={rulesWords.otherwise}
      sentence={rulesWords.otherwiseText}
      outcome={ruleSet.otherwise}
    >
      <AnswerFields rule={null} outcome={ruleSet.otherwise} />
    </Foldable>
  );
}

function Foldable({
  title,
  sentence,
  outcome,
  buttons,
  findings,
  open,
  onToggle,
  children,
}: Shown & {
  readonly title: string;
  readonly sentence: ReactNode;
  readonly outcome: Outcome;
  readonly buttons?: ReactNode;
  readonly children: ReactNode;
}) {
  const body = useId();
  return (
    <div className={classes.rule} data-open={open}>
      <div className={classes.ruleRow}>
        <button
          type="button"
          className={classes.head}
          aria-expanded={open}
          aria-controls={body}
          onClick={onToggle}
        >
          <span className={classes.ruleName}>{title}</span>
          <FindingCounts findings={findings} />
          <span className={classes.sentence}>{sentence}</span>
          <AnswerSentence outcome={outcome} />
        </button>
        {buttons}
      </div>
      <div id={body} hidden={!open} className={classes.body}>
        {open ? (
          <>
            <FindingList findings={findings} />
            {children}
          </>
        ) : null}
      </div>
    </div>
  );
}

type OfRule = { readonly rule: Rule; readonly place: number };

function MoveButtons({ rule, place }: OfRule) {
  const { ruleSet, record } = useRules();
  const move = (to: number) => record({ do: "moveRule", rule: rule.id, place: to });
  return (
    <div className={classes.moves}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={rulesWords.up(rule.name)}
        disabled={place === 0}
        onClick={() => move(place - 1)}
      >
        <Icon name="up" size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={rulesWords.down(rule.name)}
        disabled={place === ruleSet.rules.length - 1}
        onClick={() => move(place + 1)}
      >
        <Icon name="down" size={16} />
      </ActionIcon>
    </div>
  );
}

function RuleButtons({ rule, place }: OfRule) {
  const { ruleSet, record } = useRules();
  return (
    <div className={classes.adders}>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => record({ do: "addRule", rule: copyOf(rule, ruleSet), place: place + 1 })}
      >
        {rulesWords.duplicate}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => record({ do: "removeRule", rule: rule.id })}
      >
        {rulesWords.remove}
      </Button>
    </div>
  );
}
