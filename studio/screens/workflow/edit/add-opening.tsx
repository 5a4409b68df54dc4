import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { isGeneralWord } from "../../../../engine/definition/keywords.js";
import {
  openingKey,
  openingMessagesSchema,
  type OpeningMessages,
} from "../../../../engine/definition/opened-by.js";
import type { Workflow } from "../../../../engine/definition/workflow.js";
import type { Channel } from "../../../../engine/protocol/channel.js";
import { editWords } from "../../../words/edit.js";
import classes from "./edit.module.css";
import { KnownFields, type KnownData } from "./known-fields.js";

const say = editWords.openedBy;

/** Every endpoint. */
const ANY = "";

/** More messages that open a case: what they begin with, where they come in, and what is known of them then. */
export function AddOpening({
  workflow,
  workflows,
  channels = [],
  onAdd,
}: {
  readonly workflow: Workflow;
  readonly workflows: readonly Workflow[];
  readonly channels: readonly Channel[] | undefined;
  readonly onAdd: (way: OpeningMessages) => void;
}) {
  const [endpoint, setEndpoint] = useState(ANY);
  const [address, setAddress] = useState("");
  const [keyword, setKeyword] = useState("");
  const [known, setKnown] = useState<KnownData>({});
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const way: OpeningMessages = {
    ...(endpoint === ANY ? {} : { endpoint }),
    ...(address.trim() === "" ? {} : { to: address.trim() }),
    ...(keyword.trim() === "" ? {} : { keyword: keyword.trim() }),
    ...(Object.keys(known).length === 0 ? {} : { data: known }),
  };
  const add = () => {
    const wrong = troubleOf(way, workflows);
    setTrouble(wrong);
    if (wrong !== null) return;
    onAdd(way);
    setKeyword("");
    setAddress("");
    setKnown({});
  };
  const heard = channels.filter(({ receives }) => receives);
  return (
    <form
      noValidate
      className={classes.opening}
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
        error={trouble?.at === "keyword" ? trouble.words : null}
        onChange={({ currentTarget }) => setKeyword(currentTarget.value)}
      />
      <TextInput
        label={say.to}
        description={say.toHint}
        maxLength={254}
        autoComplete="off"
        value={address}
        error={trouble?.at === "to" ? trouble.words : null}
        onChange={({ currentTarget }) => setAddress(currentTarget.value)}
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
      <KnownFields
        workflow={workflow}
        value={known}
        trouble={trouble?.at === "data" ? trouble.words : null}
        onChange={setKnown}
      />
      <div>
        <Button type="submit" variant="default">
          {say.add}
        </Button>
      </div>
    </form>
  );
}

/** What is wrong, and with which field. */
type Trouble = { readonly at: "keyword" | "to" | "data"; readonly words: string };

const KEYWORD = new RegExp(String(openingMessagesSchema.properties.keyword.pattern));
const ADDRESS = new RegExp(String(openingMessagesSchema.properties.to.pattern));

/** Why it cannot be added; null when it can. */
function troubleOf(way: OpeningMessages, workflows: readonly Workflow[]): Trouble | null {
  const { endpoint, to, keyword, data } = way;
  const at = (place: Trouble["at"], words: string): Trouble => ({ at: place, words });
  if (to !== undefined && !ADDRESS.test(to)) return at("to", say.wrongAddress);
  if (keyword !== undefined && !KEYWORD.test(keyword)) return at("keyword", say.wrongKeyword);
  if (keyword !== undefined && isGeneralWord(keyword)) return at("keyword", say.general(keyword));
  const isAnywhere = endpoint === undefined && to === undefined;
  if (data !== undefined && (isAnywhere || keyword !== undefined)) return at("data", say.onlyTo);
  if (keyword === undefined && isAnywhere) return at("keyword", say.empty);
  const other = workflows.find(({ openedBy = [] }) =>
    openedBy.some((one) => openingKey(one) === openingKey(way)),
  );
  return other ? at(to === undefined ? "keyword" : "to", say.taken(other.name)) : null;
}
