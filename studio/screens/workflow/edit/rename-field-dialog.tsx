import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMemo, useState, type SyntheticEvent } from "react";
import type { WorkflowFieldRename } from "../../../draft/rename-everywhere.js";
import { placesOfRename, type RenamePlaces } from "../../../draft/rename-places.js";
import { renameTrouble, type RenameTrouble } from "../../../draft/rename-trouble.js";
import { draftWords } from "../../../words/draft.js";
import { words } from "../../../words/index.js";
import { mapWords } from "../../../words/map.js";
import { renameFieldWords as say } from "../../../words/rename-field.js";
import { useChanges } from "../../draft/changes-context.js";
import classes from "./edit.module.css";

/** The field that is to be called otherwise, as it is called now. */
export type Renaming = Omit<WorkflowFieldRename, "to">;

/** Asks what a field is to be called, and shows beforehand where it is named: all of it changes at once, as one step to undo. */
export function RenameFieldDialog({
  field,
  onClose,
}: {
  readonly field: Renaming;
  readonly onClose: () => void;
}) {
  const { body, record } = useChanges();
  const [to, setTo] = useState(field.from);
  const [isAsked, setAsked] = useState(false);
  const trouble = troubleWords(renameTrouble(body, { ...field, to }), to === field.from);
  const places = usePlaces(field);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    if (trouble !== null) return;
    record({ kind: "release", step: { do: "renameField", ...field, to } });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={say.title(field.from)}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={say.name}
            description={say.nameHint}
            data-autofocus
            autoComplete="off"
            maxLength={40}
            value={to}
            error={isAsked || to !== field.from ? trouble : null}
            onChange={({ currentTarget }) => setTo(currentTarget.value)}
          />
          <PlaceList places={places} />
          <p className={classes.quiet}>{say.running}</p>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit">{say.rename}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Where the field is named, whatever it is to be called: asked with a name that nothing has. */
function usePlaces(field: Renaming): readonly RenamePlaces[] {
  const { body } = useChanges();
  return useMemo(() => placesOfRename(body, { ...field, to: NOBODYS_NAME }), [body, field]);
}

/** Longer than a name can be, so that no field has it. */
const NOBODYS_NAME = "x".repeat(41);

function PlaceList({ places }: { readonly places: readonly RenamePlaces[] }) {
  const all = places.reduce((sum, one) => sum + one.places.length, 0);
  return (
    <section aria-label={say.places} className={classes.renamed}>
      <h3>{say.places}</h3>
      <p>{say.inAll(all)}</p>
      <ul>
        {places.map((one) => (
          <li key={`${one.list} ${one.name}`}>
            <b>{draftWords.named(draftWords.lists[one.list], one.name)}</b>
            {": "}
            {mapWords.and(one.places.map(({ kind, name = "" }) => say.kinds[kind](name)))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function troubleWords(trouble: RenameTrouble | null, isSame: boolean): string | null {
  if (isSame) return say.trouble.same;
  if (trouble === null) return null;
  return trouble.why === "shared"
    ? say.trouble.shared(trouble.message, trouble.workflow)
    : say.trouble[trouble.why];
}
