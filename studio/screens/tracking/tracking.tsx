import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isExpired, openTracking, readTracking } from "../../api/patient.js";
import { LanguageSwitch, usePatientLanguage } from "../../ui/language.js";
import { ProblemNote } from "../../ui/notes.js";
import { Page } from "../../ui/page.js";
import { Waiting } from "../../ui/waiting.js";
import { Expired } from "./expired.js";
import { Ticket } from "./ticket.js";

/** Patients have no live connection; the page asks again this often while it is looked at. */
const POLL_MS = 5_000;

/** What a patient sees of the own ticket, by a one-time link. */
export function TrackingPage() {
  const { language, words, choose } = usePatientLanguage();
  const [token] = useState(() => location.hash.slice(1));
  useEffect(() => {
    // The token must not stay in the address bar, the history or a shared screenshot.
    if (token !== "") history.replaceState(history.state, "", location.pathname);
  }, [token]);
  const opened = useQuery({
    queryKey: ["track-open", token],
    queryFn: () => openTracking(token).then(() => "open" as const),
    enabled: token !== "",
    staleTime: Infinity,
    gcTime: Infinity,
    retry: false,
  });
  const ready = token === "" || opened.isSuccess;
  const tracking = useQuery({
    queryKey: ["track"],
    queryFn: readTracking,
    enabled: ready,
    refetchInterval: (query) => (query.state.status === "success" ? POLL_MS : false),
  });
  const error = opened.error ?? (tracking.data ? null : tracking.error);
  return (
    <Page
      lang={language}
      name={tracking.data?.organisation}
      aside={<LanguageSwitch language={language} label={words.language} onChoose={choose} />}
    >
      {error === null && !tracking.data ? <Waiting label={words.track.opening} /> : null}
      {error !== null && isExpired(error) ? <Expired words={words} /> : null}
      {error !== null && !isExpired(error) ? (
        <ProblemNote error={error} title={words.network} onRetry={() => location.reload()} />
      ) : null}
      {error === null && tracking.data ? <Ticket tracking={tracking.data} words={words} /> : null}
    </Page>
  );
}
