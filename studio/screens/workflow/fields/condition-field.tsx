import { Button, Input } from "@mantine/core";
import type { Condition } from "../../../../engine/definition/conditions/condition.js";
import { applyConditionEdit } from "../../../draft/condition-edits.js";
import { firstComparison } from "../../../draft/comparison.js";
import { ConditionEditor } from "../../../ui/condition/condition-editor.js";
import { useConditionWorld } from "../../../ui/condition/condition-world.js";
import { fieldsWords } from "../../../words/fields.js";
import classes from "./fields.module.css";
import { useTrouble } from "./fields-world.js";

/** A condition that may be left out: the builder of the rules, over the facts that are known here. */
export function ConditionField({
  value,
  label = fieldsWords.onlyWhen,
  path,
  onChange,
}: {
  readonly value: Condition | undefined;
  readonly label?: string;
  /** Where it stands (JSON pointer). */
  readonly path: string;
  readonly onChange: (value: Condition | undefined) => void;
}) {
  const { vocabulary, readOnly } = useConditionWorld();
  const trouble = useTrouble(path);
  const add = () => {
    const facts = Object.keys(vocabulary.facts);
    const fact =
      facts.find((one) => one.startsWith("input.")) ?? facts.find((one) => one.startsWith("data."));
    onChange(firstComparison(fact ?? "case.priority", vocabulary));
  };
  if (value === undefined)
    return readOnly ? null : (
      <div>
        <Button variant="default" size="compact-sm" onClick={add}>
          {label}
        </Button>
      </div>
    );
  return (
    <fieldset className={classes.bare}>
      <Input.Label component="legend">{label}</Input.Label>
      <ConditionEditor
        condition={value}
        onEdit={(edit) => onChange(applyConditionEdit(value, edit))}
      />
      {trouble === undefined ? null : <Input.Error>{trouble}</Input.Error>}
      {readOnly ? null : (
        <Button variant="subtle" size="compact-sm" onClick={() => onChange(undefined)}>
          {fieldsWords.removeCondition}
        </Button>
      )}
    </fieldset>
  );
}
