import { NativeSelect, Textarea } from "@mantine/core";
import type { Changes } from "../../../draft/members.js";
import type { WorkflowSettings } from "../../../draft/workflow-steps.js";
import { editWords } from "../../../words/edit.js";
import { FindingList } from "../../draft/finding-list.js";
import { MakeButton } from "../../making/make-button.js";
import { EffectsEditor } from "../fields/effects-editor.js";
import { FieldsPlace } from "../fields/fields-world.js";
import classes from "./edit.module.css";
import { useEditing } from "./edit-context.js";
import { placeOfFinding } from "./finding-place.js";
import { NameField } from "./name-field.js";
import { OpenedByFields } from "./opened-by-fields.js";

/** What holds for every case of a workflow, wherever it is. */
export function SettingsFields() {
  const { subject, findings, record } = useEditing();
  const { workflow } = subject;
  const { name, description = "", defaultQueue, defaultPriority, priorities } = workflow;
  const { onCreate = [] } = workflow;
  const change = (members: Changes<WorkflowSettings>) =>
    record({ do: "setWorkflow", change: members });
  return (
    <div className={`${classes.fields} ${classes.part}`}>
      <p className={classes.quiet}>{editWords.settingsLead}</p>
      <FindingList findings={findings.filter((finding) => placeOfFinding(finding) === null)} />
      <NameField value={name} onName={(next) => change({ name: next })} />
      <Textarea
        label={editWords.description}
        value={description}
        rows={4}
        maxLength={2000}
        onChange={({ currentTarget: { value } }) =>
          change({ description: value === "" ? null : value })
        }
      />
      <NativeSelect
        label={editWords.queue}
        value={defaultQueue}
        data={subject.body.organisation.queues.map((queue) => ({
          value: queue.id,
          label: queue.name,
        }))}
        onChange={({ currentTarget: { value } }) => change({ defaultQueue: value })}
      />
      <div>
        <MakeButton
          what="queue"
          workflow={workflow}
          onMade={(made) => change({ defaultQueue: made })}
        />
      </div>
      <OpenedByFields
        workflow={workflow}
        workflows={subject.body.workflows}
        onChange={(openedBy) => change({ openedBy })}
      />
      <NativeSelect
        label={editWords.priority}
        value={defaultPriority}
        data={priorities}
        onChange={({ currentTarget: { value } }) => change({ defaultPriority: value })}
      />
      <FieldsPlace subject={subject} findings={findings}>
        <EffectsEditor
          value={onCreate}
          title={editWords.onCreate}
          path="/onCreate"
          onChange={(next) => change({ onCreate: next.length > 0 ? [...next] : null })}
        />
      </FieldsPlace>
    </div>
  );
}
