import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { WorkflowTest } from "../../../engine/definition/scenario.js";
import { contributionsQuery } from "../../api/rule-plugins.js";
import { graphOf } from "../../canvas/graph.js";
import type { Axis } from "../../canvas/plane.js";
import type { Selection } from "../../canvas/selection.js";
import { Empty } from "../../ui/notes.js";
import { mapWords } from "../../words/map.js";
import { useChanges } from "../draft/changes-context.js";
import { useRights } from "../draft/rights-context.js";
import { TryIt } from "./try-it.js";

/** A workflow tried as it stands with the changes of the person; a test that is kept is one of them. Only inside `ChangesProvider`. */
export function TryDraft({
  id,
  ...shown
}: {
  readonly id: string;
  readonly axis: Axis;
  readonly selected: Selection | null;
  readonly onChoose: (selection: Selection) => void;
}) {
  const { body, record } = useChanges();
  const mayChange = useRights().all("workflows", id, "tests");
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
  return <TryIt {...shown} {...{ body, subject, graph }} onKeep={mayChange ? keep : null} />;
}
