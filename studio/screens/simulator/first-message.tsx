import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useDeferredValue, useMemo, useState } from "react";
import { OPENED_OTHERWISE } from "../../../engine/definition/opened-by.js";
import type { Scenario } from "../../../engine/definition/scenario.js";
import {
  addressesOf,
  firstMessageOf,
  type FirstMessage as Message,
  type Received,
  type Session,
} from "../../../engine/simulate/index.js";
import { words } from "../../words/index.js";
import { simulatorWords } from "../../words/simulator.js";
import type { Subject } from "../workflow/names.js";
import { openingSentences } from "../workflow/opening-sentences.js";
import { ReceivedNote } from "./received-note.js";
import classes from "./simulator.module.css";

type Created = Extract<Scenario["steps"][number], { created: unknown }>["created"];

const say = simulatorWords.open;

/** The clinic's own number or mailbox. */
const OWN = "";

/** What a patient writes who has no case, and what that would open in the clinic: this workflow, another, or nothing. */
export function FirstMessage({
  channel,
  subject,
  session,
  onSend,
}: {
  readonly channel: Message["channel"];
  readonly subject: Subject;
  readonly session: Session;
  readonly onSend: (created: Pick<Created, "message" | "data">) => void;
}) {
  const [text, setText] = useState("");
  const [to, setTo] = useState(OWN);
  const [problem, setProblem] = useState<string | null>(null);
  const addresses = addressesOf(session.release, channel);
  const message: Message = { channel, text, ...(to === OWN ? {} : { to }) };
  const received = useReceived(session, message);
  const isOwn = received === null || isHere(received, subject);
  const send = () => {
    const said = text.trim();
    if (said === "") {
      setProblem(words.form.required);
      return;
    }
    const end = firstMessageOf(session, { ...message, text: said });
    onSend(end.kind === "opens" && isHere(end, subject) ? createdBy(end) : { message: said });
  };
  return (
    <form
      noValidate
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <OpenedBy subject={subject} />
      {addresses.length === 0 ? null : (
        <NativeSelect
          label={say.to}
          value={to}
          data={[
            { value: OWN, label: say.own[channel] },
            ...addresses.map((one) => ({ value: one, label: one })),
          ]}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      )}
      <div>
        <Textarea
          label={say.message}
          value={text}
          rows={3}
          maxLength={4000}
          error={problem}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <ReceivedNote {...{ subject, received }} written={text.trim()} />
      </div>
      <Button type="submit">{isOwn ? say.send : say.anyway}</Button>
    </form>
  );
}

/** What a case of the workflow is given that is tried. */
function createdBy({ text, data }: Extract<Received, { kind: "opens" }>) {
  return { message: text, ...(data === undefined ? {} : { data }) };
}

/** What comes of a message while it is written; null as long as nothing is. */
function useReceived(session: Session, message: Message): Received | null {
  const { channel, to } = message;
  const text = useDeferredValue(message.text).trim();
  return useMemo(
    () =>
      text === ""
        ? null
        : firstMessageOf(session, { channel, text, ...(to === undefined ? {} : { to }) }),
    [session, channel, text, to],
  );
}

function isHere(received: Received, { workflow }: Subject): boolean {
  return received.kind === "opens" && received.workflow === workflow.id;
}

function OpenedBy({ subject: { workflow } }: { readonly subject: Subject }) {
  const named = openingSentences(workflow);
  const all = workflow.id === OPENED_OTHERWISE ? [...named, say.otherwise] : named;
  return (
    <ul className={classes.openers} aria-label={say.openedBy}>
      {(all.length === 0 ? [say.byNone] : all).map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}
