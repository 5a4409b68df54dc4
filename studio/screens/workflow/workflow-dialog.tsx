import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { Workflow } from "../../../engine/definition/workflow.js";
import { copiedWorkflow } from "../../draft/copied-workflow.js";
import { idFor, newWorkflow, prefixFor, type NewWorkflow } from "../../draft/new-workflow.js";
import { workingRoles } from "../../draft/new-queue.js";
import { entryOf } from "../../draft/release-lists.js";
import type { ReleaseStep } from "../../draft/release-steps.js";
import type { FieldErrors } from "../../ui/schema-form/values.js";
import { Ticks } from "../../ui/ticks.js";
import { words } from "../../words/index.js";
import { newWorkflowWords as say } from "../../words/new-workflow.js";
import { useChanges } from "../draft/changes-context.js";
import { checkName, checkWorkflow } from "./check-workflow.js";
import { useNaming } from "./use-naming.js";

/** What is to be done: a workflow from nothing, one like another, or another name for one. */
export type Making =
  { readonly how: "new" } | { readonly how: "copy" | "rename"; readonly workflow: Workflow };

type Props = { readonly making: Making; readonly onClose: () => void };

/** Asks what has to be known of a workflow; the rest is derived from its name and can be changed. */
export function WorkflowDialog({ making, onClose }: Props) {
  const { body, record } = useChanges();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(() => startOf(making, body));
  const asked = askedOf(typed, body);
  const { form, field, errors } = useNaming({
    named: asked,
    onType: (name, value) => setTyped({ ...typed, [name]: value }),
    check: () => wrongIn(asked, making, body),
    onRight: () => {
      record({ kind: "release", step: stepOf(making, asked, body) });
      onClose();
      if (making.how !== "rename") void navigate(`/admin/workflows/${asked.id}?edit=1`);
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={titleOf(making)}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <form {...form}>
        <Stack gap="md">
          <TextInput
            label={say.name}
            description={say.nameHint}
            data-autofocus
            {...field("name")}
          />
          {making.how === "rename" ? null : (
            <>
              <TextInput label={say.id} description={say.idHint} {...field("id")} />
              <TextInput label={say.prefix} {...field("prefix")} />
            </>
          )}
          {making.how === "new" ? (
            <Ticks
              label={say.roles}
              offered={workingRoles(body)}
              chosen={typed.roles}
              error={errors["roles"]}
              required
              onChoose={(roles) => setTyped({ ...typed, roles })}
            />
          ) : null}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit">{making.how === "rename" ? say.rename : say.makeIt}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** What somebody typed; what they left alone is derived. */
type Typed = Pick<NewWorkflow, "name"> & {
  readonly id: string | null;
  readonly prefix: string | null;
  readonly roles: string[];
};

function startOf(making: Making, body: ReleaseBody): Typed {
  const roles = workingRoles(body).map(({ id }) => id);
  if (making.how === "new") return { name: "", id: null, prefix: null, roles };
  const { name } = making.workflow;
  return { name: making.how === "copy" ? say.newCopy(name) : name, id: null, prefix: null, roles };
}

function askedOf({ name, id, prefix, roles }: Typed, body: ReleaseBody): NewWorkflow {
  const isNamed = name.trim() !== "";
  return {
    name,
    id: id ?? (isNamed ? idFor(name, body, ["workflows", "queues"]) : ""),
    prefix: prefix ?? (isNamed ? prefixFor(name, body) : ""),
    roles,
  };
}

function stepOf(making: Making, asked: NewWorkflow, body: ReleaseBody): ReleaseStep {
  const named = { ...asked, name: asked.name.trim() };
  switch (making.how) {
    case "new":
      return newWorkflow(body, named, say.begins);
    case "copy":
      return copiedWorkflow(body, making.workflow, named);
    case "rename":
      return { do: "rename", in: "workflows", id: making.workflow.id, name: named.name };
  }
}

function titleOf(making: Making): string {
  if (making.how === "new") return say.make;
  return say[`${making.how}Of`](making.workflow.name);
}

function wrongIn(asked: NewWorkflow, { how }: Making, body: ReleaseBody): FieldErrors {
  if (how === "rename") return checkName(asked.name);
  const { id, roles } = asked;
  return {
    ...checkWorkflow(asked, body),
    ...(how === "new" && entryOf(body, "queues", id) ? { id: say.takenId } : {}),
    ...(how === "new" && roles.length === 0 ? { roles: words.form.required } : {}),
  };
}
