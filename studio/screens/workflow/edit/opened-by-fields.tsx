import { ActionIcon, Input } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { openingKey, type OpeningMessages } from "../../../../engine/definition/opened-by.js";
import type { Workflow } from "../../../../engine/definition/workflow.js";
import type { Channel } from "../../../../engine/protocol/channel.js";
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
            <span>
              {openingSentence(way, workflow)}
              {isElsewhere(way, channels) ? (
                <span className={classes.quiet}> {say.noSuchEndpoint}</span>
              ) : null}
            </span>
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

/** Whether nothing comes in here by the endpoint that is named; a release may come before its account. */
function isElsewhere(
  { endpoint }: OpeningMessages,
  channels: readonly Channel[] | undefined,
): boolean {
  if (endpoint === undefined || channels === undefined) return false;
  return !channels.some(({ name }) => name === endpoint);
}
