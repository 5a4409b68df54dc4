import { useState } from "react";
import { pointer } from "../../../../engine/definition/finding.js";
import { readable } from "../../../ui/schema-form/choices.js";
import type { KindWords } from "../../../words/fields-en.js";
import classes from "./fields.module.css";
import { useFields } from "./fields-world.js";
import { ItemList } from "./item-list.js";
import { KindPicker } from "./kind-picker.js";
import { kindOf, kindsOf, kindWords } from "./kinds.js";
import { textOf, type Members } from "./members.js";
import { movedTo } from "./moved.js";
import { namesFor } from "./naming.js";
import { SchemaFields } from "./schema-fields.js";
import type { Schema } from "./shape.js";
import { startMembers } from "./start-value.js";

/** How a list of one union of kinds is told. */
export type KindListWords = {
  readonly title: string;
  readonly add: string;
  readonly none: string;
  readonly kinds: Readonly<Record<string, KindWords>>;
};

/** A list whose entries are each of one kind of a union: added from a list, told as sentences, changed as fields. */
export function KindList({
  schema,
  by,
  words,
  sentences,
  path,
  value,
  onChange,
}: {
  readonly schema: Schema;
  /** The member that tells kinds apart. */
  readonly by: string;
  readonly words: KindListWords;
  /** What the entries say, in their order; empty where nobody can tell. */
  readonly sentences: readonly (string | undefined)[];
  readonly path: string;
  readonly value: readonly Members[];
  readonly onChange: (value: readonly Members[]) => void;
}) {
  const { subject, findings, readOnly } = useFields();
  const [open, setOpen] = useState<number | null>(null);
  const kinds = kindsOf(schema, by);
  const add = (id: string) => {
    const kind = kinds.find((one) => one.id === id);
    if (!kind) return;
    const start = startMembers(kind.schema, (key, owner) => namesFor(subject, key, owner));
    onChange([...value, { ...start, [by]: id }]);
    setOpen(value.length);
  };
  const items = value.map((one, place) => {
    const kind = kindOf(kinds, by, one);
    const at = `${path}${pointer(place)}`;
    const wrong = findings.find(
      (finding) => finding.path === at || finding.path.startsWith(`${at}/`),
    );
    const name = kind ? kindWords(kind, words.kinds).name : readable(textOf(one[by]));
    return { title: sentences[place] ?? name, trouble: wrong?.message };
  });
  return (
    <section>
      <h3 className={classes.title}>{words.title}</h3>
      {value.length === 0 ? <p className={classes.quiet}>{words.none}</p> : null}
      <ItemList
        {...{ items, open }}
        label={words.title}
        onOpen={setOpen}
        {...(readOnly
          ? {}
          : {
              onMove: (from, to) => onChange(movedTo(value, from, to)),
              onDuplicate: (place) => {
                const one = value[place];
                if (one) onChange(value.toSpliced(place, 0, one));
              },
              onRemove: (place) => onChange(value.toSpliced(place, 1)),
            })}
      >
        {(place) => {
          const one = value[place];
          const kind = one && kindOf(kinds, by, one);
          return kind ? (
            <SchemaFields
              schema={kind.schema}
              kind={kind.id}
              path={`${path}${pointer(place)}`}
              hidden={[by]}
              value={one}
              onChange={(next) => onChange(value.with(place, next))}
            />
          ) : null;
        }}
      </ItemList>
      {readOnly ? null : (
        <KindPicker
          add={words.add}
          kinds={kinds.map((kind) => ({ id: kind.id, ...kindWords(kind, words.kinds) }))}
          onChoose={add}
        />
      )}
    </section>
  );
}
