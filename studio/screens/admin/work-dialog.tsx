import { Button, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { User } from "../../../engine/protocol/session.js";
import { keys } from "../../api/keys.js";
import { Problem } from "../../api/problem.js";
import { rolesQuery } from "../../api/roles.js";
import { changeWork } from "../../api/work.js";
import { releaseQuery } from "../../api/workflows.js";
import { AwayFields } from "../../ui/away-fields.js";
import { problemTitle } from "../../ui/notes.js";
import { readable } from "../../ui/schema-form/choices.js";
import { focusFirstError } from "../../ui/schema-form/focus.js";
import { errorsByField, type FieldErrors } from "../../ui/schema-form/values.js";
import { toast } from "../../ui/toast.js";
import { Warning } from "../../ui/warning.js";
import { words } from "../../words/index.js";
import { useProfile } from "../desk/session.js";
import classes from "./admin.module.css";
import { Ticks } from "../../ui/ticks.js";
import { changeOf, type WorkDraft, workDraft, wrongWork } from "./work-draft.js";

/** What somebody may do, what they can be given, and when they are there. */
export function WorkDialog({
  user,
  onClose,
}: {
  readonly user: User;
  readonly onClose: () => void;
}) {
  const [began] = useState(() => workDraft(user, Date.now()));
  const [draft, setDraft] = useState(began);
  const [errors, setErrors] = useState<FieldErrors>({});
  const form = useRef<HTMLFormElement>(null);
  const isMe = useProfile().id === user.id;
  const client = useQueryClient();
  const show = (wrong: FieldErrors) => {
    setErrors(wrong);
    focusFirstError(form.current);
  };
  const saving = useMutation({
    mutationFn: () => changeWork(user.id, changeOf(draft, began)),
    onSuccess: async () => {
      const stale = [keys.users, keys.workload, keys.me(user.id)];
      // Whoever opens it again at once finds what was saved.
      await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
      toast("done", words.work.saved);
      onClose();
    },
    onError: (error) => show(foundBy(error)),
  });
  const save = () => {
    const wrong = wrongWork(draft);
    if (Object.keys(wrong).length > 0) show(wrong);
    else saving.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.work.edit(user.name)}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack gap="lg">
          {errors[""] ? <Warning>{errors[""]}</Warning> : null}
          <WorkFields draft={draft} errors={errors} isMe={isMe} onChange={setDraft} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {words.work.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function WorkFields({
  draft,
  errors,
  isMe,
  onChange,
}: {
  readonly draft: WorkDraft;
  readonly errors: FieldErrors;
  readonly isMe: boolean;
  readonly onChange: (draft: WorkDraft) => void;
}) {
  const roles = useQuery(rolesQuery).data ?? [];
  const release = useQuery(releaseQuery).data?.body;
  const calendars = release?.calendars ?? [];
  const skills = release?.organisation.skills ?? [];
  return (
    <>
      {isMe ? (
        <p className={classes.quiet}>{words.work.ownRoles}</p>
      ) : (
        <Ticks
          label={words.admin.roles}
          hint={words.work.rolesHint}
          offered={roles}
          chosen={draft.roles}
          error={errors["roles"]}
          required
          onChoose={(chosen) => onChange({ ...draft, roles: chosen })}
        />
      )}
      <TextInput
        label={words.work.capacity}
        description={words.work.capacityHint}
        inputMode="numeric"
        autoComplete="off"
        value={draft.capacity}
        error={errors["capacity"]}
        onChange={(event) => onChange({ ...draft, capacity: event.currentTarget.value })}
      />
      <NativeSelect
        label={words.work.hours}
        value={draft.hours}
        error={errors["hours"]}
        data={shiftsOf(calendars, draft.hours)}
        onChange={(event) => onChange({ ...draft, hours: event.currentTarget.value })}
      />
      {skills.length + draft.skills.length === 0 ? null : (
        <Ticks
          label={words.work.skills}
          offered={skills}
          chosen={draft.skills}
          error={errors["skills"]}
          required={false}
          onChoose={(chosen) => onChange({ ...draft, skills: chosen })}
        />
      )}
      <TextInput
        label={words.work.slack}
        description={words.work.slackHint}
        autoComplete="off"
        spellCheck={false}
        value={draft.slack}
        error={errors["slack"]}
        onChange={(event) => onChange({ ...draft, slack: event.currentTarget.value })}
      />
      <AwayFields
        label={words.work.theyAreAway}
        away={draft.away}
        errors={errors}
        onChange={(away) => onChange({ ...draft, away })}
      />
    </>
  );
}

/** The calendars to choose from. One that the release has lost is shown while somebody still has it. */
function shiftsOf(
  calendars: readonly { readonly id: string; readonly name: string }[],
  hours: string,
) {
  const isLost = hours !== "" && calendars.every(({ id }) => id !== hours);
  return [
    { value: "", label: words.work.dayAndNight },
    ...calendars.map(({ id, name }) => ({ value: id, label: name })),
    ...(isLost ? [{ value: hours, label: readable(hours) }] : []),
  ];
}

/** The server's findings where the form has a field for them. */
function foundBy(error: unknown): FieldErrors {
  const found = error instanceof Problem ? errorsByField(error.parts, "/") : {};
  const { away, ...others } = found;
  const fields = away === undefined ? others : { ...others, until: away };
  return Object.keys(fields).length > 0 ? fields : { "": problemTitle(error) };
}
