import { Button } from "@mantine/core";
import { quantitySchema, type Quantity } from "../../../engine/definition/organisation.js";
import { idFor } from "../../draft/new-id.js";
import { entriesOf, type EntryOf } from "../../draft/release-lists.js";
import { settingsWords as say } from "../../words/settings.js";
import { useChanges } from "../draft/changes-context.js";
import { ANY_NEW, useRights } from "../draft/rights-context.js";
import { AddNamed } from "../workflow/edit/add-named.js";
import { NameField } from "../workflow/edit/name-field.js";
import { NumberInput } from "../workflow/fields/number-input.js";
import classes from "./settings.module.css";

/** Lists of the organisation whose entries are little more than a name. */
export type NamedListName = "queues" | "skills" | "quantities";

/** Queues have a way of their own to be made, and cases wait in them: here they are only named. */
const ONLY_NAMED: readonly NamedListName[] = ["queues"];

/** Entries of a list of the organisation: named anew, added and removed as steps of the change set. */
export function NamedList({ list }: { readonly list: NamedListName }) {
  const { body, record } = useChanges();
  const { all } = useRights();
  const entries = entriesOf(body, list);
  const words = say.lists[list];
  const mayAdd = !ONLY_NAMED.includes(list) && all("organisation", list, ANY_NEW);
  const add = (name: string) => {
    const id = idFor(name, Object.fromEntries(entries.map((entry) => [entry.id, true])));
    record({
      kind: "release",
      step:
        list === "quantities"
          ? { do: "add", to: list, entry: { id, name, limit: 1 } }
          : { do: "add", to: list, entry: { id, name } },
    });
  };
  return (
    <section className={classes.list} aria-label={words.title}>
      <h3>{words.title}</h3>
      <p className={classes.quiet}>{entries.length === 0 ? words.none : words.help}</p>
      {entries.map((entry) =>
        all("organisation", list, entry.id) ? (
          <EntryFields key={entry.id} list={list} entry={entry} />
        ) : (
          <p key={entry.id}>{"limit" in entry ? say.some(entry) : entry.name}</p>
        ),
      )}
      {mayAdd ? <AddNamed label={words.added} submitLabel={say.add} onAdd={add} /> : null}
    </section>
  );
}

type Entry = EntryOf[NamedListName];

/** The name of one of them, with what else there is to it. */
function EntryFields({ list, entry }: { readonly list: NamedListName; readonly entry: Entry }) {
  const { record } = useChanges();
  const { id } = entry;
  return (
    <div className={classes.entry}>
      <NameField
        label={say.lists[list].entry}
        value={entry.name}
        onName={(name) => record({ kind: "release", step: { do: "rename", in: list, id, name } })}
      />
      {"limit" in entry ? <Limit entry={entry} /> : null}
      {ONLY_NAMED.includes(list) ? null : (
        <Button
          variant="default"
          aria-label={say.removeOf(entry.name)}
          onClick={() => record({ kind: "release", step: { do: "remove", from: list, id } })}
        >
          {say.remove}
        </Button>
      )}
    </div>
  );
}

/** How much of a shared quantity there is. */
function Limit({ entry }: { readonly entry: Quantity }) {
  const { record } = useChanges();
  const { minimum = 0, maximum = Infinity } = quantitySchema.properties.limit;
  return (
    <NumberInput
      label={say.limit}
      value={entry.limit}
      whole
      least={minimum}
      most={maximum}
      required
      readOnly={false}
      onChange={(limit) => {
        if (limit === undefined) return;
        record({
          kind: "release",
          step: { do: "replace", in: "quantities", entry: { ...entry, limit } },
        });
      }}
    />
  );
}
