import { Button, Checkbox, NativeSelect } from "@mantine/core";
import type { Transition } from "../../../../engine/definition/workflow.js";
import type { Changes } from "../../../draft/members.js";
import { Ticks } from "../../../ui/ticks.js";
import { editWords } from "../../../words/edit.js";
import { FindingList } from "../../draft/finding-list.js";
import { nameOf } from "../names.js";
import classes from "./edit.module.css";
import { useEditing } from "./edit-context.js";
import { findingsAt } from "./finding-place.js";
import { NameField } from "./name-field.js";
import { TransitionRest } from "./transition-rest.js";

/** Everything that can be changed about a transition. */
export function TransitionFields({ id }: { readonly id: string }) {
  const { subject, findings, record, onChoose } = useEditing();
  const transition = subject.workflow.transitions[id];
  if (!transition) return null;
  const change = (members: Changes<Transition>) =>
    record({ do: "setTransition", transition: id, change: members });
  return (
    <div className={classes.fields}>
      <FindingList findings={findingsAt(findings, { kind: "transition", id })} />
      <NameField value={transition.name} onName={(name) => change({ name })} />
      <FromField transition={transition} onChange={change} />
      <ToField transition={transition} onChange={change} />
      <Ticks
        label={editWords.by}
        offered={subject.body.organisation.roles}
        chosen={transition.by ?? []}
        error={undefined}
        required={false}
        onChoose={(by) => change({ by: by.length > 0 ? by : null })}
      />
      <FormField transition={transition} onChange={change} />
      <TransitionRest id={id} transition={transition} onChange={change} />
      <Checkbox
        label={editWords.commutes}
        checked={transition.commutes === true}
        onChange={(event) => change({ commutes: event.currentTarget.checked ? true : null })}
      />
      <OrderButtons id={id} />
      <Button
        variant="default"
        color="red"
        className={classes.remove ?? ""}
        onClick={() => {
          record({ do: "removeTransition", transition: id });
          onChoose(null);
        }}
      >
        {editWords.removeTransition}
      </Button>
    </div>
  );
}

type FieldProps = {
  readonly transition: Transition;
  readonly onChange: (members: Changes<Transition>) => void;
};

function FromField({ transition: { from }, onChange }: FieldProps) {
  const { workflow } = useEditing().subject;
  const offered = Object.entries(workflow.states)
    .filter(([, { final }]) => final !== true)
    .map(([id, { name }]) => ({ id, name }));
  const isAnywhere = from === "*";
  return (
    <>
      <Checkbox
        label={editWords.anywhere}
        checked={isAnywhere}
        onChange={(event) =>
          onChange({ from: event.currentTarget.checked ? "*" : [workflow.initial] })
        }
      />
      {isAnywhere ? null : (
        <Ticks
          label={editWords.from}
          offered={offered}
          chosen={from}
          error={undefined}
          required={false}
          onChoose={(states) => {
            // It is possible somewhere: the last tick stays.
            if (states.length > 0) onChange({ from: states });
          }}
        />
      )}
    </>
  );
}

/** The value of a choice that stands for nothing. */
const NONE = "";

function ToField({ transition: { to = NONE }, onChange }: FieldProps) {
  const { subject } = useEditing();
  return (
    <NativeSelect
      label={editWords.to}
      value={to}
      data={[
        { value: NONE, label: editWords.staysThere },
        ...Object.entries(subject.workflow.states).map(([id, { name }]) => ({
          value: id,
          label: name,
        })),
      ]}
      onChange={({ currentTarget: { value } }) => onChange({ to: value === NONE ? null : value })}
    />
  );
}

function FormField({ transition: { form = NONE }, onChange }: FieldProps) {
  const { workflow } = useEditing().subject;
  const forms = Object.entries(workflow.forms ?? {});
  if (forms.length === 0) return null;
  return (
    <NativeSelect
      label={editWords.form}
      value={form}
      data={[
        { value: NONE, label: editWords.noForm },
        ...forms.map(([id, { properties }]) => ({
          value: id,
          label: Object.values(properties)
            .map(({ title }) => title)
            .join(", "),
        })),
      ]}
      onChange={({ currentTarget: { value } }) => onChange({ form: value === NONE ? null : value })}
    />
  );
}

function OrderButtons({ id }: { readonly id: string }) {
  const { subject, record } = useEditing();
  const ids = Object.keys(subject.workflow.transitions);
  const place = ids.indexOf(id);
  const move = (to: number) => record({ do: "moveTransition", transition: id, place: to });
  return (
    <div role="group" aria-label={editWords.order}>
      <p className={classes.quiet}>{editWords.order}</p>
      <div className={classes.buttons}>
        <Button
          size="compact-sm"
          variant="default"
          disabled={place === 0}
          onClick={() => move(place - 1)}
        >
          {editWords.earlier}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={place === ids.length - 1}
          onClick={() => move(place + 1)}
        >
          {editWords.later}
        </Button>
        <span className={classes.quiet}>
          {nameOf.transition(subject, id)}: {place + 1} / {ids.length}
        </span>
      </div>
    </div>
  );
}
