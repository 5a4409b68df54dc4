import { ActionIcon, Button, NativeSelect } from "@mantine/core";
import type { Condition } from "../../../engine/definition/conditions/condition.js";
import { isGroup, partsOf, type ConditionPath } from "../../draft/condition-path.js";
import { firstComparison } from "../../draft/comparison.js";
import type { ConditionEdit } from "../../draft/condition-edits.js";
import { Icon } from "../icons.js";
import { rulesWords } from "../../words/rules.js";
import { ComparisonFields } from "./comparison-fields.js";
import { useConditionWorld } from "./condition-world.js";
import classes from "./condition.module.css";

type Place = {
  readonly path: ConditionPath;
  readonly condition: Condition;
  /** Conditions with a name that may be added; one that stands there can be exchanged whatever this holds. */
  readonly offered: readonly string[];
  readonly onEdit: (edit: ConditionEdit) => void;
};

/** A condition as groups and fields. Only inside a ConditionProvider. */
export function ConditionEditor({
  condition,
  offered = [],
  onEdit,
}: Pick<Place, "condition" | "onEdit"> & Partial<Pick<Place, "offered">>) {
  return <Part path={[]} condition={condition} offered={offered} onEdit={onEdit} />;
}

function Part({ path, condition, ...rest }: Place) {
  const put = (part: Condition) => rest.onEdit({ do: "setPart", at: path, part });
  if (isGroup(condition)) return <Group path={path} condition={condition} {...rest} />;
  if ("not" in condition) {
    return (
      <div className={classes.group}>
        <div className={classes.groupHead}>
          <span>{rulesWords.not}</span>
          <Small label={rulesWords.affirm} onClick={() => put(condition.not)} />
        </div>
        <Part path={[...path, 0]} condition={condition.not} {...rest} />
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

function Group({ path, condition, ...rest }: Place & { readonly condition: GroupCondition }) {
  const { readOnly } = useConditionWorld();
  const parts = partsOf(condition);
  const put = (part: Condition) => rest.onEdit({ do: "setPart", at: path, part });
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
                <Part path={[...path, place]} condition={part} {...rest} />
              </div>
              <PartButtons path={[...path, place]} condition={part} {...rest} />
            </div>
          </li>
        ))}
      </ul>
      <AddButtons path={path} {...rest} />
    </div>
  );
}

function PartButtons({ path, condition, onEdit }: Place) {
  const { readOnly } = useConditionWorld();
  if (readOnly) return null;
  return (
    <div className={classes.partButtons}>
      {"not" in condition ? null : (
        <Small
          label={rulesWords.negate}
          hint={rulesWords.negateHint}
          onClick={() => onEdit({ do: "setPart", at: path, part: { not: condition } })}
        />
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={rulesWords.removePart}
        onClick={() => onEdit({ do: "removePart", at: path })}
      >
        <Icon name="cross" size={16} />
      </ActionIcon>
    </div>
  );
}

function AddButtons({ path, offered, onEdit }: Omit<Place, "condition">) {
  const { readOnly } = useConditionWorld();
  const first = useFirst();
  const [shared] = offered;
  const add = (part: Condition) => onEdit({ do: "addPart", at: path, part });
  if (readOnly) return null;
  return (
    <div className={classes.adders}>
      <Small label={rulesWords.addComparison} onClick={() => add(first)} />
      <Small label={rulesWords.addGroup} onClick={() => add({ all: [first] })} />
      {shared !== undefined ? (
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
  const { readOnly } = useConditionWorld();
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
  const { shared, readOnly } = useConditionWorld();
  return (
    <NativeSelect
      aria-label={rulesWords.sharedName}
      disabled={readOnly}
      value={condition.condition}
      data={[...shared]}
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
  const { vocabulary } = useConditionWorld();
  const facts = Object.keys(vocabulary.facts);
  const fact = facts.find((path) => path.startsWith("data.")) ?? facts[0] ?? "case.priority";
  return firstComparison(fact, vocabulary);
}
