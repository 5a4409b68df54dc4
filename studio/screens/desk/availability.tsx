import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Profile } from "../../../engine/protocol/session.js";
import { keys } from "../../api/keys.js";
import { changeMyAway, meQuery } from "../../api/work.js";
import { awayOf, draftOf, wrongAway } from "../../ui/away-draft.js";
import { AwayFields } from "../../ui/away-fields.js";
import { ProblemNote, problemTitle } from "../../ui/notes.js";
import { readable } from "../../ui/schema-form/choices.js";
import { focusFirstError } from "../../ui/schema-form/focus.js";
import type { FieldErrors } from "../../ui/schema-form/values.js";
import { toast } from "../../ui/toast.js";
import { Waiting } from "../../ui/waiting.js";
import { Warning } from "../../ui/warning.js";
import { words } from "../../words/index.js";
import { useProfile } from "./session.js";

/** When I am there: my working hours, and my absence, which I say myself. */
export function Availability({ onClose }: { readonly onClose: () => void }) {
  const me = useQuery({ ...meQuery(useProfile()), staleTime: 0 });
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.work.mine}
      closeButtonProps={{ "aria-label": words.close }}
    >
      {me.isFetchedAfterMount && me.isSuccess ? (
        <AwayForm me={me.data} onClose={onClose} />
      ) : me.isError ? (
        <ProblemNote error={me.error} onRetry={() => void me.refetch()} />
      ) : (
        <Waiting />
      )}
    </Modal>
  );
}

function AwayForm({ me, onClose }: { readonly me: Profile; readonly onClose: () => void }) {
  const [away, setAway] = useState(() => draftOf(me.away, Date.now()));
  const [errors, setErrors] = useState<FieldErrors>({});
  const form = useRef<HTMLFormElement>(null);
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: changeMyAway,
    onSuccess: (profile) => {
      client.setQueryData(meQuery(profile).queryKey, profile);
      void client.invalidateQueries({ queryKey: keys.workload });
      void client.invalidateQueries({ queryKey: keys.users });
      toast("done", words.work.saved);
      onClose();
    },
    onError: (problem) => setErrors({ "": problemTitle(problem) }),
  });
  const save = () => {
    const wrong = wrongAway(away);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) focusFirstError(form.current);
    else saving.mutate(awayOf(away));
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack gap="md">
        {errors[""] ? <Warning>{errors[""]}</Warning> : null}
        <Text size="sm" c="dimmed">
          {words.work.mineLead}
        </Text>
        <Text size="sm">
          {words.work.hours}: {me.hours === null ? words.work.dayAndNight : readable(me.hours)}
        </Text>
        <AwayFields label={words.work.away} away={away} errors={errors} onChange={setAway} />
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
  );
}
