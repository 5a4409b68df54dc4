import { NativeSelect } from "@mantine/core";
import type { Table } from "../../../../engine/definition/table.js";
import type { TableStep } from "../../../draft/table-steps.js";
import type { Choice } from "../../../ui/schema-form/choices.js";
import { tableWords as say } from "../../../words/table.js";
import { useRules } from "../rules-context.js";
import { answerName, factName } from "./table-world.js";
import classes from "./table.module.css";

/** What is asked about and answered: columns to be added and taken off. */
export function Columns({ table: { inputs, outputs } }: { readonly table: Table }) {
  const { ruleSet, vocabulary, labels, answers, record } = useRules();
  const asked = Object.keys(vocabulary.facts)
    .filter((fact) => !inputs.includes(fact))
    .map((fact) => ({ value: fact, label: factName(labels, fact) }));
  const answered = answers
    .filter(({ key }) => !outputs.includes(key))
    .map(({ key, label }) => ({ value: key, label }));
  const gone = [
    ...(inputs.length > 1 ? inputs : []).map((fact) => ({
      value: `if ${fact}`,
      label: say.whenColumn(factName(labels, fact)),
    })),
    ...(outputs.length > 1 ? outputs : []).map((key) => ({
      value: `then ${key}`,
      label: say.thenColumn(answerName(answers, key)),
    })),
  ];
  return (
    <div className={classes.tools}>
      <Picker
        label={say.addInput}
        choices={asked}
        onPick={(input) => record({ do: "addColumn", column: { input } })}
      />
      <Picker
        label={say.addOutput}
        choices={answered}
        onPick={(output) => {
          const value = ruleSet.otherwise[output] ?? null;
          record({ do: "addColumn", column: { output }, value });
        }}
      />
      <Picker label={say.takeOff} choices={gone} onPick={(key) => record(removal(key))} />
    </div>
  );
}

/** Which column is meant by a choice. */
function removal(key: string): TableStep {
  const [is, ...name] = key.split(" ");
  const column = name.join(" ");
  return { do: "removeColumn", column: is === "if" ? { input: column } : { output: column } };
}

/** What is chosen is done at once; the list then offers what is left. */
function Picker({
  label,
  choices,
  onPick,
}: {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly onPick: (key: string) => void;
}) {
  if (choices.length === 0) return null;
  return (
    <NativeSelect
      label={label}
      value=""
      data={[{ value: "", label: say.choose }, ...choices]}
      onChange={({ currentTarget: { value } }) => {
        if (value !== "") onPick(value);
      }}
    />
  );
}
