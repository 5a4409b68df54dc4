import { Checkbox } from "@mantine/core";
import type { WorkflowTest } from "../../../engine/definition/scenario.js";
import { type Session, testOf, type TestRun } from "../../../engine/simulate/index.js";
import card from "../../ui/card.module.css";
import { Icon } from "../../ui/icons.js";
import { simulatorWords } from "../../words/simulator.js";
import { nameOf, type Subject } from "../workflow/names.js";
import { differenceWords } from "./difference-words.js";
import { NameTest } from "./name-test.js";
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
          <NameTest
            workflow={subject.workflow}
            onName={(name) => {
              const test = testOf(session, name);
              if (test) onKeep(test);
            }}
          />
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
