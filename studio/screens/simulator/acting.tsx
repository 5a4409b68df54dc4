import { Button, Modal, NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { Form } from "../../../engine/definition/form.js";
import type { Scalar } from "../../../engine/definition/names.js";
import { allowedIn, type Move, type Session, stateIn } from "../../../engine/simulate/index.js";
import card from "../../ui/card.module.css";
import { SchemaForm } from "../../ui/schema-form/form.js";
import { words } from "../../words/index.js";
import { simulatorWords } from "../../words/simulator.js";
import { nameOf, type Subject } from "../workflow/names.js";
import { rolesIn } from "./people.js";
import classes from "./simulator.module.css";

type Asked = { readonly action: string; readonly name: string; readonly form: Form };

/** What a person of a role may do now, each with its form. */
export function Acting({
  subject,
  session,
  onPlay,
}: {
  readonly subject: Subject;
  readonly session: Session;
  readonly onPlay: (move: Move) => void;
}) {
  const roles = rolesIn(subject);
  const [role, setRole] = useState(roles[0]?.id ?? "");
  const [asked, setAsked] = useState<Asked | null>(null);
  const say = simulatorWords.act;
  const isClosed = stateIn(session)?.status === "closed";
  const start = (action: string) => {
    const transition = subject.workflow.transitions[action];
    const form = subject.workflow.forms?.[transition?.form ?? ""];
    if (form) setAsked({ action, name: nameOf.transition(subject, action), form });
    else onPlay({ acted: action, as: role });
  };
  const allowed = allowedIn(session, role);
  return (
    <section className={card.card} aria-labelledby="simulator-act">
      <h2 id="simulator-act">{say.title}</h2>
      {isClosed ? (
        <p className={classes.quiet}>{say.closed}</p>
      ) : (
        <div className={classes.fields}>
          <NativeSelect
            label={say.role}
            value={role}
            data={roles.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => setRole(event.currentTarget.value)}
          />
          {allowed.length === 0 ? <p className={classes.quiet}>{say.none}</p> : null}
          <div className={classes.buttons}>
            {allowed.map((action) => (
              <Button key={action} variant="default" onClick={() => start(action)}>
                {nameOf.transition(subject, action)}
              </Button>
            ))}
          </div>
        </div>
      )}
      {asked === null ? null : (
        <Modal
          opened
          onClose={() => setAsked(null)}
          title={asked.name}
          closeButtonProps={{ "aria-label": words.close }}
        >
          <SchemaForm
            form={asked.form}
            submit={asked.name}
            onSubmit={(input) => {
              setAsked(null);
              onPlay({
                acted: asked.action,
                as: role,
                input: input as { [field: string]: Scalar },
              });
            }}
            onCancel={() => setAsked(null)}
          />
        </Modal>
      )}
    </section>
  );
}
