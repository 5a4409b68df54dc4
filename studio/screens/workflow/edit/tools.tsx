import { Button } from "@mantine/core";
import type { Workflow } from "../../../../engine/definition/workflow.js";
import type { WorkflowStep } from "../../../draft/workflow-steps.js";
import { Icon } from "../../../ui/icons.js";
import { draftWords } from "../../../words/draft.js";
import { editWords } from "../../../words/edit.js";
import { groupWords } from "../../../words/group.js";
import { noteWords } from "../../../words/note.js";
import { errorsOf, FindingCounts, FindingList } from "../../draft/finding-list.js";
import { ArrangeTools } from "../arrange/arrange-tools.js";
import { ClipTools } from "../clip/clip-tools.js";
import { History } from "../../draft/history.js";
import type { Drafting } from "../../draft/use-draft.js";
import classes from "./edit.module.css";
import { partOfFinding } from "../part-of-finding.js";
import { useAddress } from "../use-address.js";
import { useEditing } from "./edit-context.js";
import { placeOfFinding } from "./finding-place.js";

/** What is above a workflow that is being changed: the tools, and what the check finds. */
export function Tools({
  drafting,
  view,
  isPhone,
}: {
  readonly drafting: Drafting<Workflow, WorkflowStep>;
  /** What is shown below: the picture has tools that nothing else has. */
  readonly view: string;
  readonly isPhone: boolean;
}) {
  const { onAdd, picked } = useEditing();
  return (
    <>
      <div role="toolbar" aria-label={editWords.tools} className={classes.tools}>
        {view === "map" || view === "table" ? (
          <>
            <Button
              variant="default"
              leftSection={<Icon name="plus" size={16} />}
              onClick={() => onAdd({ kind: "state" })}
            >
              {editWords.addState}
            </Button>
            <Button
              variant="default"
              leftSection={<Icon name="note" size={16} />}
              onClick={() => onAdd({ kind: "note", about: picked[0] })}
            >
              {noteWords.add}
            </Button>
            <Button
              variant="default"
              disabled={picked.length === 0}
              leftSection={<Icon name="fit" size={16} />}
              onClick={() => onAdd({ kind: "group", states: picked })}
            >
              {groupWords.add}
            </Button>
          </>
        ) : null}
        {view === "map" && !isPhone ? <ArrangeTools /> : null}
        {view === "map" || view === "table" ? <ClipTools /> : null}
        <History drafting={drafting} />
        {view === "map" ? (
          <p className={classes.quiet}>{isPhone ? editWords.hintPhone : editWords.hint}</p>
        ) : null}
      </div>
      <Check />
    </>
  );
}

function Check() {
  const { findings, onChoose } = useEditing();
  const { set } = useAddress();
  if (findings.length === 0)
    return <p className={`${classes.check} ${classes.quiet}`}>{draftWords.nothingFound}</p>;
  const errors = errorsOf(findings);
  const hints = findings.filter((finding) => !errors.includes(finding));
  return (
    <details className={classes.check} open={errors.length > 0}>
      <summary>
        {draftWords.found} <FindingCounts findings={findings} />
      </summary>
      <FindingList
        findings={[...errors, ...hints]}
        canShow={(finding) => placeOfFinding(finding) !== null || partOfFinding(finding) !== null}
        onShow={(finding) => {
          const place = placeOfFinding(finding);
          if (place === null) set("view", partOfFinding(finding));
          else onChoose(place);
        }}
      />
    </details>
  );
}
