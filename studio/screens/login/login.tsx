import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useEffect, useRef, useState, useSyncExternalStore, type SubmitEvent } from "react";
import { Navigate, useLocation } from "react-router";
import { Problem } from "../../api/problem.js";
import { renew, sessionStore, signIn } from "../../api/session.js";
import { problemTitle } from "../../ui/notes.js";
import { Page } from "../../ui/page.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import { Waiting } from "../../ui/waiting.js";
import { Warning } from "../../ui/warning.js";
import { words } from "../../words/index.js";
import classes from "./login.module.css";

/** Signing in; leads on to the page that was asked for. */
export function Login() {
  const session = useSyncExternalStore(sessionStore.subscribe, sessionStore.read);
  const wanted = useWanted();
  useEffect(() => {
    if (sessionStore.read().phase === "restoring") void renew();
  }, []);
  if (session.phase === "signed_in") return <Navigate to={wanted} replace />;
  if (session.phase === "restoring") return <Waiting />;
  return (
    <Page narrow="yes">
      <div className={classes.card}>
        <ScreenHeading title={words.login.title} className={classes.title} />
        <p className={classes.lead}>{session.ended ? words.login.ended : words.login.lead}</p>
        <LoginForm />
      </div>
    </Page>
  );
}

function LoginForm() {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState<"idle" | "sending">("idle");
  const alert = useRef<HTMLDivElement>(null);
  const fail = (text: string) => {
    setProblem(text);
    setBusy("idle");
    requestAnimationFrame(() => alert.current?.focus());
  };
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const email = textOf(fields, "email").trim();
    const password = textOf(fields, "password");
    if (email === "" || password === "") {
      fail(words.login.missing);
      return;
    }
    setBusy("sending");
    await signIn(email, password).catch((error: unknown) => fail(sentence(error)));
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        {problem === null ? null : <Warning ref={alert}>{problem}</Warning>}
        <TextInput
          label={words.login.email}
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          size="md"
        />
        <PasswordInput
          label={words.login.password}
          name="password"
          autoComplete="current-password"
          size="md"
          visibilityToggleButtonProps={{ "aria-label": words.login.show }}
        />
        <Button type="submit" size="md" loading={busy === "sending"}>
          {words.login.submit}
        </Button>
      </Stack>
    </form>
  );
}

function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === "string" ? value : "";
}

function sentence(error: unknown): string {
  const wrong = error instanceof Problem && [400, 401, 422].includes(error.status);
  return wrong ? words.login.wrong : problemTitle(error);
}

/** The page somebody wanted before they were sent here; only paths of ours. */
function useWanted(): string {
  const state = useLocation().state as { from?: unknown } | null;
  const from = state?.from;
  return typeof from === "string" && from.startsWith("/") && !from.startsWith("//") ? from : "/app";
}
