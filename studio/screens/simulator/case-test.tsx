import { Button } from "@mantine/core";
import { useMemo } from "react";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { WorkflowTest } from "../../../engine/definition/scenario.js";
import type { CaseTest } from "../../../engine/protocol/case-test.js";
import { runTests } from "../../../engine/simulate/index.js";
import card from "../../ui/card.module.css";
import { simulatorWords } from "../../words/simulator.js";
import { nameOf, type Subject } from "../workflow/names.js";
import { differenceWords } from "./difference-words.js";
import { NameTest } from "./name-test.js";
import classes from "./simulator.module.css";

const say = simulatorWords.fromCase;

/** A case that is to become a test: what of it was not kept, how it comes out with the changes, and its name. */
export function CaseTestCard({
  id,
  told,
  subject,
  body,
  onKeep,
  onLeave,
}: {
  /** Of the case. */
  readonly id: string;
  readonly told: CaseTest;
  readonly subject: Subject;
  readonly body: ReleaseBody;
  readonly onKeep: (test: WorkflowTest) => void;
  readonly onLeave: () => void;
}) {
  const { test, release, differs, leftOut } = told;
  return (
    <section className={card.card} aria-labelledby="case-test">
      <h2 id="case-test">{say.title(id)}</h2>
      <div className={classes.fields}>
        <p className={classes.quiet}>{say.lead}</p>
        {differs.length === 0 ? (
          <p>{say.same(release)}</p>
        ) : (
          <>
            <p className={classes.problem}>{say.otherwise(release)}</p>
            <ul className={classes.conditions}>
              {differs.map((one) => (
                <li key={`${String(one.step)} ${one.what}`}>{differsWords(subject, one)}</li>
              ))}
            </ul>
          </>
        )}
        {leftOut.map(({ what, n }) => (
          <p key={what}>{say.leftOut(n, say.what[what] ?? say.otherCases)}</p>
        ))}
        <OnDraft {...{ told, subject, body }} />
        <NameTest workflow={subject.workflow} onName={(name) => onKeep({ ...test, name })}>
          <Button variant="default" onClick={onLeave}>
            {say.leave}
          </Button>
        </NameTest>
      </div>
    </section>
  );
}

/** How it comes out with the changes of the person; nothing where a browser cannot run it. */
function OnDraft({
  told: { test },
  subject: { workflow },
  body,
}: {
  readonly told: CaseTest;
  readonly subject: Subject;
  readonly body: ReleaseBody;
}) {
  const [run] = useMemo(
    () => runTests({ ...workflow, tests: [{ ...test, name: workflow.name }] }, body) ?? [],
    [workflow, test, body],
  );
  if (run === undefined) return null;
  const { difference } = run;
  return <p>{difference === null ? say.holds : say.fails(differenceWords(difference))}</p>;
}

function differsWords(
  subject: Subject,
  { step, what, was, is }: CaseTest["differs"][number],
): string {
  if (what === "asks" || what === "unfit") return say.differs[what](step);
  const named = (id: string | null) =>
    id === null ? say.something : what === "priority" ? id : nameOf[what](subject, id);
  return say.differs[what](step, named(is), named(was));
}
