import { ActionIcon, Button, Input, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { isGeneralWord } from "../../../../engine/definition/keywords.js";
import {
  openingKey,
  openingMessagesSchema,
  type OpeningMessages,
} from "../../../../engine/definition/opened-by.js";
import type { Workflow } from "../../../../engine/definition/workflow.js";
import { channelsQuery } from "../../../api/channels.js";
import { Icon } from "../../../ui/icons.js";
import { editWords } from "../../../words/edit.js";
import { openingSentence } from "../opening-sentences.js";
import classes from "./edit.module.css";

const say = editWords.openedBy;

/** Every endpoint. */
const ANY = "";

/** Which messages open a case of a workflow: each said in a sentence, and one more to be added. */
export function OpenedByFields({
  workflow: { openedBy = [] },
  workflows,
  onChange,
}: {
  readonly workflow: Workflow;
  /** All of the release, for what is taken. */
  readonly workflows: readonly Workflow[];
  /** Null for none. */
  readonly onChange: (ways: OpeningMessages[] | null) => void;
}) {
  const put = (ways: readonly OpeningMessages[]) => onChange(ways.length === 0 ? null : [...ways]);
  return (
    <fieldset className={classes.opened}>
      <Input.Label component="legend">{say.title}</Input.Label>
      <Input.Description>{say.hint}</Input.Description>
      {openedBy.length === 0 ? <p className={classes.quiet}>{say.none}</p> : null}
      <ul>
        {openedBy.map((way, place) => (
          <li key={openingKey(way)} className={classes.buttons}>
            <span>{openingSentence(way)}</span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={say.remove(openingSentence(way))}
              onClick={() => put(openedBy.toSpliced(place, 1))}
            >
              <Icon name="cross" size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <AddOpening workflows={workflows} onAdd={(way) => put([...openedBy, way])} />
    </fieldset>
  );
}

function AddOpening({
  workflows,
  onAdd,
}: {
  readonly workflows: readonly Workflow[];
  readonly onAdd: (way: OpeningMessages) => void;
}) {
  const channels = useQuery(channelsQuery);
  const [endpoint, setEndpoint] = useState(ANY);
  const [keyword, setKeyword] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const way: OpeningMessages = {
    ...(endpoint === ANY ? {} : { endpoint }),
    ...(keyword.trim() === "" ? {} : { keyword: keyword.trim() }),
  };
  const add = () => {
    const wrong = troubleOf(way, workflows);
    setTrouble(wrong);
    if (wrong !== null) return;
    onAdd(way);
    setKeyword("");
  };
  const heard = (channels.data?.items ?? []).filter(({ callbacks, kind }) =>
    kind === "form" || kind === "chat" ? true : callbacks.length > 0,
  );
  return (
    <form
      noValidate
      className={classes.addNamed}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextInput
        label={say.keyword}
        description={say.keywordHint}
        maxLength={20}
        autoComplete="off"
        value={keyword}
        error={trouble}
        onChange={({ currentTarget }) => setKeyword(currentTarget.value)}
      />
      <NativeSelect
        label={say.endpoint}
        value={endpoint}
        data={[
          { value: ANY, label: say.anyEndpoint },
          ...heard.map(({ name, title }) => ({ value: name, label: `${title} (${name})` })),
        ]}
        onChange={({ currentTarget }) => setEndpoint(currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {say.add}
      </Button>
    </form>
  );
}

const KEYWORD = new RegExp(String(openingMessagesSchema.properties.keyword.pattern));

/** Why it cannot be added; null when it can. */
function troubleOf(way: OpeningMessages, workflows: readonly Workflow[]): string | null {
  const { keyword } = way;
  if (keyword === undefined && way.endpoint === undefined) return say.empty;
  if (keyword !== undefined && !KEYWORD.test(keyword)) return say.wrongKeyword;
  if (keyword !== undefined && isGeneralWord(keyword)) return say.general(keyword);
  const other = workflows.find(({ openedBy = [] }) =>
    openedBy.some((one) => openingKey(one) === openingKey(way)),
  );
  return other ? say.taken(other.name) : null;
}
