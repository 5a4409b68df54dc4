import { NativeSelect } from "@mantine/core";
import { useMemo, useState, type ReactNode } from "react";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { compareWords as say } from "../../words/compare.js";
import classes from "./compare.module.css";
import { workflowsCompared } from "./compared-workflow.js";
import { Comparison } from "./comparison.js";
import type { Labels } from "./sides.js";

/** How the cases of each workflow move in one release and in another, as two pictures. */
export function ComparedWorkflows({
  before,
  after,
  labels,
  none = null,
}: {
  readonly before: ReleaseBody;
  readonly after: ReleaseBody;
  readonly labels: Labels;
  /** What is said where no workflow of both differs. */
  readonly none?: ReactNode;
}) {
  const all = useMemo(() => workflowsCompared(before, after), [before, after]);
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = all.find(({ id }) => id === chosen) ?? all[0];
  if (!shown) return none;
  return (
    <section aria-label={say.title} className={classes.section}>
      <div>
        <h3>{say.title}</h3>
        <p className={classes.quiet}>{say.lead}</p>
      </div>
      {all.length === 1 ? null : (
        <NativeSelect
          label={say.workflow}
          value={shown.id}
          className={classes.select}
          data={all.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={({ currentTarget: { value } }) => setChosen(value)}
        />
      )}
      <Comparison key={shown.id} compared={shown} bodies={{ before, after }} labels={labels} />
    </section>
  );
}
