import { Schema } from "mongoose";
import { CasewrightError } from "../protocol/errors.js";
import { isDuplicate } from "./duplicate.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, operator, type Store } from "./store.js";

/** A member of staff. The e-mail is kept as {@link normalEmail} makes it. */
export type UserDoc = {
  readonly _id: string;
  readonly email: string;
  readonly name: string;
  /** Where alerts call them, E.164; null or absent for nowhere. Never an address of a contact. */
  readonly phone?: string | null;
  /** Member id at Slack, by which a press of theirs is known; null or absent for none. No two people have the same. */
  readonly slack?: string | null;
  /** argon2id, with its parameters. */
  readonly passwordHash: string;
  readonly roles: string[];
  readonly active: boolean;
  readonly createdAt: Date;
  /** Cases they work on at once; null or absent for what their queue says. */
  readonly capacity?: number | null;
  /** Ids of skills of the organisation. */
  readonly skills?: readonly string[];
  /** Id of the calendar they work by; null or absent for day and night. */
  readonly hours?: string | null;
  /** When they are not there; null or absent for never. */
  readonly away?: Away | null;
};

/** A time during which somebody is given nothing; without an end until somebody says so. */
export type Away = { readonly from: Date; readonly until: Date | null };

const usersSchema = new Schema({
  _id: { type: String, required: true },
  email: { type: String, required: true },
  name: { type: String, required: true },
  phone: { type: String, default: null },
  slack: { type: String, default: null },
  passwordHash: { type: String, required: true },
  roles: { type: [String], required: true },
  active: { type: Boolean, required: true },
  createdAt: { type: Date, required: true },
  capacity: { type: Number, default: null },
  skills: { type: [String], default: [] },
  hours: { type: String, default: null },
  away: { type: Schema.Types.Mixed, default: null },
});
usersSchema.index({ email: 1 }, { unique: true });
usersSchema.index(
  { slack: 1 },
  { unique: true, partialFilterExpression: { slack: { $type: "string" } } },
);

/** Members of staff, by id. */
export const users = collection<UserDoc>(
  "users",
  usersSchema,
  nothingPersonal("staff: their work addresses stand in clear, so that they sort by name"),
);

/** One spelling of an e-mail address for look-ups. */
export function normalEmail(email: string): string {
  return email.normalize("NFC").trim().toLowerCase();
}

/** @throws CasewrightError already_exists when the e-mail is taken */
export async function insertUser(store: Store, user: UserDoc): Promise<void> {
  try {
    await store.of(users).create([user]);
  } catch (error) {
    if (isDuplicate(error)) throw new CasewrightError("already_exists");
    throw error;
  }
}

/** The user with this id, or null. */
export async function userById(store: Store, id: string): Promise<UserDoc | null> {
  return store.of(users).findById(id).lean<UserDoc>();
}

/** Users with these ids, in no order. */
export async function usersByIds(store: Store, ids: readonly string[]): Promise<UserDoc[]> {
  return store
    .of(users)
    .find({ _id: operator({ $in: [...ids] }) })
    .lean<UserDoc[]>();
}

/** The user with this e-mail address however it is spelled, or null. */
export async function userByEmail(store: Store, email: string): Promise<UserDoc | null> {
  return store
    .of(users)
    .findOne({ email: normalEmail(email) })
    .lean<UserDoc>();
}

/** Everybody who works here, in the order of their ids. */
export async function activePeople(store: Store): Promise<UserDoc[]> {
  return store.of(users).find({ active: true }).sort({ _id: 1 }).lean<UserDoc[]>();
}

/** Everybody who works here and has a role, in the order of their ids. */
export async function activeInRole(store: Store, role: string): Promise<UserDoc[]> {
  return store.of(users).find({ roles: role, active: true }).sort({ _id: 1 }).lean<UserDoc[]>();
}

/** The person with this e-mail address, if they still work here. */
export async function activeByEmail(store: Store, email: string): Promise<UserDoc | null> {
  const found = await userByEmail(store, email);
  return found?.active === true ? found : null;
}

/** The person with this member id at Slack, if they still work here. */
export async function activeBySlack(store: Store, slack: string): Promise<UserDoc | null> {
  return store.of(users).findOne({ slack, active: true }).lean<UserDoc>();
}

/** Everybody, by name; at most 1,000, more than one desk lists. */
export async function listUsers(store: Store): Promise<UserDoc[]> {
  return store.of(users).find().sort({ name: 1, _id: 1 }).limit(1_000).lean<UserDoc[]>();
}

/** Whether anybody can sign in yet. */
export async function hasUsers(store: Store): Promise<boolean> {
  return (await store.of(users).exists({})) !== null;
}

/** What may be changed about a user. */
export type UserChange = Partial<
  Pick<
    UserDoc,
    | "name"
    | "phone"
    | "slack"
    | "passwordHash"
    | "roles"
    | "active"
    | "capacity"
    | "skills"
    | "hours"
    | "away"
  >
>;

/**
 * The user after the change, or null when there is none.
 * @throws CasewrightError already_exists when somebody else has the member id at Slack
 */
export async function changeUser(
  store: Store,
  id: string,
  change: UserChange,
): Promise<UserDoc | null> {
  try {
    return await store
      .of(users)
      .findByIdAndUpdate(id, { $set: change }, { returnDocument: "after" })
      .lean<UserDoc>();
  } catch (error) {
    if (isDuplicate(error)) throw new CasewrightError("already_exists");
    throw error;
  }
}
