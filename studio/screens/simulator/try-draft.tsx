import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ComponentProps, useMemo, useState } from "react";
import type { WorkflowTest } from "../../../engine/definition/scenario.js";
import { caseTestQuery } from "../../api/case-test.js";
import { contributionsQuery } from "../../api/rule-plugins.js";
import { graphOf } from "../../canvas/graph.js";
import type { Axis } from "../../canvas/plane.js";
import type { Selection } from "../../canvas/selection.js";
import { Empty, ProblemNote } from "../../ui/notes.js";
import { Waiting } from "../../ui/waiting.js";
import { mapWords } from "../../words/map.js";
import { simulatorWords } from "../../words/simulator.js";
import { useChanges } from "../draft/changes-context.js";
import { useRights } from "../draft/rights-context.js";
import { useAddress } from "../workflow/use-address.js";
import { CaseTestCard } from "./case-test.js";
import classes from "./simulator.module.css";
import { TryIt } from "./try-it.js";

const say = simulatorWords.fromCase;

/**
 * A workflow tried as it stands with the changes of the person; a test that is kept is one of them. A case that the address names is played
 * first, to be kept as a test. Only inside `ChangesProvider`.
 */
export function TryDraft({ id, ...shown }: Shown & { readonly id: string }) {
  const { body, record } = useChanges();
  const mayChange = useRights().all("workflows", id, "tests");
  const { address, set } = useAddress();
  const caseId = address.get("case");
  const [kept, setKept] = useState<string | null>(null);
  const workflow = body.workflows.find((one) => one.id === id);
  const effects = useQuery(contributionsQuery).data?.effects;
  const subject = useMemo(
    () => (workflow ? { workflow, body, effects } : null),
    [workflow, body, effects],
  );
  const graph = useMemo(() => (workflow ? graphOf(workflow) : null), [workflow]);
  if (!workflow || !subject || !graph) return <Empty icon="map" title={mapWords.unknown} />;
  const keep = (test: WorkflowTest) => {
    const tests = [...(workflow.tests ?? []), test];
    record({ kind: "workflow", id, step: { do: "setWorkflow", change: { tests } } });
  };
  const common = { ...shown, body, subject, graph };
  if (caseId !== null && mayChange)
    return (
      <TryCase
        id={caseId}
        common={common}
        onLeave={() => set("case", null)}
        onKeep={(test) => {
          keep(test);
          setKept(test.name);
          set("case", null);
        }}
      />
    );
  return (
    <>
      {kept === null ? null : <Kept name={kept} />}
      {caseId === null ? null : <p className={classes.ahead}>{say.notYours}</p>}
      <TryIt {...common} onKeep={mayChange ? keep : null} />
    </>
  );
}

type Shown = {
  readonly axis: Axis;
  readonly selected: Selection | null;
  readonly onChoose: (selection: Selection) => void;
};

/** A case played on the workflow with the changes, and the way to keep it. */
function TryCase({
  id,
  common,
  onKeep,
  onLeave,
}: {
  readonly id: string;
  readonly common: Omit<ComponentProps<typeof TryIt>, "onKeep" | "told">;
  readonly onKeep: (test: WorkflowTest) => void;
  readonly onLeave: () => void;
}) {
  const { body, subject } = common;
  const { isPending, data: told, error, refetch } = useQuery(caseTestQuery(id));
  if (isPending) return <Waiting />;
  if (told === undefined)
    return <ProblemNote error={error} title={say.errorTitle} onRetry={() => void refetch()} />;
  if (told.workflow !== subject.workflow.id) return <Empty icon="map" title={say.otherWorkflow} />;
  return (
    <>
      <div className={classes.ahead}>
        <CaseTestCard {...{ id, told, subject, body, onKeep, onLeave }} />
      </div>
      <TryIt key={id} {...common} told={told.test} onKeep={null} />
    </>
  );
}

/** That a case is a test now, and where those stand. */
function Kept({ name }: { readonly name: string }) {
  return (
    <div className={`${classes.ahead ?? ""} ${classes.buttons ?? ""}`}>
      <p role="status">{say.kept(name)}</p>
      <Button component="a" href="#simulator-tests" variant="default">
        {say.show}
      </Button>
    </div>
  );
}
