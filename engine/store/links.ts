import { createHash, randomBytes } from "node:crypto";
import { type ClientSession, Schema } from "mongoose";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, operator, type Store } from "./store.js";

/** A patient's way to one case: the one-time link of a message, or the session it was exchanged for. */
export type LinkDoc = {
  /** sha-256 of the token, in hex. */
  readonly _id: string;
  readonly kind: "link" | "session";
  readonly caseId: string;
  readonly usedAt: Date | null;
  readonly expiresAt: Date;
};

const linksSchema = new Schema({
  _id: { type: String, required: true },
  kind: { type: String, required: true },
  caseId: { type: String, required: true },
  usedAt: { type: Date, default: null },
  expiresAt: { type: Date, required: true },
});
linksSchema.index({ caseId: 1 });
linksSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Links and tracking sessions, by hash. */
export const links = collection<LinkDoc>(
  "links",
  linksSchema,
  nothingPersonal("hashes of random tokens, case ids"),
);

/** Life of a link that stands in a message. */
export const LINK_LIFE_MS = 30 * 24 * 60 * 60 * 1000;

/** Life of a tracking session. */
export const TRACKING_LIFE_MS = 24 * 60 * 60 * 1000;

/** 128 bits: nobody guesses one, and the link still fits into an SMS. */
const TOKEN_BYTES = 16;

/**
 * Makes a one-time link to a case, inside the caller's transaction when there is one.
 * @returns the token, 22 characters of base64url; only its hash is stored
 */
export async function makeLink(
  store: Store,
  link: { readonly caseId: string; readonly at: Date; readonly session?: ClientSession },
): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const doc: LinkDoc = {
    _id: hashed(token),
    kind: "link",
    caseId: link.caseId,
    usedAt: null,
    expiresAt: new Date(link.at.getTime() + LINK_LIFE_MS),
  };
  await store.of(links).create([doc], link.session ? { session: link.session } : {});
  return token;
}

/** How opening a link ended: a session, a link that was used before, or none of ours. */
export type OpenedLink =
  | { readonly kind: "opened"; readonly caseId: string; readonly session: string }
  | { readonly kind: "used"; readonly caseId: string }
  | { readonly kind: "unknown" };

/** Exchanges a one-time link for a tracking session of 24 hours. */
export async function openLink(store: Store, token: string, at: Date): Promise<OpenedLink> {
  const model = store.of(links);
  const link = await model
    .findOneAndUpdate(
      { _id: hashed(token), kind: "link", usedAt: null, expiresAt: after(at) },
      { $set: { usedAt: at } },
    )
    .lean<LinkDoc>();
  if (!link) return usedLink(store, token, at);
  const session = randomBytes(TOKEN_BYTES).toString("base64url");
  const expiresAt = new Date(at.getTime() + TRACKING_LIFE_MS);
  const { caseId } = link;
  await model.create([{ _id: hashed(session), kind: "session", caseId, usedAt: null, expiresAt }]);
  return { kind: "opened", caseId, session };
}

/** The case that a tracking session shows, or null when it has ended. */
export async function trackedCase(store: Store, session: string, at: Date): Promise<string | null> {
  const found = await store
    .of(links)
    .findOne({ _id: hashed(session), kind: "session", expiresAt: after(at) })
    .lean<LinkDoc>();
  return found?.caseId ?? null;
}

async function usedLink(store: Store, token: string, at: Date): Promise<OpenedLink> {
  const found = await store
    .of(links)
    .findOne({ _id: hashed(token), kind: "link", expiresAt: after(at) })
    .lean<LinkDoc>();
  return found ? { kind: "used", caseId: found.caseId } : { kind: "unknown" };
}

function after(at: Date): { $gt: number } {
  return operator({ $gt: at.getTime() });
}

function hashed(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
