import { useDeferredValue, useMemo } from "react";
import type { ContributedEffects } from "../../../engine/definition/contributed-effects.js";
import type { Finding } from "../../../engine/definition/finding.js";
import { knownNames, lintWorkflow } from "../../../engine/definition/lint/index.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { Workflow } from "../../../engine/definition/workflow.js";
import { useEntrances } from "../draft/entrances.js";
import { usePluginFindingsIn } from "../draft/plugin-findings.js";
import { withNames } from "./with-names.js";

/** What is checked: a workflow in its release, with what plugins can do, once that is known. */
type Checked = {
  readonly workflow: Workflow;
  readonly body: ReleaseBody;
  readonly effects: ContributedEffects | undefined;
};

/** What the check says, a moment after the change, by the names that people gave. */
export function useFindings(subject: Checked): readonly Finding[] {
  const { workflow, body, effects } = useDeferredValue(subject);
  const entrances = useEntrances();
  const ours = useMemo(() => {
    const found = lintWorkflow(workflow, knownNames(body, effects, entrances));
    return found.map((one) => withNames(one, workflow));
  }, [workflow, body, effects, entrances]);
  const theirs = usePluginFindingsIn("workflows", workflow.id);
  return useMemo(() => [...ours, ...theirs], [ours, theirs]);
}
