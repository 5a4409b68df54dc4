import { Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useNavigate } from "react-router";
import { workingRoles } from "../../draft/new-queue.js";
import type { Starter } from "../../starters/starters.js";
import { clashesOf, takenStarter } from "../../starters/take-starter.js";
import { draftWords } from "../../words/draft.js";
import { galleryWords as say } from "../../words/gallery.js";
import { newWorkflowWords } from "../../words/new-workflow.js";
import { useChanges } from "../draft/changes-context.js";
import { checkWorkflow } from "../workflow/check-workflow.js";
import { useNaming } from "../workflow/use-naming.js";
import classes from "./gallery.module.css";
import { StarterPicture } from "./starter-picture.js";
import { startOf } from "./typed-starter.js";

type Props = {
  readonly starter: Starter;
  readonly onBack: () => void;
  readonly onClose: () => void;
};

/** A starter: its picture, what it brings, and what has to be known to take it. */
export function StarterForm({ starter, onBack, onClose }: Props) {
  const { body, record } = useChanges();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(() => startOf(starter, body));
  const clashes = clashesOf(body, starter);
  const { form, field } = useNaming({
    named: typed,
    onType: (name, value) => setTyped({ ...typed, [name]: value }),
    check: () => checkWorkflow(typed, body),
    onRight: () => {
      const asked = { ...typed, name: typed.name.trim() };
      record({ kind: "release", step: takenStarter(body, starter, asked) });
      onClose();
      void navigate(`/admin/workflows/${typed.id}?edit=1`);
    },
  });
  return (
    <form {...form}>
      <Stack gap="md">
        <StarterPicture starter={starter} />
        <TextInput label={newWorkflowWords.name} {...field("name")} />
        <div className={classes.pair}>
          <TextInput label={newWorkflowWords.id} {...field("id")} />
          <TextInput label={newWorkflowWords.prefix} {...field("prefix")} />
        </div>
        {starter.body.organisation.roles.map(({ id, name }) => (
          <NativeSelect
            key={id}
            label={say.roleOf(name)}
            value={typed.roles[id] ?? ""}
            data={[
              { value: "", label: say.newRole(name) },
              ...workingRoles(body).map((role) => ({ value: role.id, label: role.name })),
            ]}
            onChange={({ currentTarget: { value } }) => {
              const { [id]: _before, ...others } = typed.roles;
              setTyped({ ...typed, roles: value === "" ? others : { ...others, [id]: value } });
            }}
          />
        ))}
        {clashes.map(({ list, id, name }) => (
          <NativeSelect
            key={`${list} ${id}`}
            label={say.taken(draftWords.lists[list], name)}
            value={typed.here.includes(id) ? "here" : "own"}
            data={[
              { value: "own", label: say.own },
              { value: "here", label: say.here },
            ]}
            onChange={({ currentTarget: { value } }) => {
              const others = typed.here.filter((one) => one !== id);
              setTyped({ ...typed, here: value === "here" ? [...others, id] : others });
            }}
          />
        ))}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onBack}>
            {say.back}
          </Button>
          <Button type="submit">{say.take}</Button>
        </Group>
      </Stack>
    </form>
  );
}
