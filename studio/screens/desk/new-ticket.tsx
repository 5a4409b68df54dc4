import { Button, Checkbox, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { Form } from "../../../engine/definition/form.js";
import type { CaseRequest } from "../../../engine/protocol/case.js";
import { keys } from "../../api/keys.js";
import { newKey } from "../../api/new-key.js";
import { createCase, type NewCase } from "../../api/open-cases.js";
import { Problem } from "../../api/problem.js";
import { workflowsQuery, type WorkflowSummary } from "../../api/workflows.js";
import { FilesField } from "../../ui/files/files-field.js";
import { ProblemNote, problemTitle } from "../../ui/notes.js";
import { SchemaFields } from "../../ui/schema-form/form.js";
import { focusFirstError } from "../../ui/schema-form/focus.js";
import {
  checkForm,
  errorsByField,
  inputOf,
  isMail,
  isReachable,
  startValues,
  type FieldErrors,
} from "../../ui/schema-form/values.js";
import { toast } from "../../ui/toast.js";
import { Waiting } from "../../ui/waiting.js";
import { Warning } from "../../ui/warning.js";
import { words } from "../../words/index.js";

/** The kind that was made last in this browser: a kind that is new does not come before what people are used to. */
const lastKind = {
  read: (): string | null => localStorage.getItem("casewright.last-kind"),
  write: (kind: string): void => localStorage.setItem("casewright.last-kind", kind),
};

/** Opens a ticket by hand, for a patient who called or came. */
export function NewTicket({
  kind,
  onClose,
}: {
  /** The kind that is chosen at first; null for the one that was made last. */
  readonly kind: string | null;
  readonly onClose: () => void;
}) {
  const workflows = useQuery(workflowsQuery);
  const [chosen, setChosen] = useState(() => kind ?? lastKind.read());
  const workflow = workflows.data?.find(({ id }) => id === chosen) ?? workflows.data?.[0];
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.create.title}
      size="lg"
      closeButtonProps={{ "aria-label": words.close }}
    >
      <Stack gap="md">
        {(workflows.data?.length ?? 0) > 1 && workflow ? (
          <NativeSelect
            label={words.create.kind}
            value={workflow.id}
            data={(workflows.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        ) : null}
        {workflows.isError ? <ProblemNote error={workflows.error} /> : null}
        {workflows.isPending ? <Waiting /> : null}
        {workflow ? (
          <NewTicketForm key={workflow.id} workflow={workflow} onClose={onClose} />
        ) : null}
      </Stack>
    </Modal>
  );
}

const NOBODY = { phone: "", name: "", language: "en" };

/** A form that asks nothing, for a kind of case that knows no calls. */
const NO_FORM: Form = { type: "object", properties: {}, additionalProperties: false };

function NewTicketForm({
  workflow,
  onClose,
}: {
  readonly workflow: WorkflowSummary;
  readonly onClose: () => void;
}) {
  const [contact, setContact] = useState(NOBODY);
  const [priority, setPriority] = useState("");
  const [purpose, setPurpose] = useState<Purpose>("care");
  const [way, setWay] = useState<Way>(workflow.call === null ? "other" : "call");
  const [consent, setConsent] = useState<"given" | "refused">("given");
  const callForm = way === "call" ? (workflow.call ?? NO_FORM) : NO_FORM;
  const [told, setTold] = useState(() => startValues(workflow.call ?? NO_FORM));
  const [typed, setTyped] = useState(() => startValues(workflow.form));
  const [files, setFiles] = useState<readonly File[]>([]);
  const [errors, setErrors] = useState<FieldErrors>({});
  const element = useRef<HTMLFormElement>(null);
  const show = (wrong: FieldErrors) => {
    setErrors(wrong);
    focusFirstError(element.current);
  };
  const creating = useCreate({ onDone: onClose, onWrong: show });
  const submit = () => {
    const wrong = {
      ...checkForm(callForm, told),
      ...checkForm(workflow.form, typed),
      ...(contact.phone === "" || isReachable(contact.phone)
        ? {}
        : { phone: words.create.notReachable }),
    };
    if (Object.keys(wrong).length > 0) {
      show(wrong);
      return;
    }
    setErrors({});
    const request = {
      workflow: workflow.id,
      data: inputOf(workflow.form, typed),
      ...(priority === "" ? {} : { priority }),
      ...(purpose === "drill" ? { drill: true } : {}),
      ...contactOf(contact, consent),
      ...(way === "call" ? { call: inputOf(callForm, told) } : {}),
    };
    creating.mutate({ request, files });
  };
  const field = (name: keyof typeof NOBODY) => ({
    value: contact[name],
    error: errors[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setContact({ ...contact, [name]: event.currentTarget.value }),
  });
  return (
    <form
      ref={element}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        {errors[""] ? <Warning>{errors[""]}</Warning> : null}
        <Group grow align="flex-start" preventGrowOverflow={false} wrap="wrap">
          <TextInput
            label={words.create.phone}
            description={words.create.phoneHint}
            autoComplete="off"
            data-autofocus
            {...field("phone")}
            error={errors["phone"] ?? errors["email"]}
          />
          <NativeSelect
            label={words.create.language}
            description={words.create.languageHint}
            data={Object.entries(words.languages).map(([value, label]) => ({ value, label }))}
            {...field("language")}
          />
        </Group>
        <TextInput label={words.create.name} autoComplete="off" {...field("name")} />
        <Checkbox
          label={words.create.messages}
          description={words.create.messagesHint}
          checked={consent === "given"}
          onChange={(event) => setConsent(event.currentTarget.checked ? "given" : "refused")}
        />
        <SchemaFields form={workflow.form} typed={typed} errors={errors} onChange={setTyped} />
        {workflow.call === null ? null : <WayIn way={way} onChange={setWay} />}
        <SchemaFields form={callForm} typed={told} errors={errors} onChange={setTold} />
        <FilesField
          files={files}
          words={words.create.files}
          error={errors["files"]}
          onChange={(next) => {
            const { files: _told, ...others } = errors;
            setErrors(others);
            setFiles(next);
          }}
        />
        <NativeSelect
          label={words.create.priority}
          value={priority}
          data={[{ value: "", label: words.create.automatic }, ...workflow.priorities]}
          onChange={(event) => setPriority(event.currentTarget.value)}
        />
        <DrillBox purpose={purpose} onChange={setPurpose} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={creating.isPending}>
            {words.create.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** How somebody has reached staff. */
type Way = "call" | "other";

function WayIn({ way, onChange }: { readonly way: Way; readonly onChange: (way: Way) => void }) {
  return (
    <NativeSelect
      label={words.create.how}
      value={way}
      data={[
        { value: "call", label: words.create.onPhone },
        { value: "other", label: words.create.otherwise },
      ]}
      onChange={(event) => onChange(event.currentTarget.value === "call" ? "call" : "other")}
    />
  );
}

/** What a ticket is for. */
type Purpose = "care" | "drill";

function DrillBox({
  purpose,
  onChange,
}: {
  readonly purpose: Purpose;
  readonly onChange: (purpose: Purpose) => void;
}) {
  return (
    <Checkbox
      label={words.create.drill}
      description={words.create.drillHint}
      checked={purpose === "drill"}
      onChange={(event) => onChange(event.currentTarget.checked ? "drill" : "care")}
    />
  );
}

/** Sends the new ticket; a repeat of the same request is the same ticket. */
function useCreate({
  onDone,
  onWrong,
}: {
  readonly onDone: () => void;
  readonly onWrong: (errors: FieldErrors) => void;
}) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (asked: NewCase) =>
      createCase(asked, {
        key: newKey(),
        onUnknown: () => toast("note", words.outcome.still),
      }),
    onSuccess: (row) => {
      lastKind.write(row.workflow);
      toast("done", words.create.created(row.id));
      void client.invalidateQueries({ queryKey: keys.lists });
      onDone();
      void navigate(`/app/cases/${row.id}`);
    },
    onError: (error) => {
      const found = foundBy(error);
      onWrong(Object.keys(found).length > 0 ? found : { "": problemTitle(error) });
    },
  });
}

/** What the server found wrong, at its fields; what belongs to none stands under "". */
function foundBy(error: unknown): FieldErrors {
  if (!(error instanceof Problem)) return {};
  const refused = { files: words.create.files.refused };
  if (error.code === "too_large") return refused;
  const isOfFiles = (pointer: string) => pointer.startsWith("/files/");
  const parts = error.parts.filter(({ pointer }) => !isOfFiles(pointer));
  return {
    ...errorsByField(parts, "/data/"),
    ...pick(errorsByField(parts, "/call/")),
    ...pick(errorsByField(parts, "/contact/")),
    ...(parts.length < error.parts.length ? refused : {}),
  };
}

/** Errors that belong to a named field. */
function pick(errors: FieldErrors): FieldErrors {
  return Object.fromEntries(Object.entries(errors).filter(([name]) => name !== ""));
}

function contactOf(
  { phone, name, language }: typeof NOBODY,
  consent: "given" | "refused",
): Pick<CaseRequest, "contact"> {
  if (phone.trim() === "") return {};
  const named = name.trim() === "" ? {} : { name: name.trim() };
  const address = isMail(phone) ? { email: phone.trim() } : { phone: phone.trim() };
  const agreed = consent === "given" ? {} : { messages: false };
  return { contact: { ...address, language, ...named, ...agreed } };
}
