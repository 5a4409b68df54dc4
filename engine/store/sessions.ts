import { Schema } from "mongoose";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, operator, type Store } from "./store.js";

/** A sign-in session: the family of all tokens that came from one sign-in. */
export type SessionDoc = {
  readonly _id: string;
  readonly userId: string;
  readonly createdAt: Date;
  /** The end however busy the session is; MongoDB removes it then. */
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
};

/** A refresh token, by its sha-256. The token itself is nowhere in the database. */
export type RefreshTokenDoc = {
  readonly _id: string;
  readonly sessionId: string;
  /** When it was exchanged; a second exchange long after means that somebody stole it. */
  readonly usedAt: Date | null;
  readonly expiresAt: Date;
};

const sessionsSchema = new Schema({
  _id: { type: String, required: true },
  userId: { type: String, required: true },
  createdAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
  revokedAt: { type: Date, default: null },
});
sessionsSchema.index({ userId: 1 });
sessionsSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Sign-in sessions, by id. */
export const sessions = collection<SessionDoc>(
  "sessions",
  sessionsSchema,
  nothingPersonal("ids of staff"),
);

const refreshTokensSchema = new Schema({
  _id: { type: String, required: true },
  sessionId: { type: String, required: true },
  usedAt: { type: Date, default: null },
  expiresAt: { type: Date, required: true },
});
refreshTokensSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Refresh tokens, by hash; used ones stay until their session ends. */
export const refreshTokens = collection<RefreshTokenDoc>(
  "refresh_tokens",
  refreshTokensSchema,
  nothingPersonal("hashes of random tokens"),
);

/** Opens a session with its first refresh token. */
export async function openSession(
  store: Store,
  session: Omit<SessionDoc, "revokedAt">,
  tokenHash: string,
): Promise<void> {
  await store.of(sessions).create([{ ...session, revokedAt: null }]);
  await addRefreshToken(store, session, tokenHash);
}

/** Adds the next refresh token of a session; adding it again changes nothing. */
export async function addRefreshToken(
  store: Store,
  session: Pick<SessionDoc, "_id" | "expiresAt">,
  tokenHash: string,
): Promise<void> {
  const fresh = { sessionId: session._id, usedAt: null, expiresAt: session.expiresAt };
  await store
    .of(refreshTokens)
    .updateOne({ _id: tokenHash }, { $setOnInsert: fresh }, { upsert: true });
}

/**
 * Marks a refresh token used, once, and says when that was. A token that was used before keeps its first instant.
 * Null for a token we never made.
 */
export async function useRefreshToken(
  store: Store,
  tokenHash: string,
  at: Date,
): Promise<{ readonly sessionId: string; readonly usedAt: Date } | null> {
  const tokens = store.of(refreshTokens);
  const used =
    (await tokens
      .findOneAndUpdate(
        { _id: tokenHash, usedAt: null },
        { $set: { usedAt: at } },
        { returnDocument: "after" },
      )
      .lean<RefreshTokenDoc>()) ?? (await tokens.findById(tokenHash).lean<RefreshTokenDoc>());
  return used && { sessionId: used.sessionId, usedAt: used.usedAt ?? at };
}

/** The session if it still holds, or null. */
export async function liveSession(store: Store, id: string, at: Date): Promise<SessionDoc | null> {
  const session = await store.of(sessions).findById(id).lean<SessionDoc>();
  return session && session.revokedAt === null && session.expiresAt > at ? session : null;
}

/** Which of these sessions still hold, in no order. */
export async function liveSessions(
  store: Store,
  ids: readonly string[],
  at: Date,
): Promise<SessionDoc[]> {
  const found = await store
    .of(sessions)
    .find({ _id: operator({ $in: [...ids] }) })
    .lean<SessionDoc[]>();
  return found.filter(({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > at);
}

/** Ends one session. */
export async function revokeSession(store: Store, id: string, at: Date): Promise<void> {
  await store.of(sessions).updateOne({ _id: id, revokedAt: null }, { $set: { revokedAt: at } });
}

/** Ends all sessions of a person, except perhaps the one they act from. */
export async function revokeSessionsOf(
  store: Store,
  userId: string,
  options: { readonly at: Date; readonly except?: string },
): Promise<void> {
  await store
    .of(sessions)
    .updateMany(
      { userId, revokedAt: null, _id: operator({ $ne: options.except ?? "" }) },
      { $set: { revokedAt: options.at } },
    );
}
