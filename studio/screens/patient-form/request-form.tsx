import { Anchor, Button, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Link } from "react-router";
import type { Form } from "../../../engine/definition/form.js";
import type { PublicForm, SubmissionAnswer } from "../../../engine/protocol/tracking.js";
import { submitForm } from "../../api/patient.js";
import { Problem } from "../../api/problem.js";
import { words as staffWords } from "../../words/index.js";
import { SchemaFields } from "../../ui/schema-form/form.js";
import { focusFirstError } from "../../ui/schema-form/focus.js";
import {
  checkForm,
  errorsByField,
  inputOf,
  startValues,
  type FieldErrors,
} from "../../ui/schema-form/values.js";
import { FilesField } from "../../ui/files/files-field.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import { Warning } from "../../ui/warning.js";
import type { PatientLanguage, PatientWords } from "../../words/patient.js";
import { formDraft } from "./draft.js";
import { Emergency } from "./emergency.js";
import { unreachable, withContact } from "./fields.js";
import classes from "./request-form.module.css";

/** The fields, the draft and the sending of a patient's request. */
export function RequestForm({
  page,
  language,
  words,
  onSent,
}: {
  readonly page: PublicForm;
  readonly language: PatientLanguage;
  readonly words: PatientWords;
  readonly onSent: (answer: SubmissionAnswer) => void;
}) {
  const form = withContact(page.form, words);
  const [draft, setDraft] = useState(() => {
    const kept = formDraft.read(page.endpoint);
    return { ...kept, typed: { ...startValues(form), ...kept.typed } };
  });
  const [files, setFiles] = useState<readonly File[]>([]);
  const [trap, setTrap] = useState("");
  const [errors, setErrors] = useState<FieldErrors>({});
  const [unknown, setUnknown] = useState<"no" | "yes">("no");
  const element = useRef<HTMLFormElement>(null);
  const sending = useMutation({
    mutationFn: () => {
      const own = { submissionId: draft.submissionId, language, website: trap };
      const submission = { ...inputOf(form, draft.typed), ...own };
      return submitForm(page.endpoint, { submission, files }, () => setUnknown("yes"));
    },
    onSuccess: (answer) => {
      formDraft.clear(page.endpoint);
      onSent(answer);
    },
    onError: (error) => show(foundBy(error, form, words)),
  });
  const show = (wrong: FieldErrors) => {
    setErrors(wrong);
    focusFirstError(element.current);
  };
  const submit = () => {
    const wrong = {
      ...checkForm(form, draft.typed, checkWords(words)),
      ...unreachable(draft.typed, words),
    };
    if (Object.keys(wrong).length > 0) {
      show(wrong);
      return;
    }
    setErrors({});
    if (!sending.isPending) sending.mutate();
  };
  return (
    <>
      <ScreenHeading title={words.form.title} className={classes.title} />
      <p className={classes.lead}>{words.form.lead}</p>
      <Emergency number={page.emergencyNumber} words={words} />
      <form
        ref={element}
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="lg">
          {Object.keys(errors).length > 0 ? (
            <Warning>{errors[""] ?? words.form.correct}</Warning>
          ) : null}
          <SchemaFields
            form={form}
            typed={draft.typed}
            errors={errors}
            labels={{ category: words.form.categories }}
            choose="–"
            onChange={(typed) => {
              formDraft.write(page.endpoint, { ...draft, typed });
              setDraft({ ...draft, typed });
            }}
          />
          <FilesField
            files={files}
            words={words.form.files}
            error={errors["files"]}
            onChange={(next) => {
              const { files: _told, ...others } = errors;
              setErrors(others);
              setFiles(next);
            }}
          />
          <TextInput
            className={classes.trap}
            label={words.form.trap}
            name="website"
            tabIndex={-1}
            autoComplete="off"
            aria-hidden="true"
            value={trap}
            onChange={(event) => setTrap(event.currentTarget.value)}
          />
          <Button type="submit" size="lg" loading={sending.isPending} fullWidth>
            {words.form.submit}
          </Button>
          <p role="status" className={classes.status}>
            {sending.isPending ? sentence(unknown, words) : ""}
          </p>
          <p className={classes.small}>
            {words.form.privacy} {words.form.draft}
          </p>
          <Anchor component={Link} to="/p/chat" underline="always" className={classes.offer}>
            {words.chat.offer}
          </Anchor>
        </Stack>
      </form>
    </>
  );
}

function sentence(unknown: "no" | "yes", words: PatientWords): string {
  return unknown === "yes" ? words.form.still : words.form.sending;
}

function checkWords(words: PatientWords) {
  return {
    ...staffWords.form,
    required: words.required,
    tooLong: words.tooLong,
    notPhone: words.badPhone,
    notEmail: words.badEmail,
  };
}

/** What the server found wrong, at its fields; one sentence above when it belongs to none. */
function foundBy(error: unknown, form: Form, words: PatientWords): FieldErrors {
  if (!(error instanceof Problem)) return { "": words.form.failed };
  if (error.code === "too_large") return { files: words.form.files.refused };
  const found = Object.keys(errorsByField(error.parts, "/")).filter(
    (name) => name in form.properties || name === "files",
  );
  const sentences: Readonly<Record<string, string>> = {
    phone: words.badPhone,
    email: words.badEmail,
    files: words.form.files.refused,
  };
  const named = found.map((name): [string, string] => [name, sentences[name] ?? words.form.check]);
  return named.length > 0 ? Object.fromEntries(named) : { "": words.form.failed };
}
