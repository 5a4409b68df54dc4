import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import type { SubmissionAnswer } from "../../../engine/protocol/tracking.js";
import { readForm } from "../../api/patient.js";
import { Problem } from "../../api/problem.js";
import { LanguageSwitch, usePatientLanguage } from "../../ui/language.js";
import { Empty, ProblemNote } from "../../ui/notes.js";
import { Page } from "../../ui/page.js";
import { Waiting } from "../../ui/waiting.js";
import { RequestForm } from "./request-form.js";
import { Sent } from "./sent.js";

/** The form by which a patient opens a ticket; made for a phone. */
export function PatientForm() {
  const { endpoint = "" } = useParams();
  const { language, words, choose } = usePatientLanguage();
  const form = useQuery({ queryKey: ["form", endpoint], queryFn: () => readForm(endpoint) });
  const [sent, setSent] = useState<SubmissionAnswer | null>(null);
  const languages = <LanguageSwitch language={language} label={words.language} onChoose={choose} />;
  return (
    <Page lang={language} aside={languages} name={form.data?.organisation}>
      {form.isPending ? <Waiting /> : null}
      {form.isError ? <NoForm error={form.error} gone={words.form.gone} /> : null}
      {form.data && sent ? (
        <Sent answer={sent} words={words} onAnother={() => setSent(null)} />
      ) : null}
      {form.data && !sent ? (
        <RequestForm page={form.data} language={language} words={words} onSent={setSent} />
      ) : null}
    </Page>
  );
}

function NoForm({ error, gone }: { readonly error: unknown; readonly gone: string }) {
  return error instanceof Problem && error.status === 404 ? (
    <Empty icon="search" title={gone} level={1} />
  ) : (
    <ProblemNote error={error} />
  );
}
