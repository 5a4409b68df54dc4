import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import type { Comparison } from "../../../engine/definition/conditions/condition.js";
import { operatorWords } from "../../../rules/phrases.js";
import {
  firstComparison,
  operatorsFor,
  valueShape,
  valuesOf,
  valueType,
  withOperator,
} from "../../draft/comparison.js";
import { words } from "../../words/index.js";
import { rulesWords } from "../../words/rules.js";
import { LinesInput } from "../lines-input.js";
import { useConditionWorld } from "./condition-world.js";
import classes from "./condition.module.css";

type Props = {
  readonly comparison: Comparison;
  readonly onChange: (comparison: Comparison) => void;
};

/** One comparison as three fields: what is looked at, how, and with what. */
export function ComparisonFields({ comparison, onChange }: Props) {
  const { vocabulary, labels, readOnly } = useConditionWorld();
  const { fact, operator } = comparison;
  const fitting = operatorsFor(vocabulary.facts[fact] ?? "text", vocabulary.brought.operators);
  // One whose plugin is gone is still shown, since a list without it would show another in its place.
  const operators = fitting.includes(operator) ? fitting : [operator, ...fitting];
  return (
    <fieldset className={classes.comparison} disabled={readOnly}>
      <NativeSelect
        aria-label={rulesWords.fact}
        value={fact}
        data={Object.keys(vocabulary.facts).map((path) => ({
          value: path,
          label: labels[path] ?? path,
        }))}
        onChange={(event) => onChange(firstComparison(event.currentTarget.value, vocabulary))}
      />
      <NativeSelect
        aria-label={rulesWords.operator}
        value={operator}
        data={operators.map((one) => ({
          value: one,
          label: operatorWords(one, vocabulary.brought.operators)[0],
        }))}
        onChange={(event) =>
          onChange(
            withOperator(
              comparison,
              event.currentTarget.value as Comparison["operator"],
              vocabulary,
            ),
          )
        }
      />
      <Value comparison={comparison} onChange={onChange} />
    </fieldset>
  );
}

function Value(props: Props) {
  const { vocabulary } = useConditionWorld();
  switch (valueShape(props.comparison.operator, vocabulary)) {
    case "none":
      return null;
    case "one":
      return <One {...props} />;
    case "many":
      return <Many {...props} />;
  }
}

function One({ comparison, onChange }: Props) {
  const { vocabulary, valueWords } = useConditionWorld();
  const { fact } = comparison;
  const [value = ""] = manyOf(comparison);
  const set = (next: string | number | boolean) => onChange({ ...comparison, value: next });
  const known = valuesOf(fact, vocabulary);
  const type = valueType(comparison, vocabulary);
  if (type === "boolean") {
    return (
      <NativeSelect
        aria-label={rulesWords.value}
        value={String(value)}
        data={[
          { value: "true", label: words.yes },
          { value: "false", label: words.no },
        ]}
        onChange={(event) => set(event.currentTarget.value === "true")}
      />
    );
  }
  if (known.length > 0) {
    return (
      <NativeSelect
        aria-label={rulesWords.value}
        value={String(value)}
        data={known.map((one) => ({ value: one, label: valueWords(fact, one) }))}
        onChange={(event) => set(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      aria-label={rulesWords.value}
      type={type === "number" ? "number" : "text"}
      value={String(value)}
      onChange={({ currentTarget: { value: typed } }) =>
        set(type === "number" ? Number(typed) : typed)
      }
    />
  );
}

function Many(props: Props) {
  const { lists, vocabulary } = useConditionWorld();
  const { comparison, onChange } = props;
  const { fact, value } = comparison;
  const list = typeof value === "object" && "list" in value ? value.list : null;
  const known = valuesOf(fact, vocabulary);
  return (
    <div className={classes.many}>
      {lists.length > 0 ? (
        <NativeSelect
          aria-label={rulesWords.source}
          value={list ?? ""}
          data={[
            { value: "", label: rulesWords.own },
            ...lists.map((name) => ({ value: name, label: rulesWords.fromList(name) })),
          ]}
          onChange={({ currentTarget: { value: chosen } }) =>
            onChange({
              ...comparison,
              value: chosen === "" ? [known[0] ?? ""] : { list: chosen },
            })
          }
        />
      ) : null}
      {list !== null ? null : known.length > 0 ? (
        <Ticks {...props} known={known} />
      ) : (
        <Lines {...props} />
      )}
    </div>
  );
}

function Ticks({ comparison, known, onChange }: Props & { readonly known: readonly string[] }) {
  const { valueWords } = useConditionWorld();
  const chosen = manyOf(comparison);
  return (
    <fieldset className={classes.ticks} aria-label={rulesWords.value}>
      {known.map((value) => (
        <Checkbox
          key={value}
          label={valueWords(comparison.fact, value)}
          checked={chosen.includes(value)}
          onChange={({ currentTarget: { checked } }) =>
            onChange({
              ...comparison,
              value: known.filter((one) => (one === value ? checked : chosen.includes(one))),
            })
          }
        />
      ))}
    </fieldset>
  );
}

function Lines({ comparison, onChange }: Props) {
  const { vocabulary } = useConditionWorld();
  const isNumber = valueType(comparison, vocabulary) === "number";
  return (
    <LinesInput
      aria-label={rulesWords.values}
      rows={3}
      lines={manyOf(comparison).map(String)}
      onLines={(lines) =>
        onChange({ ...comparison, value: isNumber ? lines.map(Number) : [...lines] })
      }
    />
  );
}

function manyOf({ value }: Comparison): readonly (string | number | boolean)[] {
  if (Array.isArray(value)) return value;
  return value === undefined || typeof value === "object" ? [] : [value];
}
