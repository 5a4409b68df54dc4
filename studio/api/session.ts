import type { Profile, Session } from "../../engine/protocol/session.js";
import { Problem, problemOf } from "./problem.js";

/** Who uses this tab: nobody yet, somebody, or unknown while the kept refresh token is tried. */
export type SessionState =
  | { readonly phase: "restoring" }
  | { readonly phase: "signed_out"; readonly ended: boolean }
  | { readonly phase: "signed_in"; readonly user: Profile };

/**
 * The refresh token lives in sessionStorage: it survives a reload but not the closed tab, because clinic computers are shared.
 * It is not in localStorage, where two tabs would use the same one-time token at once and revoke each other.
 */
const STORED = "casewright.refresh";

/** Access tokens live 10 minutes; older ones are renewed before they are used for a socket. */
const RENEW_AFTER_MS = 9 * 60_000;

let state: SessionState = sessionStorage.getItem(STORED)
  ? { phase: "restoring" }
  : { phase: "signed_out", ended: false };
let access: { readonly token: string; readonly since: number } | null = null;
let renewing: Promise<boolean> | null = null;
const listeners = new Set<() => void>();

/** The session as an external store for React. */
export const sessionStore = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): SessionState => state,
};

/** Signs in. @throws Problem with `bad_credentials`, or `network` */
export async function signIn(email: string, password: string): Promise<void> {
  accept(await post("/auth/login", { email, password }));
}

/** Ends the session here and on the server; here it ends whatever the server says. */
export async function signOut(): Promise<void> {
  const token = access?.token;
  const refreshToken = sessionStorage.getItem(STORED);
  forget("left");
  if (!token) return;
  await fetch("/api/auth/logout", {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(refreshToken ? { refreshToken } : {}),
  }).catch(() => undefined);
}

/** The access token for a call now; undefined when nobody is signed in. */
export function accessToken(): string | undefined {
  return access?.token;
}

/** An access token that is good for some minutes; renews when needed. Undefined when nobody is signed in. */
export async function freshToken(): Promise<string | undefined> {
  if (access && Date.now() - access.since < RENEW_AFTER_MS) return access.token;
  await renew();
  return access?.token;
}

/** Trades the kept refresh token for a new session, once at a time. False when that is over. */
export function renew(): Promise<boolean> {
  renewing ??= tradeToken().finally(() => {
    renewing = null;
  });
  return renewing;
}

async function tradeToken(): Promise<boolean> {
  const refreshToken = sessionStorage.getItem(STORED);
  if (!refreshToken) {
    forget("ended");
    return false;
  }
  try {
    accept(await post("/auth/refresh", { refreshToken }));
    return true;
  } catch (error) {
    // Without an answer the token may still be good: keep it, the next call tries again.
    if (error instanceof Problem && error.status >= 400 && error.status < 500) forget("ended");
    return false;
  }
}

async function post(path: string, body: unknown): Promise<Session> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Problem("network", 0);
  });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Session;
}

function accept(session: Session): void {
  access = { token: session.token, since: Date.now() };
  sessionStorage.setItem(STORED, session.refreshToken);
  change({ phase: "signed_in", user: session.user });
}

function forget(how: "left" | "ended"): void {
  access = null;
  sessionStorage.removeItem(STORED);
  change({ phase: "signed_out", ended: how === "ended" });
}

function change(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}
