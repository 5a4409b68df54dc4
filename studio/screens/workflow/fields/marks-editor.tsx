import { Button } from "@mantine/core";
import { useState } from "react";
import { type Clock, type Mark, markSchema } from "../../../../engine/definition/clock.js";
import { durationMs } from "../../../../engine/definition/duration.js";
import { pointer } from "../../../../engine/definition/finding.js";
import { span } from "../../../ui/time.js";
import { fieldsWords } from "../../../words/fields.js";
import classes from "./fields.module.css";
import { troubleAt, useFields, useReadOnly } from "./fields-world.js";
import { ItemList } from "./item-list.js";
import { withMember, type Members } from "./members.js";
import { Variants } from "./schema-fields.js";

/** The warnings and steps of a clock. */
export function MarksEditor({
  value = {},
  path,
  onChange,
}: {
  readonly value: Clock["marks"];
  /** Where they stand (JSON pointer). */
  readonly path: string;
  readonly onChange: (value: Clock["marks"]) => void;
}) {
  const { findings } = useFields();
  const readOnly = useReadOnly(path);
  const [open, setOpen] = useState<number | null>(null);
  const { clocks: words } = fieldsWords;
  const all = Object.entries(value);
  const add = () => {
    onChange({ ...value, [freeId(value)]: { name: words.newMark, percent: 75 } });
    setOpen(all.length);
  };
  const items = all.map(([id, mark]) => ({
    title: markWords(mark),
    trouble: troubleAt(findings, `${path}${pointer(id)}`),
  }));
  return (
    <div>
      <h3 className={classes.title}>{words.marks}</h3>
      {all.length === 0 ? <p className={classes.quiet}>{words.noMarks}</p> : null}
      <ItemList
        {...{ items, open }}
        label={words.marks}
        onOpen={setOpen}
        {...(readOnly
          ? {}
          : {
              onRemove: (place) => {
                const left = all.filter((_, one) => one !== place);
                onChange(left.length === 0 ? undefined : Object.fromEntries(left));
              },
            })}
      >
        {(place) => {
          const [id, mark] = all[place] ?? [];
          if (id === undefined || mark === undefined) return null;
          const at = `${path}${pointer(id)}`;
          return (
            <Variants
              member="mark"
              kind="mark"
              path={at}
              variants={markSchema.anyOf}
              field={{
                label: words.markAt,
                required: true,
                readOnly,
                value: mark,
                // Made of one of the variants of a mark.
                onChange: (next) => onChange(withMember(value, id, next as Members)),
              }}
            />
          );
        }}
      </ItemList>
      {readOnly ? null : (
        <Button variant="default" size="compact-sm" onClick={add}>
          {words.addMark}
        </Button>
      )}
    </div>
  );
}

function markWords(mark: Mark): string {
  const { markTold } = fieldsWords.clocks;
  const length = (duration: string) => span(durationMs(duration));
  if ("percent" in mark) return markTold.percent(mark.name, mark.percent);
  if ("afterStart" in mark) return markTold.afterStart(mark.name, length(mark.afterStart));
  if ("beforeDue" in mark) return markTold.beforeDue(mark.name, length(mark.beforeDue));
  return markTold.afterDue(mark.name, length(mark.afterDue));
}

function freeId(marks: NonNullable<Clock["marks"]>): string {
  const ids = Array.from(
    { length: Object.keys(marks).length + 1 },
    (_, n) => `mark-${String(n + 1)}`,
  );
  return ids.find((id) => !Object.hasOwn(marks, id)) ?? "mark";
}
