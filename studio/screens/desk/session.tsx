import { createContext, use, useEffect, useSyncExternalStore, type ReactNode } from "react";
import { Navigate, useLocation } from "react-router";
import type { Permission } from "../../../engine/definition/organisation.js";
import type { Profile } from "../../../engine/protocol/session.js";
import { renew, sessionStore } from "../../api/session.js";
import { Waiting } from "../../ui/waiting.js";

const ProfileContext = createContext<Profile | null>(null);

/** Shows its children to people who are signed in and sends everybody else to the sign-in page. */
export function SignedIn({ children }: { readonly children: ReactNode }) {
  const session = useSyncExternalStore(sessionStore.subscribe, sessionStore.read);
  const { pathname, search } = useLocation();
  useEffect(() => {
    if (sessionStore.read().phase === "restoring") void restore();
  }, []);
  if (session.phase === "restoring") return <Waiting />;
  if (session.phase === "signed_out") {
    return <Navigate to="/login" replace state={{ from: `${pathname}${search}` }} />;
  }
  return <ProfileContext value={session.user}>{children}</ProfileContext>;
}

/** Who is signed in. Only inside {@link SignedIn}. */
export function useProfile(): Profile {
  const profile = use(ProfileContext);
  if (!profile) throw new Error("useProfile needs SignedIn around it");
  return profile;
}

/** Whether the person's roles grant this. */
export function useMay(permission: Permission): boolean {
  return useProfile().permissions.includes(permission);
}

/** Pause between tries to restore a session while the server is away. */
const AGAIN_MS = 3_000;

async function restore(): Promise<void> {
  while (sessionStore.read().phase === "restoring" && !(await renew())) {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}
