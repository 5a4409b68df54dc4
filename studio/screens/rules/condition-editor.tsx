import { ActionIcon, Button, NativeSelect } from "@mantine/core";
import type { Condition } from "../../../engine/definition/conditions/condition.js";
import { isGroup, partsOf, type ConditionPath } from "../../draft/condition-path.js";
import { firstComparison } from "../../draft/comparison.js";
import type { ConditionOwner } from "../../draft/rule-steps.js";
import { Icon } from "../../ui/icons.js";
import { rulesWords } from "../../words/rules.js";
import { ComparisonFields } from "./comparison-fields.js";
import { useRules } from "./rules-context.js";
import classes from "./rules.module.css";

type Place = {
  readonly of: ConditionOwner;
  readonly path: ConditionPath;
  readonly condition: Condition;
};

/** A condition as groups and fields; every change is a step of the draft. */
export function ConditionEditor({ of, path, condition }: Place) {
  const { record } = useRules();
  const put = (part: Condition) => record({ do: "setPart", of, at: path, part });
  if (isGroup(condition)) return <Group of={of} path={path} condition={condition} />;
  if ("not" in condition) {
    return (
      <div className={classes.group}>
        <div className={classes.groupHead}>
          <span>{rulesWords.not}</span>
          <Small label={rulesWords.affirm} onClick={() => put(condition.not)} />
        </div>
        <ConditionEditor of={of} path={[...path, 0]} condition={condition.not} />
      </div>
    );
  }
  return (
    <>
      {"condition" in condition ? (
        <SharedPicker condition={condition} onChange={put} />
      ) : (
        <ComparisonFields comparison={condition} onChange={put} />
      )}
      {path.length === 0 ? <Around condition={condition} onChange={put} /> : null}
    </>
  );
}

type GroupCondition = Extract<Condition, { readonly all: unknown } | { readonly any: unknown }>;

function Group({ of, path, condition }: Place & { readonly condition: GroupCondition }) {
  const { record, readOnly } = useRules();
  const parts = partsOf(condition);
  const put = (part: Condition) => record({ do: "setPart", of, at: path, part });
  return (
    <div className={classes.group} role="group">
      <div className={classes.groupHead}>
        <NativeSelect
          aria-label={rulesWords.group}
          disabled={readOnly}
          value={"all" in condition ? "all" : "any"}
          data={[
            { value: "all", label: rulesWords.all },
            { value: "any", label: rulesWords.any },
          ]}
          onChange={(event) =>
            put(event.currentTarget.value === "all" ? { all: parts } : { any: parts })
          }
        />
      </div>
      {parts.length === 0 ? <p className={classes.quiet}>{rulesWords.empty}</p> : null}
      <ul className={classes.parts}>
        {parts.map((part, place) => (
          <li key={place}>
            <div className={classes.part}>
              <div className={classes.grow}>
                <ConditionEditor of={of} path={[...path, place]} condition={part} />
              </div>
              <PartButtons of={of} path={[...path, place]} condition={part} />
            </div>
          </li>
        ))}
      </ul>
      <AddButtons of={of} path={path} />
    </div>
  );
}

function PartButtons({ of, path, condition }: Place) {
  const { record, readOnly } = useRules();
  if (readOnly) return null;
  return (
    <div className={classes.partButtons}>
      {"not" in condition ? null : (
        <Small
          label={rulesWords.negate}
          hint={rulesWords.negateHint}
          onClick={() => record({ do: "setPart", of, at: path, part: { not: condition } })}
        />
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={rulesWords.removePart}
        onClick={() => record({ do: "removePart", of, at: path })}
      >
        <Icon name="cross" size={16} />
      </ActionIcon>
    </div>
  );
}

function AddButtons({ of, path }: Omit<Place, "condition">) {
  const { record, readOnly } = useRules();
  const first = useFirst();
  const [shared] = useSharedNames();
  const add = (part: Condition) => record({ do: "addPart", of, at: path, part });
  if (readOnly) return null;
  return (
    <div className={classes.adders}>
      <Small label={rulesWords.addComparison} onClick={() => add(first)} />
      <Small label={rulesWords.addGroup} onClick={() => add({ all: [first] })} />
      {shared !== undefined && "rule" in of ? (
        <Small label={rulesWords.addShared} onClick={() => add({ condition: shared })} />
      ) : null}
    </div>
  );
}

/** What a condition that stands alone can become: part of a group, or its opposite. */
function Around({
  condition,
  onChange,
}: {
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
}) {
  const { readOnly } = useRules();
  const first = useFirst();
  if (readOnly) return null;
  return (
    <div className={classes.adders}>
      <Small
        label={rulesWords.addComparison}
        onClick={() => onChange({ all: [condition, first] })}
      />
      <Small
        label={rulesWords.negate}
        hint={rulesWords.negateHint}
        onClick={() => onChange({ not: condition })}
      />
    </div>
  );
}

function SharedPicker({
  condition,
  onChange,
}: {
  readonly condition: Extract<Condition, { readonly condition: string }>;
  readonly onChange: (condition: Condition) => void;
}) {
  const { readOnly } = useRules();
  return (
    <NativeSelect
      aria-label={rulesWords.sharedName}
      disabled={readOnly}
      value={condition.condition}
      data={[...useSharedNames()]}
      onChange={(event) => onChange({ condition: event.currentTarget.value })}
    />
  );
}

function Small({
  label,
  hint,
  onClick,
}: {
  readonly label: string;
  /** What it does, where the label alone does not say it. */
  readonly hint?: string;
  readonly onClick: () => void;
}) {
  return (
    <Button size="compact-sm" variant="subtle" aria-label={hint} title={hint} onClick={onClick}>
      {label}
    </Button>
  );
}

/** The condition that a new place begins with: the first fact that the case itself carries. */
function useFirst(): Condition {
  const { vocabulary } = useRules();
  const facts = Object.keys(vocabulary.facts);
  const fact = facts.find((path) => path.startsWith("data.")) ?? facts[0] ?? "case.priority";
  return firstComparison(fact, vocabulary);
}

function useSharedNames(): readonly string[] {
  return Object.keys(useRules().ruleSet.conditions ?? {});
}
