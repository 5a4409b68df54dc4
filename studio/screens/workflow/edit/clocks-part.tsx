import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { idFor } from "../../../draft/new-id.js";
import { editWords } from "../../../words/edit.js";
import { ANY_NEW, useRights } from "../../draft/rights-context.js";
import { ClockEditor } from "../fields/clock-editor.js";
import { FieldsPlace } from "../fields/fields-world.js";
import { AddNamed } from "./add-named.js";
import classes from "./edit.module.css";
import { useEditing } from "./edit-context.js";

/** Clocks: what is promised, and what is to happen at a time; one of them to be changed. */
export function ClocksPart() {
  const { subject, findings, record } = useEditing();
  const { all } = useRights();
  const { clocks = {} } = subject.workflow;
  const [asked, setAsked] = useState<string | null>(null);
  const chosen = asked !== null && Object.hasOwn(clocks, asked) ? asked : Object.keys(clocks)[0];
  const clock = chosen === undefined ? undefined : clocks[chosen];
  const add = (name: string) => {
    const id = idFor(name, clocks);
    const value = { name, starts: { event: "created" as const }, target: "P1D" };
    record({ do: "setClock", clock: id, value });
    setAsked(id);
  };
  return (
    <div className={`${classes.fields} ${classes.part}`}>
      {chosen !== undefined && clock ? (
        <>
          <NativeSelect
            label={editWords.whichClock}
            value={chosen}
            data={Object.entries(clocks).map(([id, { name }]) => ({ value: id, label: name }))}
            onChange={(event) => setAsked(event.currentTarget.value)}
          />
          <FieldsPlace subject={subject} findings={findings}>
            <ClockEditor
              key={chosen}
              value={clock}
              path={`/clocks/${chosen}`}
              onChange={(value) => record({ do: "setClock", clock: chosen, value })}
            />
          </FieldsPlace>
          <Button
            variant="default"
            disabled={!all("workflows", subject.workflow.id, "clocks", chosen)}
            className={classes.remove ?? ""}
            onClick={() => record({ do: "setClock", clock: chosen, value: null })}
          >
            {editWords.removeClock}
          </Button>
        </>
      ) : (
        <p className={classes.quiet}>{editWords.noClocks}</p>
      )}
      {all("workflows", subject.workflow.id, "clocks", ANY_NEW) ? (
        <AddNamed label={editWords.newClock} submitLabel={editWords.addClock} onAdd={add} />
      ) : null}
    </div>
  );
}
