import type { Organisation } from "../../definition/organisation.js";
import { CasewrightError } from "../../protocol/errors.js";
import type { Profile, User } from "../../protocol/session.js";
import { liveSession, liveSessions } from "../../store/sessions.js";
import type { Store } from "../../store/store.js";
import { type UserDoc, userById, usersByIds } from "../../store/users.js";
import { type Caller, callerOf } from "../caller.js";
import { remembered } from "../remembered.js";
import type { Tokens } from "./tokens.js";

/** Finds out who calls. A revoked session, a deactivated person or a changed role counts within half a second. */
export type Callers = {
  /** @throws CasewrightError unauthenticated */
  fromToken(token: string): Promise<Caller>;
  /** The callers behind sign-in sessions as they are now; those whose session has ended are missing. */
  fromSessions(sessionIds: readonly string[]): Promise<ReadonlyMap<string, Caller>>;
  /** Drops what is remembered of a session, so that its end shows at once in this process. */
  forget(sessionId: string): void;
};

/** Longest time a process goes on with what it knows of a session. */
const KNOWN_FOR_MS = 500;

/** Opens the look-up of callers of one process. */
export function openCallers(parts: {
  readonly store: Store;
  readonly tokens: Tokens;
  readonly organisation: () => Promise<Organisation>;
  readonly now: () => number;
}): Callers {
  const { store, tokens, organisation, now } = parts;
  const sessions = remembered(KNOWN_FOR_MS, now, async (sessionId) => {
    const session = await liveSession(store, sessionId, new Date(now()));
    const user = session && (await userById(store, session.userId));
    if (!user?.active) throw new CasewrightError("unauthenticated");
    return callerOf(asUser(user), sessionId, await organisation());
  });
  return {
    fromToken: async (token) => {
      const { userId, sessionId } = await tokens.read(token, now());
      const caller = await sessions.get(sessionId);
      if (caller.user.id !== userId) throw new CasewrightError("unauthenticated");
      return caller;
    },
    fromSessions: async (ids) => {
      const live = await liveSessions(store, ids, new Date(now()));
      const people = await usersByIds(store, [...new Set(live.map(({ userId }) => userId))]);
      const present = await organisation();
      const found = live.flatMap((session) => {
        const user = people.find(({ _id }) => _id === session.userId);
        return user?.active ? [callerOf(asUser(user), session._id, present)] : [];
      });
      return new Map(found.map((caller) => [caller.sessionId, caller]));
    },
    forget: (sessionId) => {
      sessions.forget(sessionId);
    },
  };
}

/** A user as the API shows them: never with the password's hash. */
export function asUser(user: UserDoc): User {
  const { _id, email, name, phone, slack, roles, active, capacity, skills, hours, away } = user;
  return {
    id: _id,
    email,
    name,
    phone: phone ?? null,
    slack: slack ?? null,
    roles: [...roles],
    active,
    capacity: capacity ?? null,
    skills: [...(skills ?? [])],
    hours: hours ?? null,
    away: away ? { from: away.from.toISOString(), until: away.until?.toISOString() ?? null } : null,
  };
}

/** A caller as they see themselves. */
export function profileOf(caller: Caller, { queues }: Organisation): Profile {
  const seen = queues.filter(({ id }) => caller.queues === "*" || caller.queues.includes(id));
  return {
    ...caller.user,
    permissions: [...caller.permissions],
    queues: seen.map(({ id, name }) => ({ id, name })),
  };
}
