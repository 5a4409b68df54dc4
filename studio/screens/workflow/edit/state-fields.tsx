import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { State } from "../../../../engine/definition/workflow.js";
import { clipWords } from "../../../words/clip.js";
import { editWords } from "../../../words/edit.js";
import { noteWords } from "../../../words/note.js";
import { FindingList } from "../../draft/finding-list.js";
import { EffectsEditor } from "../fields/effects-editor.js";
import { FieldsPlace } from "../fields/fields-world.js";
import { GroupOfState } from "../groups/group-of-state.js";
import { nameOf } from "../names.js";
import { NoteList } from "../notes/note-list.js";
import { notesOf } from "../notes/notes-of.js";
import { KindField } from "./add-panel.js";
import classes from "./edit.module.css";
import { useEditing } from "./edit-context.js";
import { findingsAt } from "./finding-place.js";
import { NameField } from "./name-field.js";
import { TransitionList } from "./transition-list.js";

/** Everything that can be changed about a state. */
export function StateFields({ id }: { readonly id: string }) {
  const { subject, findings, record, onAdd, onChoose, onPick, picked, pickedCount } = useEditing();
  const isPicked = pickedCount > 0 && picked.includes(id);
  const { states, transitions, initial } = subject.workflow;
  const state = states[id];
  if (!state) return null;
  const isFirst = initial === id;
  const leaving = Object.entries(transitions)
    .filter(([, { from }]) => from !== "*" && from.includes(id))
    .map(([transition]) => transition);
  return (
    <div className={classes.fields}>
      <FindingList findings={findingsAt(findings, { kind: "state", id })} />
      <NameField
        value={state.name}
        onName={(name) => record({ do: "setState", state: id, change: { name } })}
      />
      <KindField
        value={state.class}
        onKind={(kind) => record({ do: "setState", state: id, change: { class: kind } })}
      />
      {isFirst ? (
        <p className={classes.quiet}>{editWords.isFirst}</p>
      ) : (
        <>
          <Checkbox
            label={editWords.final}
            checked={state.final === true}
            onChange={(event) =>
              record({
                do: "setState",
                state: id,
                change: { final: event.currentTarget.checked ? true : null },
              })
            }
          />
          {state.final ? null : (
            <Button variant="default" onClick={() => record({ do: "beginAt", state: id })}>
              {editWords.beginHere}
            </Button>
          )}
        </>
      )}
      <Button variant="default" onClick={() => onPick(id)}>
        {isPicked ? clipWords.unpick : clipWords.pick}
      </Button>
      <GroupOfState id={id} />
      <NoteList subject={subject} notes={notesOf(subject, id)} onChoose={onChoose} />
      <Button variant="default" onClick={() => onAdd({ kind: "note", about: id })}>
        {noteWords.add}
      </Button>
      <StateEffects id={id} state={state} />
      {state.final ? null : (
        <>
          <TransitionList title={editWords.ways} ids={leaving} />
          <AddWay from={id} />
          <Button variant="default" onClick={() => onAdd({ kind: "transition", from: id })}>
            {editWords.addHere}
          </Button>
        </>
      )}
      {isFirst ? null : (
        <Button
          variant="default"
          color="red"
          className={classes.remove ?? ""}
          onClick={() => {
            record({ do: "removeState", state: id });
            onChoose(null);
          }}
        >
          {editWords.removeState}
        </Button>
      )}
    </div>
  );
}

/** What happens on arriving and on leaving. */
function StateEffects({ id, state }: { readonly id: string; readonly state: State }) {
  const { subject, findings, record } = useEditing();
  const ends = state.final ? (["onEnter"] as const) : (["onEnter", "onExit"] as const);
  return (
    <FieldsPlace subject={subject} findings={findings}>
      {ends.map((member) => (
        <EffectsEditor
          key={member}
          value={state[member] ?? []}
          title={editWords[member]}
          path={`/states/${id}/${member}`}
          onChange={(next) =>
            record({
              do: "setState",
              state: id,
              change: { [member]: next.length > 0 ? [...next] : null },
            })
          }
        />
      ))}
    </FieldsPlace>
  );
}

/** A new state as the end of a way. */
const NEW = "";

function AddWay({ from }: { readonly from: string }) {
  const { subject, onAdd } = useEditing();
  const [to, setTo] = useState(NEW);
  const others = Object.keys(subject.workflow.states).filter((state) => state !== from);
  return (
    <div className={classes.addWay}>
      <NativeSelect
        label={editWords.addWayTo}
        value={to}
        data={[
          { value: NEW, label: editWords.toNewState },
          ...others.map((state) => ({ value: state, label: nameOf.state(subject, state) })),
        ]}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button
        variant="default"
        onClick={() =>
          onAdd(to === NEW ? { kind: "state", from } : { kind: "transition", from, to })
        }
      >
        {editWords.addWay}
      </Button>
    </div>
  );
}
