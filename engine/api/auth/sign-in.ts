import { createHash, createHmac, randomBytes } from "node:crypto";
import { CasewrightError } from "../../protocol/errors.js";
import type { LoginRequest, Session } from "../../protocol/session.js";
import {
  addRefreshToken,
  liveSession,
  openSession,
  revokeSession,
  type SessionDoc,
  useRefreshToken,
} from "../../store/sessions.js";
import { countFailures, failuresOf } from "../../store/sign-in-failures.js";
import { normalEmail, userByEmail, userById, type UserDoc } from "../../store/users.js";
import { callerOf } from "../caller.js";
import type { World } from "../world.js";
import { asUser, profileOf } from "./callers.js";

/** What signing in needs of the world. */
type SignInWorld = Pick<
  World,
  | "store"
  | "passwords"
  | "tokens"
  | "keys"
  | "release"
  | "metrics"
  | "log"
  | "now"
  | "newId"
  | "callers"
>;

/** However busy, a session ends after 30 days and its person signs in again. */
const SESSION_LIFE_MS = 30 * 24 * 60 * 60 * 1000;

/** Failures are counted in windows of 15 minutes. */
const WINDOW_MS = 15 * 60 * 1000;
/** Failures within a window after which an account answers 429 to everybody. */
const MAX_PER_ACCOUNT = 10;
/** Failures within a window after which an address is told to wait; a clinic's staff share one. */
const MAX_PER_ADDRESS = 50;

/** Two browser tabs may refresh together: within this time the same old token gets the same answer again. */
const REUSE_GRACE_MS = 10_000;

/** 256 bits. */
const TOKEN_BYTES = 32;

/**
 * Signs a person in.
 * @throws CasewrightError bad_credentials (also for a deactivated person), too_many_requests
 */
export async function signIn(
  world: SignInWorld,
  { email, password }: LoginRequest,
  remoteAddress: string,
): Promise<Session> {
  const at = world.now();
  const counters = countersOf(world, { email, remoteAddress, at });
  await refuseGuessing(world, counters);
  const user = await userByEmail(world.store, email);
  const fits = await world.passwords.fits(password, user?.passwordHash ?? null);
  if (!user?.active || !fits) {
    await countFailures(world.store, counters.keys, counters.until);
    world.metrics.signIns.inc({ outcome: "refused" });
    throw new CasewrightError("bad_credentials");
  }
  world.metrics.signIns.inc({ outcome: "accepted" });
  return startSession(world, user, at);
}

/**
 * Exchanges a refresh token for the next one. An old token that comes back within ten seconds gets the identical
 * answer; later it ends the session, because one of two holders must be a thief.
 * @throws CasewrightError unauthenticated
 */
export async function refresh(world: SignInWorld, token: string): Promise<Session> {
  const now = new Date(world.now());
  const used = await useRefreshToken(world.store, hashed(token), now);
  if (!used) throw new CasewrightError("unauthenticated");
  const session = await liveSession(world.store, used.sessionId, now);
  if (!session) throw new CasewrightError("unauthenticated");
  if (now.getTime() - used.usedAt.getTime() > REUSE_GRACE_MS) {
    await endSession(world, session._id);
    world.metrics.signIns.inc({ outcome: "reused" });
    world.log.warn({ session: session._id, user: session.userId }, "refresh token reused");
    throw new CasewrightError("unauthenticated");
  }
  const user = await userById(world.store, session.userId);
  if (!user?.active) throw new CasewrightError("unauthenticated");
  const next = world.tokens.nextRefresh(token);
  await addRefreshToken(world.store, session, hashed(next));
  return answer(world, user, { session, refreshToken: next, issuedAt: used.usedAt.getTime() });
}

/** Ends a sign-in session: its tokens are dead at once here, within half a second elsewhere. */
export async function endSession(
  world: Pick<World, "store" | "now" | "callers">,
  sessionId: string,
): Promise<void> {
  await revokeSession(world.store, sessionId, new Date(world.now()));
  world.callers.forget(sessionId);
}

async function startSession(world: SignInWorld, user: UserDoc, at: number): Promise<Session> {
  const session = {
    _id: world.newId(),
    userId: user._id,
    createdAt: new Date(at),
    expiresAt: new Date(at + SESSION_LIFE_MS),
  };
  const refreshToken = randomBytes(TOKEN_BYTES).toString("base64url");
  await openSession(world.store, session, hashed(refreshToken));
  return answer(world, user, { session, refreshToken, issuedAt: at });
}

async function answer(
  world: SignInWorld,
  user: UserDoc,
  granted: {
    readonly session: Pick<SessionDoc, "_id">;
    readonly refreshToken: string;
    readonly issuedAt: number;
  },
): Promise<Session> {
  const { session, refreshToken, issuedAt } = granted;
  const { organisation } = (await world.release()).body;
  const caller = callerOf(asUser(user), session._id, organisation);
  const token = await world.tokens.access({ userId: user._id, sessionId: session._id }, issuedAt);
  return { token, refreshToken, user: profileOf(caller, organisation) };
}

type Counters = { readonly keys: readonly string[]; readonly until: Date };

/** Keyed hashes, so that the counters tell nobody who tried to sign in from where. */
function countersOf(
  { keys }: SignInWorld,
  attempt: { readonly email: string; readonly remoteAddress: string; readonly at: number },
): Counters {
  const window = Math.floor(attempt.at / WINDOW_MS);
  const key = (kind: string, value: string) =>
    createHmac("sha256", keys["sign-in-counters"])
      .update(`${kind}:${value}:${String(window)}`)
      .digest("base64url");
  return {
    keys: [key("account", normalEmail(attempt.email)), key("address", attempt.remoteAddress)],
    until: new Date((window + 1) * WINDOW_MS),
  };
}

async function refuseGuessing(world: SignInWorld, { keys, until }: Counters): Promise<void> {
  const [account = 0, address = 0] = await failuresOf(world.store, keys);
  if (account < MAX_PER_ACCOUNT && address < MAX_PER_ADDRESS) return;
  world.metrics.signIns.inc({ outcome: "limited" });
  const retryAfter = Math.ceil((until.getTime() - world.now()) / 1000);
  throw new CasewrightError("too_many_requests", { retryAfter });
}

function hashed(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
