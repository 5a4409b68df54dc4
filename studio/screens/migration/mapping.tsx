import { NativeSelect } from "@mantine/core";
import type { MigrationPlan } from "../../../engine/protocol/migration.js";
import { movingWords as say } from "../../words/moving.js";
import classes from "./migration.module.css";

/** What somebody has said of states and fields. */
export type Said = {
  readonly states: { readonly [state: string]: string };
  readonly fields: { readonly [field: string]: string | null };
};

type Props = {
  readonly plan: MigrationPlan;
  readonly said: Said;
  readonly onSay: (said: Said) => void;
};

/** Value of a choice that is none of the things. */
const UNDECIDED = "";
const BEHIND = " ";

/** What states and data become: first what somebody has to look at, then what went by itself. */
export function MappingCard({ plan, said, onSay }: Props) {
  const { choices } = plan;
  const states = plan.states.map((state) => ({
    ...state,
    look: state.to === null || renamed(state),
  }));
  const fields = plan.fields.map((field) => ({ ...field, look: !field.said || renamed(field) }));
  const stateRow = (state: (typeof states)[number]) => (
    <NativeSelect
      key={state.id}
      label={say.state(state.name, state.cases)}
      value={state.to?.id ?? UNDECIDED}
      data={[
        ...(state.to === null ? [{ value: UNDECIDED, label: say.undecided }] : []),
        ...choices.states.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={({ currentTarget: { value } }) => {
        if (value !== UNDECIDED) onSay({ ...said, states: { ...said.states, [state.id]: value } });
      }}
    />
  );
  const fieldRow = (field: (typeof fields)[number]) => (
    <NativeSelect
      key={field.id}
      label={field.name}
      value={field.to?.id ?? (field.said ? BEHIND : UNDECIDED)}
      data={[
        ...(field.said ? [] : [{ value: UNDECIDED, label: say.undecided }]),
        { value: BEHIND, label: say.leave },
        ...choices.fields.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={({ currentTarget: { value } }) => {
        const to = value === BEHIND ? null : value;
        if (value !== UNDECIDED) onSay({ ...said, fields: { ...said.fields, [field.id]: to } });
      }}
    />
  );
  const open = [
    { title: say.states, rows: states.filter(({ look }) => look).map(stateRow) },
    { title: say.fields, rows: fields.filter(({ look }) => look).map(fieldRow) },
  ].filter(({ rows }) => rows.length > 0);
  return (
    <>
      {open.map(({ title, rows }) => (
        <section key={title} className={classes.part}>
          <h3>{title}</h3>
          <div className={classes.rows}>{rows}</div>
        </section>
      ))}
      <details>
        <summary>{say.all}</summary>
        <div className={classes.rows}>
          {states.filter(({ look }) => !look).map(stateRow)}
          {fields.filter(({ look }) => !look).map(fieldRow)}
        </div>
      </details>
    </>
  );
}

function renamed({ id, to }: { readonly id: string; readonly to: { readonly id: string } | null }) {
  return to === null || to.id !== id;
}
