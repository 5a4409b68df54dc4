import { NativeSelect } from "@mantine/core";
import type { Choice } from "../../../ui/schema-form/choices.js";
import { fieldsWords } from "../../../words/fields.js";

/** Some choices under a heading. */
type ChoiceGroup = { readonly group: string; readonly items: readonly Choice[] };

/** One of several: what stands there is always shown, also when it is not there any more. */
export function ChoiceInput({
  value,
  choices,
  groups = [],
  none,
  label,
  ariaLabel,
  help,
  trouble,
  readOnly,
  onChange,
}: {
  /** Undefined for nothing. */
  readonly value: string | undefined;
  readonly choices: readonly Choice[];
  readonly groups?: readonly ChoiceGroup[];
  /** What choosing nothing is called; without it something has to be chosen. */
  readonly none?: string | undefined;
  readonly label?: string;
  readonly ariaLabel?: string;
  readonly help?: string | undefined;
  readonly trouble?: string | undefined;
  readonly readOnly: boolean;
  readonly onChange: (value: string | undefined) => void;
}) {
  const all = [...choices, ...groups.flatMap(({ items }) => items)];
  const isThere = value === undefined || all.some((one) => one.value === value);
  const gone = value === "" ? fieldsWords.choose : fieldsWords.gone(value ?? "");
  return (
    <NativeSelect
      label={label}
      aria-label={ariaLabel}
      description={help}
      error={trouble}
      disabled={readOnly}
      value={value === undefined ? NOTHING : `=${value}`}
      data={[
        ...(none === undefined ? [] : [{ value: NOTHING, label: none }]),
        ...(isThere ? [] : [{ value: `=${value}`, label: gone }]),
        ...choices.map(encoded),
        ...groups
          .filter(({ items }) => items.length > 0)
          .map(({ group, items }) => ({ group, items: items.map(encoded) })),
      ]}
      onChange={({ currentTarget: { value: chosen } }) =>
        onChange(chosen === NOTHING ? undefined : chosen.slice(1))
      }
    />
  );
}

/** Apart from every value, also from the empty one. */
const NOTHING = "";

function encoded({ value, label }: Choice): Choice {
  return { value: `=${value}`, label };
}
