import { ActionIcon, Input } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { openingKey, type OpeningMessages } from "../../../../engine/definition/opened-by.js";
import type { Workflow } from "../../../../engine/definition/workflow.js";
import { channelsQuery } from "../../../api/channels.js";
import { Icon } from "../../../ui/icons.js";
import { editWords } from "../../../words/edit.js";
import { openingSentence } from "../opening-sentences.js";
import { AddOpening } from "./add-opening.js";
import classes from "./edit.module.css";

const say = editWords.openedBy;

/** Which messages open a case of a workflow: each said in a sentence, and one more to be added. */
export function OpenedByFields({
  workflow,
  workflows,
  onChange,
}: {
  readonly workflow: Workflow;
  /** All of the release, for what is taken. */
  readonly workflows: readonly Workflow[];
  /** Null for none. */
  readonly onChange: (ways: OpeningMessages[] | null) => void;
}) {
  const channels = useQuery(channelsQuery).data?.items;
  const { openedBy = [] } = workflow;
  const put = (ways: readonly OpeningMessages[]) => onChange(ways.length === 0 ? null : [...ways]);
  return (
    <fieldset className={classes.opened}>
      <Input.Label component="legend">{say.title}</Input.Label>
      <Input.Description>{say.hint}</Input.Description>
      {openedBy.length === 0 ? <p className={classes.quiet}>{say.none}</p> : null}
      <ul>
        {openedBy.map((way, place) => (
          <li key={openingKey(way)} className={classes.way}>
            <span>{openingSentence(way, workflow)}</span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={say.remove(openingSentence(way, workflow))}
              onClick={() => put(openedBy.toSpliced(place, 1))}
            >
              <Icon name="cross" size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <AddOpening {...{ workflow, workflows, channels }} onAdd={(way) => put([...openedBy, way])} />
    </fieldset>
  );
}
