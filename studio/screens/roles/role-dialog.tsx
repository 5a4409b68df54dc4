import { Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import { PERMISSIONS, type Role } from "../../../engine/definition/organisation.js";
import { DraftDialog } from "../../ui/draft-dialog.js";
import { Ticks } from "../../ui/ticks.js";
import { Warning } from "../../ui/warning.js";
import { rolesWords as say } from "../../words/roles.js";
import type { Changes } from "../draft/changes-context.js";
import { offeredChanges, withPaths } from "./offered-changes.js";
import { roleDraft, roleOf, roleTrouble, type RoleDraft, type RoleTrouble } from "./role-draft.js";

type Props = {
  /** Null for a new one. */
  readonly role: Role | null;
  readonly changes: Pick<Changes, "body" | "published">;
  /** Those who can sign in, as far as is known. */
  readonly people: readonly { readonly roles: readonly string[] }[];
  readonly onKeep: (role: Role) => void;
  readonly onClose: () => void;
};

/** A role: its name, what its people may do, whose cases they see, what they may change. */
export function RoleDialog({ role, changes: { body, published }, people, onKeep, onClose }: Props) {
  const [draft, setDraft] = useState(() => roleDraft(role));
  const [isTried, setIsTried] = useState(false);
  const { organisation } = body;
  const id = role?.id ?? null;
  const trouble = roleTrouble(draft, id, {
    ...{ published: published.organisation, organisation, people },
  });
  const change = (members: Partial<RoleDraft>) => setDraft({ ...draft, ...members });
  const keep = () => {
    setIsTried(true);
    if (trouble !== null) return;
    onKeep(roleOf(draft, id, organisation));
    onClose();
  };
  const shown = isTried ? trouble : null;
  return (
    <DraftDialog title={say.editTitle} done={say.done} onKeep={keep} onClose={onClose}>
      <TextInput
        label={say.name}
        value={draft.name}
        maxLength={120}
        withAsterisk
        error={shown === "nameNeeded" || shown === "nameTaken" ? say[shown] : null}
        onChange={({ currentTarget: { value } }) => change({ name: value })}
      />
      <Ticks
        label={say.permissions}
        offered={PERMISSIONS.map((one) => ({ id: one, name: say.permission(one) }))}
        chosen={draft.permissions}
        error={undefined}
        required={false}
        onChoose={(chosen) =>
          change({ permissions: PERMISSIONS.filter((one) => chosen.includes(one)) })
        }
      />
      <QueueFields draft={draft} queues={organisation.queues} onChange={change} />
      <ChangeFields
        draft={draft}
        offered={withPaths(offeredChanges(body), draft.changes)}
        isEmpty={shown === "whatNeeded"}
        onChange={change}
      />
      <LockedOut trouble={trouble} />
    </DraftDialog>
  );
}

type FieldProps = {
  readonly draft: RoleDraft;
  readonly onChange: (members: Partial<RoleDraft>) => void;
};

function QueueFields({
  draft: { seesAll, queues: chosen },
  queues,
  onChange,
}: FieldProps & { readonly queues: readonly { readonly id: string; readonly name: string }[] }) {
  return (
    <>
      <Checkbox
        label={say.queueChoice}
        checked={seesAll}
        onChange={({ currentTarget }) => onChange({ seesAll: currentTarget.checked })}
      />
      {seesAll ? null : (
        <Ticks
          label={say.queues}
          offered={queues}
          chosen={chosen}
          error={undefined}
          required={false}
          onChoose={(next) => onChange({ queues: next })}
        />
      )}
    </>
  );
}

/** What they may change, for a role that publishes. */
function ChangeFields({
  draft: { permissions, isRestricted, changes },
  offered,
  isEmpty,
  onChange,
}: FieldProps & {
  readonly offered: ReturnType<typeof withPaths>;
  readonly isEmpty: boolean;
}) {
  if (!permissions.includes("release.publish")) return null;
  return (
    <>
      <Checkbox
        label={say.some}
        description={say.someHint}
        checked={isRestricted}
        onChange={({ currentTarget }) => onChange({ isRestricted: currentTarget.checked })}
      />
      {isRestricted ? (
        <Ticks
          label={say.what}
          hint={say.whatHint}
          offered={offered}
          chosen={changes}
          error={isEmpty ? say.whatNeeded : undefined}
          required
          onChoose={(next) => onChange({ changes: next })}
        />
      ) : null}
    </>
  );
}

/** Said at once, since it is about others than the role itself. */
function LockedOut({ trouble }: { readonly trouble: RoleTrouble | null }) {
  return trouble === "nobody_manages_people" || trouble === "nobody_changes_roles" ? (
    <Warning>{say.lockedOut(trouble)}</Warning>
  ) : null;
}
