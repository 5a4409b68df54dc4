import type { FactType } from "../../../../engine/definition/conditions/condition.js";
import type { Json } from "../../../../engine/definition/names.js";
import type { Choice } from "../../../ui/schema-form/choices.js";
import { fieldsWords } from "../../../words/fields.js";
import { ChoiceInput } from "./choice-input.js";
import { sources } from "./facts-there.js";
import classes from "./fields.module.css";
import { useFields } from "./fields-world.js";
import type { Shape } from "./shape.js";
import { SimpleInput, TRUTHS, type FieldProps } from "./simple-input.js";
import { startValue } from "./start-value.js";
import { modeOf, sourceOf, type ValueMode } from "./value-mode.js";

type Props = FieldProps & {
  /** What something fixed looks like; `scalar` for text, number or truth as one likes. */
  readonly shape: Shape;
  readonly choices: readonly Choice[] | null;
  /** Whether it can be emptied. */
  readonly empties?: boolean;
};

/** Something fixed, or read from a fact that is known here. What there is to choose stands in one list with the facts. */
export function SourcedInput(props: Props) {
  const choices = props.shape.is === "truth" ? TRUTHS : props.choices;
  return choices ? <ChosenOrRead {...props} choices={choices} /> : <FixedOrRead {...props} />;
}

/** What there is to choose, facts, and nothing, in one list. */
function ChosenOrRead({
  shape,
  choices,
  empties,
  value,
  required,
  onChange,
  ...rest
}: Props & { readonly choices: readonly Choice[] }) {
  const { facts } = useFields();
  const isTruth = shape.is === "truth";
  const from = sourceOf(value);
  const read = sources(facts, isTruth ? "boolean" : "text");
  const { label, help, trouble, readOnly, none = fieldsWords.leftOut } = rest;
  const put = (chosen: string | undefined) => {
    if (chosen === undefined || chosen === EMPTY) onChange(chosen === EMPTY ? null : undefined);
    else if (chosen.startsWith(FACT)) onChange({ from: chosen.slice(FACT.length) });
    else onChange(isTruth ? chosen === "true" : chosen);
  };
  return (
    <ChoiceInput
      {...{ label, help, trouble, readOnly }}
      {...(required ? {} : { none })}
      choices={[
        ...choices,
        ...(empties === true || value === null
          ? [{ value: EMPTY, label: fieldsWords.nothing }]
          : []),
      ]}
      groups={[
        {
          group: fieldsWords.fromFact,
          items: read.map((one) => ({ ...one, value: `${FACT}${one.value}` })),
        },
      ]}
      value={from === undefined ? told(value) : `${FACT}${from}`}
      onChange={put}
    />
  );
}

/** Before the path of a fact in the list, and for an empty value; no id has them. */
const FACT = "fact ";
const EMPTY = "empty ";

function told(value: Json | undefined): string | undefined {
  if (value === null) return EMPTY;
  return typeof value === "string" || typeof value === "boolean" ? String(value) : undefined;
}

function FixedOrRead({ shape, choices, empties, value, onChange, ...rest }: Props) {
  const { facts } = useFields();
  const read = sources(facts, typeOf(shape));
  const kinds = shape.is === "scalar" ? "any" : "one";
  const mode = modeOf(value, kinds);
  const start: { readonly [Mode in ValueMode]: Json | undefined } = {
    text: "",
    number: 0,
    truth: true,
    own: startValue(shape, choices, () => null),
    fact: { from: read[0]?.value ?? "" },
    empty: rest.required ? null : undefined,
  };
  const { valueKinds } = fieldsWords;
  const fixed: readonly Choice[] =
    kinds === "any"
      ? (["text", "number", "truth"] as const).map((one) => ({
          value: one,
          label: valueKinds[one],
        }))
      : [{ value: "own", label: fieldsWords.own }];
  const modes = [
    ...fixed,
    ...(read.length > 0 || mode === "fact" ? [{ value: "fact", label: fieldsWords.fromFact }] : []),
    ...(empties === true || kinds === "any" || mode === "empty"
      ? [{ value: "empty", label: rest.required ? fieldsWords.nothing : fieldsWords.leftOut }]
      : []),
  ];
  const { label, help, trouble, readOnly } = rest;
  return (
    <div className={classes.fields}>
      <ChoiceInput
        label={label}
        help={help}
        {...(mode === "empty" ? { trouble } : {})}
        {...{ readOnly, choices: modes, value: mode }}
        onChange={(chosen) => onChange(start[(chosen ?? "empty") as ValueMode])}
      />
      {mode === "fact" ? (
        <ChoiceInput
          ariaLabel={fieldsWords.fact(label)}
          {...{ trouble, readOnly, choices: read, value: sourceOf(value) }}
          onChange={(from) => onChange({ from: from ?? "" })}
        />
      ) : mode === "empty" ? null : (
        <div className={classes.unlabelled}>
          <SimpleInput
            {...rest}
            {...{ value, onChange, choices }}
            help={undefined}
            label={fieldsWords.value(label)}
            required
            shape={kinds === "any" ? FREE[mode] : shape}
            valueWords={(one) => one}
          />
        </div>
      )}
    </div>
  );
}

const ANY_NUMBER: Shape = {
  is: "number",
  ...{ whole: false, least: -Infinity, most: Infinity, usual: undefined },
};

const FREE: { readonly [Mode in ValueMode]: Shape } = {
  text: { is: "text", most: 4000 },
  number: ANY_NUMBER,
  truth: { is: "truth" },
  own: { is: "unknown" },
  fact: { is: "fact" },
  empty: { is: "unknown" },
};

/** What a fact has to hold to be read into something; undefined where anything will do. */
function typeOf({ is }: Shape): FactType | undefined {
  return is === "number" ? "number" : undefined;
}
