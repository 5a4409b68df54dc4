import { Button, Group, Modal, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { addUser } from "../../api/admin.js";
import { keys } from "../../api/keys.js";
import { Problem } from "../../api/problem.js";
import { rolesQuery } from "../../api/roles.js";
import { problemTitle } from "../../ui/notes.js";
import { focusFirstError } from "../../ui/schema-form/focus.js";
import { errorsByField, type FieldErrors } from "../../ui/schema-form/values.js";
import { toast } from "../../ui/toast.js";
import { Warning } from "../../ui/warning.js";
import { words } from "../../words/index.js";
import { Ticks } from "../../ui/ticks.js";

const NOBODY = { name: "", email: "", phone: "", password: "", roles: [] as string[] };

/** Shortest password that the API takes. */
const PASSWORD_MIN = 8;

/** A new member of staff with a first password and roles. */
export function AddPerson({ onClose }: { readonly onClose: () => void }) {
  const [person, setPerson] = useState(NOBODY);
  const [errors, setErrors] = useState<FieldErrors>({});
  const form = useRef<HTMLFormElement>(null);
  const roles = useQuery(rolesQuery).data ?? [];
  const client = useQueryClient();
  const show = (wrong: FieldErrors) => {
    setErrors(wrong);
    focusFirstError(form.current);
  };
  const adding = useMutation({
    mutationFn: addUser,
    onSuccess: (user) => {
      toast("done", words.admin.added(user.name));
      void client.invalidateQueries({ queryKey: keys.users });
      onClose();
    },
    onError: (error) => show(foundBy(error)),
  });
  const submit = () => {
    const wrong = check(person);
    if (Object.keys(wrong).length > 0) show(wrong);
    else adding.mutate({ ...person, phone: person.phone.trim() === "" ? null : person.phone });
  };
  const field = (name: "name" | "email" | "phone" | "password") => ({
    value: person[name],
    error: errors[name],
    withAsterisk: name !== "phone",
    "aria-required": name !== "phone",
    onChange: (event: { currentTarget: { value: string } }) =>
      setPerson({ ...person, [name]: event.currentTarget.value }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.admin.addUser}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          {errors[""] ? <Warning>{errors[""]}</Warning> : null}
          <TextInput
            label={words.admin.name}
            autoComplete="off"
            data-autofocus
            {...field("name")}
          />
          <TextInput
            label={words.admin.email}
            type="email"
            autoComplete="off"
            {...field("email")}
          />
          <TextInput
            label={words.admin.phone}
            description={words.admin.phoneHint}
            type="tel"
            autoComplete="off"
            {...field("phone")}
          />
          <PasswordInput
            label={words.admin.password}
            description={words.admin.passwordHint}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ "aria-label": words.login.show }}
            {...field("password")}
          />
          <Ticks
            label={words.admin.roles}
            offered={roles}
            chosen={person.roles}
            error={errors["roles"]}
            required
            onChoose={(chosen) => setPerson({ ...person, roles: chosen })}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit" loading={adding.isPending}>
              {words.admin.addUser}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function check({ name, email, password, roles }: typeof NOBODY): FieldErrors {
  return {
    ...(name.trim() === "" ? { name: words.form.required } : {}),
    ...(/^\S+@\S+$/.test(email.trim()) ? {} : { email: words.form.notEmail }),
    ...(password.length < PASSWORD_MIN ? { password: words.form.tooShort(PASSWORD_MIN) } : {}),
    ...(roles.length === 0 ? { roles: words.form.required } : {}),
  };
}

function foundBy(error: unknown): FieldErrors {
  const found = error instanceof Problem ? errorsByField(error.parts, "/") : {};
  return Object.keys(found).length > 0 ? found : { "": problemTitle(error) };
}
