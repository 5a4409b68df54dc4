import { NativeSelect, TextInput } from "@mantine/core";
import type { Outcome } from "../../../engine/definition/rule-set.js";
import type { AnswerField } from "../../draft/answer-fields.js";
import { words } from "../../words/index.js";
import { useRules } from "./rules-context.js";
import classes from "./rules.module.css";

/** What a rule answers, part by part; `rule` is null for the answer to everything else. */
export function AnswerFields({
  rule,
  outcome,
}: {
  readonly rule: string | null;
  readonly outcome: Outcome;
}) {
  const { answers, record, readOnly } = useRules();
  return (
    <fieldset className={classes.answers} disabled={readOnly}>
      {answers.map((field) => (
        <Answer
          key={field.key}
          field={field}
          value={outcome[field.key] ?? null}
          onChange={(value) => record({ do: "answer", rule, key: field.key, value })}
        />
      ))}
    </fieldset>
  );
}

type Scalar = Outcome[string];

function Answer({
  field,
  value,
  onChange,
}: {
  readonly field: AnswerField;
  readonly value: Scalar;
  readonly onChange: (value: Scalar) => void;
}) {
  const { label, type } = field;
  const choices = choicesOf(field);
  if (!choices) {
    return (
      <TextInput
        label={label}
        type={type === "number" ? "number" : "text"}
        value={value === null ? "" : String(value)}
        onChange={({ currentTarget: { value: typed } }) => {
          if (typed === "") onChange(null);
          else onChange(type === "number" ? Number(typed) : typed);
        }}
      />
    );
  }
  const isKnown = choices.some((choice) => choice.value === String(value));
  const unknown = { value: String(value), label: value === null ? "–" : String(value) };
  return (
    <NativeSelect
      label={label}
      value={String(value)}
      data={isKnown ? choices : [unknown, ...choices]}
      onChange={({ currentTarget: { value: chosen } }) =>
        onChange(type === "boolean" ? chosen === "true" : chosen)
      }
    />
  );
}

/** What a rule answers, in one line. */
export function AnswerSentence({ outcome }: { readonly outcome: Outcome }) {
  const { answers } = useRules();
  return (
    <span className={classes.sentence}>
      {answers
        .filter(({ key }) => outcome[key] !== undefined)
        .map((field) => `${field.label}: ${answerWords(field, outcome[field.key] ?? null)}`)
        .join(" · ")}
    </span>
  );
}

/** A value of an answer as people read it. */
export function answerWords(field: AnswerField, value: Scalar): string {
  if (value === null) return words.none;
  return choicesOf(field)?.find((one) => one.value === String(value))?.label ?? String(value);
}

/** What may be answered, where that is known: yes and no, too. */
export function choicesOf({ type, choices }: AnswerField) {
  if (type !== "boolean") return choices;
  return [
    { value: "true", label: words.yes },
    { value: "false", label: words.no },
  ];
}
