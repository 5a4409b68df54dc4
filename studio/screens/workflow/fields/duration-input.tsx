import { Input, NativeSelect } from "@mantine/core";
import { fieldsWords } from "../../../words/fields.js";
import { durationParts, isoDuration, UNITS, type DurationPart } from "./duration-parts.js";
import classes from "./fields.module.css";
import { NumberInput } from "./number-input.js";

/** Most digits that our durations take, by unit. */
const MOST = { D: 999, H: 9999, M: 99_999, S: 999_999 } as const;

/** A length of time as a number and a unit; one of several units has a line for each. */
export function DurationInput({
  value,
  label,
  help,
  trouble,
  required,
  readOnly,
  onChange,
}: {
  readonly value: string | undefined;
  readonly label: string;
  readonly help?: string | undefined;
  readonly trouble?: string | undefined;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly onChange: (value: string | undefined) => void;
}) {
  const parts = durationParts(value ?? "");
  const shown: readonly Partial<DurationPart>[] = parts.length > 0 ? parts : [{}];
  const put = (place: number, part: Partial<DurationPart>) => {
    const next = shown.toSpliced(place, 1, part).flatMap(({ amount, unit = "H" }) => {
      return amount === undefined ? [] : [{ amount, unit }];
    });
    const iso = isoDuration(next);
    if (iso !== undefined || !required) onChange(iso);
  };
  return (
    <fieldset className={classes.bare} disabled={readOnly}>
      <Input.Label component="legend">{label}</Input.Label>
      {help === undefined ? null : <Input.Description>{help}</Input.Description>}
      {shown.map(({ amount, unit = "H" }, place) => (
        <div key={place} className={classes.pair}>
          <NumberInput
            ariaLabel={fieldsWords.amount(label)}
            value={amount}
            whole
            least={1}
            most={MOST[unit]}
            required={required || shown.length > 1}
            readOnly={readOnly}
            onChange={(next) =>
              put(place, { unit, ...(next === undefined ? {} : { amount: next }) })
            }
          />
          <NativeSelect
            aria-label={fieldsWords.unit(label)}
            value={unit}
            data={UNITS.map((one) => ({ value: one, label: fieldsWords.units[one] }))}
            onChange={({ currentTarget }) =>
              put(place, {
                unit: currentTarget.value as DurationPart["unit"],
                amount: amount ?? 1,
              })
            }
          />
        </div>
      ))}
      {trouble === undefined ? null : <Input.Error>{trouble}</Input.Error>}
    </fieldset>
  );
}
