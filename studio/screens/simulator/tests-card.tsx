import { Button, Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import type { WorkflowTest } from "../../../engine/definition/scenario.js";
import {
  type Difference,
  type Session,
  testOf,
  type TestRun,
} from "../../../engine/simulate/index.js";
import card from "../../ui/card.module.css";
import { Icon } from "../../ui/icons.js";
import { simulatorWords } from "../../words/simulator.js";
import { nameOf, type Subject } from "../workflow/names.js";
import classes from "./simulator.module.css";
import { coveredBy } from "./trail.js";

/** The tests that stand with the workflow, how they come out now, what they cover, and the way to make one of what was tried. */
export function TestsCard({
  subject,
  session,
  runs,
  isShown,
  onKeep,
  onShow,
}: {
  readonly subject: Subject;
  readonly session: Session;
  /** Null where they cannot be run in a browser, because rules need the code of a plugin. */
  readonly runs: readonly TestRun[] | null;
  /** Whether the map shows what they come by. */
  readonly isShown: boolean;
  /** Null for those who may not keep any. */
  readonly onKeep: ((test: WorkflowTest) => void) | null;
  readonly onShow: (isShown: boolean) => void;
}) {
  const say = simulatorWords.tests;
  return (
    <section className={card.card} aria-labelledby="simulator-tests">
      <h2 id="simulator-tests">{say.title}</h2>
      <div className={classes.fields}>
        <p className={classes.quiet}>{say.lead}</p>
        {onKeep === null || session.moments.length === 0 ? null : (
          <Keep subject={subject} session={session} onKeep={onKeep} />
        )}
        {runs === null ? <p className={classes.quiet}>{say.elsewhere}</p> : null}
        {runs?.length === 0 ? <p className={classes.quiet}>{say.none}</p> : null}
        {runs === null || runs.length === 0 ? null : (
          <>
            <ul className={classes.tests}>
              {runs.map((run) => (
                <Run key={run.test.name} run={run} />
              ))}
            </ul>
            <Coverage subject={subject} runs={runs} />
            <Checkbox
              label={say.colour}
              checked={isShown}
              onChange={(event) => onShow(event.currentTarget.checked)}
            />
          </>
        )}
      </div>
    </section>
  );
}

function Run({ run: { test, difference } }: { readonly run: TestRun }) {
  const say = simulatorWords.tests;
  return (
    <li className={classes.test}>
      <Icon name={difference === null ? "check" : "warning"} size={16} />
      <span className={classes.what}>
        <span>
          <strong>{test.name}</strong> {difference === null ? say.holds : say.fails}
        </span>
        {difference === null ? null : (
          <span className={classes.problem}>{differenceWords(difference)}</span>
        )}
      </span>
    </li>
  );
}

function differenceWords(difference: Difference): string {
  const say = simulatorWords.tests;
  const step = difference.step + 1;
  if ("unfit" in difference) return say.unfit(step, difference.unfit);
  return say.differs(step, difference.member, difference.expected, difference.seen);
}

function Coverage({
  subject,
  runs,
}: {
  readonly subject: Subject;
  readonly runs: readonly TestRun[];
}) {
  const say = simulatorWords.tests;
  const { states, transitions } = subject.workflow;
  const covered = coveredBy(subject.workflow, runs);
  return (
    <>
      <p className={classes.quiet}>
        {say.covered(
          [covered.transitions, Object.keys(transitions).length],
          [covered.states, Object.keys(states).length],
        )}
      </p>
      {covered.missing.length === 0 ? null : (
        <details className={classes.why}>
          <summary>{say.missing}</summary>
          <ul className={classes.conditions}>
            {covered.missing.map((id) => (
              <li key={id}>{nameOf.transition(subject, id)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Keep({
  subject,
  session,
  onKeep,
}: {
  readonly subject: Subject;
  readonly session: Session;
  readonly onKeep: (test: WorkflowTest) => void;
}) {
  const say = simulatorWords.tests;
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const keep = () => {
    const test: WorkflowTest | undefined = testOf(session, name.trim());
    const isTaken = (subject.workflow.tests ?? []).some((one) => one.name === name.trim());
    setProblem(name.trim() === "" ? say.unnamed : isTaken ? say.taken : null);
    if (name.trim() === "" || isTaken || !test) return;
    onKeep(test);
    setName("");
  };
  return (
    <form
      noValidate
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <TextInput
        label={say.name}
        description={say.keeping}
        value={name}
        maxLength={120}
        error={problem}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setProblem(null);
        }}
      />
      <Button type="submit" variant="default">
        {say.keep}
      </Button>
    </form>
  );
}
