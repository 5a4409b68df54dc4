import { Input } from "@mantine/core";
import type { Condition } from "../../../../engine/definition/conditions/condition.js";
import { pointer } from "../../../../engine/definition/finding.js";
import type { Json } from "../../../../engine/definition/names.js";
import { fieldsWords } from "../../../words/fields.js";
import { ChoiceInput } from "./choice-input.js";
import { ConditionField } from "./condition-field.js";
import classes from "./fields.module.css";
import { useFields, useReadOnly, useTrouble } from "./fields-world.js";
import { MadeHere, madeHere } from "./made-here.js";
import { memberWords, valueWords } from "./member-words.js";
import {
  membersOf,
  variantName,
  variantOf,
  withMember,
  type Member,
  type Members,
} from "./members.js";
import { knownSignals, namesFor } from "./naming.js";
import { RecordInput } from "./record-input.js";
import type { Schema } from "./shape.js";
import { SimpleInput, type FieldProps } from "./simple-input.js";
import { SourcedInput } from "./sourced-input.js";
import { otherVariant, type NamesFor } from "./start-value.js";
import { targetsOf } from "./targets.js";

/**
 * The members of a schema as fields, for any schema of ours or of a plugin: names in place of ids, a picker for what exists,
 * a builder for conditions. Whatever it cannot show stays as it is. Only inside a FieldsPlace.
 */
export function SchemaFields({
  schema,
  kind,
  path,
  value,
  hidden = [],
  onChange,
}: {
  readonly schema: Schema;
  /** What it is one of, for words of its own: `alert`, `clock_due`. */
  readonly kind: string;
  /** Where the value stands (JSON pointer). */
  readonly path: string;
  readonly value: Members;
  /** Members that are told elsewhere. */
  readonly hidden?: readonly string[];
  readonly onChange: (value: Members) => void;
}) {
  return (
    <div className={classes.fields}>
      {membersOf(schema)
        .filter(({ key }) => !hidden.includes(key))
        .map((member) => (
          <MemberField
            key={member.key}
            member={member}
            kind={kind}
            owner={value}
            path={`${path}${pointer(member.key)}`}
            onChange={(next) => onChange(withMember(value, member.key, next))}
          />
        ))}
    </div>
  );
}

type MemberProps = {
  readonly member: Member;
  readonly kind: string;
  readonly owner: Members;
  readonly path: string;
  readonly onChange: (value: Json | undefined) => void;
};

/** A member, and below it the way to what it could name and does not exist yet. */
function MemberField(props: MemberProps) {
  const { member, kind, owner, onChange } = props;
  const what = madeHere(kind, member.key);
  if (what === null) return <MemberInput {...props} />;
  return (
    <div className={classes.made}>
      <div className={classes.wide}>
        <MemberInput {...props} />
      </div>
      <MadeHere what={what} value={owner[member.key]} onMade={onChange} />
    </div>
  );
}

function MemberInput({ member, kind, owner, path, onChange }: MemberProps) {
  const { subject } = useFields();
  const readOnly = useReadOnly(path);
  const trouble = useTrouble(path);
  const { key, shape, required } = member;
  const { label, help, none } = memberWords(kind, member);
  const value = owner[key];
  const choices = namesFor(subject, key, owner);
  const field: FieldProps = { label, help, none, trouble, required, readOnly, value, onChange };
  switch (shape.is) {
    case "unknown":
      return null;
    case "condition":
      return (
        <ConditionField
          {...{ label, path, onChange }}
          // What stands in a member of this schema is a condition.
          value={value as Condition | undefined}
        />
      );
    case "record":
      return (
        <RecordInput
          {...{ label, help, path, readOnly }}
          targets={targetsOf(subject, kind, key, owner)}
          value={membersIn(value)}
          onChange={(next) => onChange(isEmpty(next) && !required ? undefined : next)}
        />
      );
    case "variants":
      return <Variants {...{ member: key, kind, path, field }} variants={shape.of} />;
    case "scalar":
    case "sourced":
      return (
        <SourcedInput
          {...field}
          {...{ choices }}
          shape={shape.is === "sourced" ? shape.fixed : shape}
        />
      );
    default:
      return (
        <SimpleInput
          {...field}
          {...{ shape, choices }}
          valueWords={(one) => valueWords(key, one)}
          suggestions={key === "signal" ? knownSignals(subject) : []}
        />
      );
  }
}

/** One of several sets of members: which one, and its fields. */
export function Variants({
  member,
  kind,
  path,
  field: { label, help, trouble, required, readOnly, value, onChange, none = fieldsWords.leftOut },
  variants,
}: Pick<MemberProps, "kind" | "path"> & {
  /** Its name, for the words of its sets. */
  readonly member: string;
  readonly field: FieldProps;
  readonly variants: readonly Schema[];
}) {
  const { subject } = useFields();
  const names: NamesFor = (one, owner) => namesFor(subject, one, owner);
  const members = value === undefined ? undefined : membersIn(value);
  const variant = members && variantOf(variants, members);
  const choose = (name: string | undefined) => {
    const next = variants.find((one) => variantName(one) === name);
    onChange(next && otherVariant(next, members ?? {}, names));
  };
  return (
    <div>
      <ChoiceInput
        {...{ label, help, readOnly }}
        {...(required ? {} : { none })}
        value={variant && variantName(variant)}
        choices={variants
          .map(variantName)
          .map((name) => ({ value: name, label: valueWords(member, name) }))}
        onChange={choose}
      />
      {variant ? (
        <div className={classes.nested}>
          <SchemaFields schema={variant} {...{ kind, path, value: members, onChange }} />
        </div>
      ) : trouble === undefined ? null : (
        <Input.Error>{trouble}</Input.Error>
      )}
    </div>
  );
}

function membersIn(value: Json | undefined): Members {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Members)
    : {};
}

function isEmpty(value: Members): boolean {
  return Object.keys(value).length === 0;
}
