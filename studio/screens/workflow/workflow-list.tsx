import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import type { Workflow } from "../../../engine/definition/workflow.js";
import { removedWorkflow } from "../../draft/copied-workflow.js";
import { Icon } from "../../ui/icons.js";
import { Empty } from "../../ui/notes.js";
import { toast } from "../../ui/toast.js";
import { mapWords } from "../../words/map.js";
import { newWorkflowWords } from "../../words/new-workflow.js";
import admin from "../admin/admin.module.css";
import { useChanges } from "../draft/changes-context.js";
import { ANY_NEW, useRights } from "../draft/rights-context.js";
import { GalleryButton } from "../gallery/gallery-button.js";
import { ImportButton } from "../files/import-button.js";
import { WorkflowDialog, type Making } from "./workflow-dialog.js";
import classes from "./workflow.module.css";

/** All workflows of the release as it is changed; they are made, copied, renamed and removed here. */
export function WorkflowList() {
  const { body, record } = useChanges();
  const { all } = useRights();
  const mayMake = all("workflows", ANY_NEW);
  const [making, setMaking] = useState<Making | null>(null);
  const remove = ({ id, name }: Workflow) => {
    record({ kind: "release", step: removedWorkflow(body, id) });
    toast("note", newWorkflowWords.removed(name));
  };
  return (
    <>
      <div className={admin.head}>
        <div>
          <h2>{mapWords.title}</h2>
          <p className={admin.quiet}>{mapWords.lead}</p>
        </div>
        <Group gap="sm">
          <ImportButton />
          {mayMake ? <GalleryButton /> : null}
          {mayMake ? (
            <Button leftSection={<Icon name="plus" />} onClick={() => setMaking({ how: "new" })}>
              {newWorkflowWords.make}
            </Button>
          ) : null}
        </Group>
      </div>
      {body.workflows.length === 0 ? (
        <Empty icon="map" title={mapWords.none}>
          {mapWords.noneText}
        </Empty>
      ) : null}
      <ul className={admin.list}>
        {body.workflows.map((workflow) => (
          <li key={workflow.id} className={admin.line}>
            <Line workflow={workflow} />
            {all("workflows", workflow.id) ? (
              <span className={classes.actions}>
                {(["rename", "copy"] as const).map((how) => (
                  <Button
                    key={how}
                    size="compact-sm"
                    variant="default"
                    aria-label={newWorkflowWords[`${how}Of`](workflow.name)}
                    onClick={() => setMaking({ how, workflow })}
                  >
                    {newWorkflowWords[how]}
                  </Button>
                ))}
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={newWorkflowWords.removeOf(workflow.name)}
                  onClick={() => remove(workflow)}
                >
                  {newWorkflowWords.remove}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {making ? <WorkflowDialog making={making} onClose={() => setMaking(null)} /> : null}
    </>
  );
}

function Line({
  workflow: { id, name, description, states, transitions },
}: {
  readonly workflow: Workflow;
}) {
  return (
    <>
      <span className={admin.grow}>
        <Link to={`/admin/workflows/${id}`} className={classes.open}>
          {name}
        </Link>
        <span className={classes.description}>{description}</span>
      </span>
      <span className={admin.quiet}>
        {mapWords.summary(Object.keys(states).length, Object.keys(transitions).length)}
      </span>
    </>
  );
}
