import { Link } from "react-router";
import type { Received } from "../../../engine/simulate/index.js";
import { simulatorWords } from "../../words/simulator.js";
import { nameOf, type Subject } from "../workflow/names.js";
import { toldSentence } from "../workflow/opening-sentences.js";
import classes from "./simulator.module.css";

const say = simulatorWords.open;

/** What a message would open in the clinic, said while it is written; nothing where it opens what is tried as it stands. */
export function ReceivedNote({
  subject,
  received,
  written,
}: {
  readonly subject: Subject;
  /** Null before anything is written. */
  readonly received: Received | null;
  readonly written: string;
}) {
  return (
    <div role="status" className={classes.received}>
      {received === null ? null : <Said {...{ subject, received, written }} />}
    </div>
  );
}

function Said({
  subject,
  received,
  written,
}: {
  readonly subject: Subject;
  readonly received: Received;
  readonly written: string;
}) {
  if (received.kind === "answered") return <p>{say.answered}</p>;
  const { workflow, text, data, isUrgent } = received;
  if (workflow !== subject.workflow.id) return <Elsewhere {...{ subject, workflow, isUrgent }} />;
  const { properties } = subject.workflow.data;
  const told = data && toldSentence(data, properties);
  return (
    <>
      {text === written ? null : <p>{say.reads(text)}</p>}
      {told === undefined ? null : <p>{say.known(told)}</p>}
    </>
  );
}

function Elsewhere({
  subject,
  workflow,
  isUrgent,
}: {
  readonly subject: Subject;
  readonly workflow: string;
  readonly isUrgent: boolean;
}) {
  const name = nameOf.workflow(subject, workflow);
  const isThere = subject.body.workflows.some(({ id }) => id === workflow);
  return (
    <>
      <p>{isThere ? say.other(name) : say.nothing(name)}</p>
      {isUrgent ? <p>{say.urgent}</p> : null}
      {isThere ? (
        <Link to={`/admin/workflows/${workflow}?view=try`} className={classes.elsewhere}>
          {say.tryOther(name)}
        </Link>
      ) : null}
    </>
  );
}
